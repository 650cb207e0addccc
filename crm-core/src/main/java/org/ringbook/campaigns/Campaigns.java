package org.ringbook.campaigns;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.contacts.NewId;
import org.ringbook.dialrules.Purpose;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Call lists as a supervisor keeps them. Any thread; every method waits for the database. */
@Component
public class Campaigns {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_SCRIPT = 20_000;
    private static final int LONGEST_WRAP_UP_SECONDS = 900;
    private static final int MOST_ATTEMPTS = 50;

    private final CampaignRows rows;
    private final EntryRows entries;
    private final DialSettingsRows dialling;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Campaigns(JdbcClient jdbc, ApplicationEventPublisher events, PlatformTransactionManager transactions) {
        this.rows = new CampaignRows(jdbc);
        this.entries = new EntryRows(jdbc);
        this.dialling = new DialSettingsRows(jdbc);
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** When it came to be in which state, and by whom; null for the program. */
    public record Move(Instant at, UUID by, Campaign.State to) {}

    public Optional<Campaign> find(UUID id) {
        return rows.find(id);
    }

    /** Newest first. @param archived those that are put away, or all others */
    public List<Campaign> list(boolean archived) {
        return rows.list(archived);
    }

    /** Those that this person works through now. */
    public List<Campaign> runningOf(UUID person) {
        return rows.running().stream().filter(one -> one.isWorkedBy(person)).toList();
    }

    public List<Campaign> running() {
        return rows.running();
    }

    public List<Move> moves(UUID campaign) {
        return rows.moves(campaign);
    }

    /**
     * Adds (id null) or changes one.
     *
     * @param version that it was made from; null to write over any
     * @throws Refused if a field does not fit, they are no supervisor, or it was changed meanwhile
     */
    public Campaign save(Campaign campaign, Integer version, StaffMember by) {
        return save(campaign, version, by, id -> {});
    }

    /**
     * The same, with what else is kept of it: all, or nothing.
     *
     * @param rest with its id, in the same transaction
     */
    public Campaign save(Campaign campaign, Integer version, StaffMember by, Consumer<UUID> rest) {
        requireSupervisor(by);
        Campaign tidy = tidied(campaign);
        UUID id = transaction.execute(status -> {
            UUID saved = tidy.id() == null ? added(tidy, by) : changed(tidy, version);
            rest.accept(saved);
            return saved;
        });
        Campaign saved = rows.find(id).orElseThrow();
        events.publishEvent(new CampaignChanged(id));
        return saved;
    }

    private UUID added(Campaign tidy, StaffMember by) {
        UUID id = NewId.next();
        Campaign fresh = copy(tidy, id, tidy.ownerId() == null ? by.id() : tidy.ownerId());
        rows.insert(fresh, by.id());
        rows.moved(id, null, Campaign.State.DRAFT, by.id());
        events.publishEvent(AuditEntry.of(AuditKind.CAMPAIGN, "added").on(id, tidy.name()));
        return id;
    }

    private UUID changed(Campaign tidy, Integer version) {
        Campaign was = rows.toChange(tidy.id()).orElseThrow(() -> Refused.because("id", "campaigns.unknown"));
        if (version != null && version != was.version()) {
            throw Refused.because("version", "campaigns.changed");
        }
        if (was.state() == Campaign.State.ARCHIVED) {
            throw Refused.because("state", "campaigns.archived");
        }
        // Somebody answers for it always; who does not name them leaves it as it is.
        rows.update(tidy.ownerId() == null ? copy(tidy, tidy.id(), was.ownerId()) : tidy);
        if (!Objects.equals(was.hours(), tidy.hours())
                || !Objects.equals(was.assumedZone(), tidy.assumedZone())
                || was.purpose() != tidy.purpose()
                || was.mode() != tidy.mode()
                || !Objects.equals(was.startsOn(), tidy.startsOn())
                || !Objects.equals(was.endsOn(), tidy.endsOn())) {
            entries.askAgain(tidy.id());
        }
        boolean isAnother = was.purpose() != tidy.purpose() || was.mode() != tidy.mode();
        boolean takenBack = isAnother && dialling.takeBackSignature(tidy.id());
        if (isAnother) {
            dialling.takeBackAhead(tidy.id());
        }
        events.publishEvent(AuditEntry.of(AuditKind.CAMPAIGN, "changed")
                .on(tidy.id(), tidy.name())
                .with("name", was.name(), tidy.name())
                .with("purpose", was.purpose().code(), tidy.purpose().code())
                .with("hours", was.hours(), tidy.hours())
                .with("assumedZone", was.assumedZone(), tidy.assumedZone())
                .with("mode", was.mode().word(), tidy.mode().word())
                .with("signed", takenBack, false)
                .with("mostAttempts", was.mostAttempts(), tidy.mostAttempts())
                .with("script", Objects.hashCode(was.script()), Objects.hashCode(tidy.script())));
        return tidy.id();
    }

    private static Campaign copy(Campaign one, UUID id, UUID owner) {
        return new Campaign(
                id,
                one.name(),
                one.purpose(),
                one.mode(),
                Campaign.State.DRAFT,
                owner,
                one.script(),
                one.startsOn(),
                one.endsOn(),
                one.hours(),
                one.assumedZone(),
                one.wrapUpSeconds(),
                one.mostAttempts(),
                one.people(),
                one.createdAt(),
                1);
    }

    private static Campaign tidied(Campaign one) {
        String name = one.name() == null ? "" : one.name().strip().replaceAll("\\s+", " ");
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Refused.because(
                    "name", name.isEmpty() ? "campaigns.name.missing" : "campaigns.name.long", LONGEST_NAME);
        }
        if (name.indexOf('\0') >= 0 || one.script() != null && one.script().indexOf('\0') >= 0) {
            throw Refused.because(name.indexOf('\0') >= 0 ? "name" : "script", "campaigns.unfit");
        }
        if (one.purpose() == null) {
            throw Refused.because("purpose", "campaigns.purpose.missing");
        }
        String script = one.script() == null || one.script().isBlank()
                ? null
                : one.script().strip();
        if (script != null && script.length() > LONGEST_SCRIPT) {
            throw Refused.because("script", "campaigns.script.long", LONGEST_SCRIPT);
        }
        if (one.endsOn() != null && one.startsOn() != null && one.endsOn().isBefore(one.startsOn())) {
            throw Refused.because("endsOn", "campaigns.dates");
        }
        if (one.wrapUpSeconds() < 5 || one.wrapUpSeconds() > LONGEST_WRAP_UP_SECONDS) {
            throw Refused.because("wrapUpSeconds", "campaigns.wrap-up", 5, LONGEST_WRAP_UP_SECONDS);
        }
        if (one.mostAttempts() < 1 || one.mostAttempts() > MOST_ATTEMPTS) {
            throw Refused.because("mostAttempts", "campaigns.attempts", MOST_ATTEMPTS);
        }
        Campaign.Mode mode = one.mode() == null ? Campaign.Mode.PREVIEW : one.mode();
        if (one.purpose() == Purpose.ADVERTISING && mode != Campaign.Mode.PREVIEW) {
            throw Refused.because("mode", "campaigns.advertising-is-preview");
        }
        if (one.purpose() == Purpose.INVITATION && mode.isAhead()) {
            throw Refused.because("mode", "campaigns.ahead.invitation");
        }
        return new Campaign(
                one.id(),
                name,
                one.purpose(),
                mode,
                one.state(),
                one.ownerId(),
                script,
                one.startsOn(),
                one.endsOn(),
                one.hours(),
                one.assumedZone(),
                one.wrapUpSeconds(),
                one.mostAttempts(),
                one.people(),
                one.createdAt(),
                one.version());
    }

