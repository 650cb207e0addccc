package org.ringbook.followups;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.followups.Obligation.OfCall;
import org.ringbook.followups.Obligation.Outcome;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who is to be called back. What calls do to it happens by itself; here is what people look at and say. Any thread; every method
 * waits for the database.
 */
@Component
public class FollowUps {

    public static final int LONGEST_PAGE = 500;

    private static final int LONGEST_REASON = 255;

    private final ObligationRows rows;
    private final Staff staff;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    FollowUps(
            JdbcClient jdbc,
            FollowUpSettings settings,
            Staff staff,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = new ObligationRows(jdbc, settings);
        this.staff = staff;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Empty when there is none, or it is not theirs to see. */
    public Optional<Obligation> find(UUID id, Permissions who) {
        return rows.find(id, who);
    }

    /** The calls from which it follows, oldest first. */
    public List<OfCall> calls(UUID id) {
        return rows.calls(id);
    }

    /** @param next cursor of the page that follows; null when this is the last */
    public record Page(List<Obligation> items, String next) {}

    /**
     * Open ones by when they are due, closed ones by when they were closed, newest first.
     *
     * @param takenBy only what this person has taken; null for all
     * @param party only of this contact or company; null for all
     * @param after cursor of the page before; null for the first
     * @param limit rows on a page, 1 to {@link #LONGEST_PAGE}
     * @throws Refused if the cursor is none of ours
     */
    public Page list(boolean open, UUID takenBy, UUID party, Permissions who, String after, int limit) {
        ObligationCursor cursor = after == null ? null : ObligationCursor.read(after);
        List<Obligation> found = rows.list(open, takenBy, party, who, cursor, limit + 1);
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        Obligation last = found.get(limit - 1);
        return new Page(
                List.copyOf(found.subList(0, limit)),
                new ObligationCursor(open ? last.dueAt() : last.closedAt(), last.id()).print());
    }

    /** How many wait; no more than {@code most} are counted. */
    public int waiting(Permissions who, int most) {
        return rows.count(true, who, most);
    }

    /**
     * What nobody has called back yet, of everybody.
     *
     * @param oldest when the first of them called; null for none
     */
    public record Waiting(int count, Instant oldest) {}

    public Waiting waiting() {
        return rows.waiting();
    }

    /** How many there are that are to be done, or are done; no more than {@code most} are counted. */
    public int count(boolean open, Permissions who, int most) {
        return rows.count(open, who, most);
    }

    /** How many ended since then, by how; those that one person brought to an end, or all for null. */
    public Map<Outcome, Integer> closedSince(Instant since, UUID by) {
        return rows.closedSince(since, by);
    }

    /**
     * Somebody says that they do it.
     *
     * @throws Refused if it is closed, or a colleague has taken it and they are no supervisor
     */
    public Obligation take(UUID id, StaffMember by) {
        return changed(id, obligation -> {
            mineOrFree(obligation, by);
            rows.take(id, by.id(), now());
        });
    }

    /** Somebody does not do it after all. @throws Refused as {@link #take} */
    public Obligation release(UUID id, StaffMember by) {
        return changed(id, obligation -> {
            mineOrFree(obligation, by);
            rows.take(id, null, null);
        });
    }

    /** Somebody else says who does it: a supervisor, or a change of many. @throws Refused if it is closed */
    public Obligation give(UUID id, UUID person) {
        return changed(id, obligation -> rows.take(id, person, now()));
    }

    /**
     * What a person did with it is undone: it is open again.
     *
     * @param takenBy who had taken it; null for nobody
     * @throws Refused if it is gone, or they were missed again since and that is open
     */
    public Obligation putBack(UUID id, UUID takenBy) {
        Obligation now = transaction.execute(status -> {
            rows.findToChange(id).orElseThrow(() -> Refused.because("id", "followups.gone"));
            if (!rows.open(id)) {
                throw Refused.because("id", "followups.again");
            }
            rows.take(id, takenBy, takenBy == null ? null : now());
            return rows.find(id, null).orElseThrow();
        });
        events.publishEvent(new FollowUpsChanged());
        return now;
    }

    private void mineOrFree(Obligation obligation, StaffMember by) {
        boolean others = obligation.takenBy() != null && !obligation.takenBy().equals(by.id());
        if (others && by.role().compareTo(Role.SUPERVISOR) < 0) {
            String name =
                    staff.find(obligation.takenBy()).map(StaffMember::name).orElse("");
            throw Refused.because("id", "followups.taken", name);
        }
    }

    /**
     * Nobody has to call back.
     *
     * @param reason why; needed
     * @throws Refused if there is no reason, it is too long, or it is closed
     */
    public Obligation close(UUID id, String reason, StaffMember by) {
        String kept =
                reason == null ? "" : reason.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (kept.isEmpty()) {
            throw Refused.because("reason", "followups.reason.missing");
        }
        if (kept.length() > LONGEST_REASON || kept.indexOf('\0') >= 0) {
            throw Refused.because("reason", "followups.reason.long", LONGEST_REASON);
        }
        return changed(id, obligation -> rows.close(id, by.id(), now(), Outcome.BY_HAND, kept));
    }

    /** They do not answer. @throws Refused if they were not tried often enough, or it is closed */
    public Obligation unreachable(UUID id, StaffMember by) {
        return changed(id, obligation -> {
            if (!obligation.unreachableOffered()) {
                throw Refused.because("id", "followups.unreachable.early");
            }
            rows.close(id, by.id(), now(), Outcome.UNREACHABLE, null);
        });
    }

    private interface Change {
        void of(Obligation obligation);
    }

    private Obligation changed(UUID id, Change change) {
        Obligation now = transaction.execute(status -> {
            Obligation obligation = rows.findToChange(id).orElseThrow(() -> Refused.because("id", "followups.gone"));
            if (!obligation.isOpen()) {
                throw Refused.because("id", "followups.closed");
            }
            change.of(obligation);
            return rows.find(id, null).orElseThrow();
        });
        events.publishEvent(new FollowUpsChanged());
        return now;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