    /**
     * Starts, pauses, finishes, puts away. What agents have on the line goes on to its end.
     *
     * @throws Refused if it cannot come to that state from where it is, nobody is on its list, or they are no supervisor
     */
    public Campaign move(UUID id, Campaign.State to, StaffMember by) {
        requireSupervisor(by);
        transaction.executeWithoutResult(status -> {
            Campaign was = rows.toChange(id).orElseThrow(() -> Refused.because("id", "campaigns.unknown"));
            if (was.state() == to) {
                return;
            }
            if (!was.state().leadsTo(to)) {
                throw Refused.because("state", "campaigns.state");
            }
            if ((to == Campaign.State.RUNNING || to == Campaign.State.READY) && !entries.hasAny(id)) {
                throw Refused.because("state", "campaigns.empty");
            }
            if (to == Campaign.State.RUNNING
                    && was.dialMode().isAutomatic()
                    && dialling.of(id).callerId() == null) {
                throw Refused.because("state", "campaigns.no-caller-id");
            }
            if (to == Campaign.State.RUNNING && was.mode().isAhead() && !dialling.isAllowedAhead(id)) {
                throw Refused.because("state", "campaigns.ahead.not-allowed");
            }
            rows.moved(id, was.state(), to, by.id());
            if (to != Campaign.State.RUNNING) {
                entries.giveBackAll(id);
            }
            events.publishEvent(AuditEntry.of(AuditKind.CAMPAIGN, to.word()).on(id, was.name()));
        });
        events.publishEvent(new CampaignChanged(id));
        return rows.find(id).orElseThrow();
    }

    static void requireSupervisor(StaffMember by) {
        if (by.role().compareTo(Role.SUPERVISOR) < 0) {
            throw Refused.because("id", "campaigns.supervisors");
        }
    }
}
