package org.ringbook.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ringbook.bulk.BulkChange.Action;
import org.ringbook.bulk.BulkChange.State;
import org.ringbook.contacts.NewId;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes of many rows: looked through, then done and undone beside the request that asks for it, one row a transaction. What a stop of
 * the server interrupts goes on at its next start. Any thread.
 */
@Component
public class BulkChanges implements AutoCloseable {

    /** More are not changed at once. */
    public static final int MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(BulkChanges.class);
    private static final int BATCH = 100;
    private static final int LONGEST = 255;
    private static final int LISTED = 50;
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
    /** Longer than it can be undone, so that the list says what was. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private static final int HOURS_A_DAY = 24;

    private final BulkRows rows;
    private final Map<BulkSubject, BulkTarget> targets = new EnumMap<>(BulkSubject.class);
    private final Staff staff;
    private final TransactionTemplate transaction;
    private final Map<UUID, CountDownLatch> going = new ConcurrentHashMap<>();
    private final ScheduledExecutorService worker = worker("bulk-changes");
    /** A long file keeps nobody's change of a list waiting; two files are not read at once, which would double what is in both. */
    private final ScheduledExecutorService fileWorker = worker("bulk-files");

    private volatile boolean stopping;

    BulkChanges(JdbcClient jdbc, List<BulkTarget> targets, Staff staff, PlatformTransactionManager transactions) {
        this.rows = new BulkRows(jdbc);
        targets.forEach(target -> target.subjects().forEach(subject -> this.targets.put(subject, target)));
        this.staff = staff;
        this.transaction = new TransactionTemplate(transactions);
        worker.scheduleWithFixedDelay(this::forget, 1, HOURS_A_DAY, TimeUnit.HOURS);
    }

    /**
     * Begins to look through some rows: nothing is changed.
     *
     * @param value as {@link BulkChange#value}
     * @param records each counts once
     * @return its id
     * @throws Refused when none or too many were chosen, or what is to be done is not whole
     */
    public UUID look(
            BulkSubject subject, Action action, String value, String reason, List<UUID> records, StaffMember by) {
        if (!subject.actions().contains(action)) {
            throw Refused.because("action", "bulk.action");
        }
        String what = line(value);
        String why = line(reason);
        if (action.needsValue() && what == null) {
            throw Refused.because("value", "bulk.value." + action.word());
        }
        refuseUnreadable(action, what);
        if (action.needsReason() && why == null) {
            throw Refused.because("reason", "bulk.reason");
        }
        List<UUID> chosen = records.stream().distinct().toList();
        if (chosen.isEmpty()) {
            throw Refused.because("ids", "bulk.none");
        }
        if (chosen.size() > MOST) {
            throw Refused.because("ids", "bulk.many", MOST);
        }
        UUID id = NewId.next();
        transaction.executeWithoutResult(status -> rows.add(id, subject, action, what, why, by.id(), chosen));
        submit(id, subject);
        return id;
    }

    /**
     * Gives all of it to somebody at once, list by list; nobody looks at it in between.
     *
     * @return by which all of these changes are found and undone together
     */
    UUID handOver(Map<BulkSubject, List<UUID>> records, UUID heir, StaffMember by) {
        UUID handOver = NewId.next();
        Map<UUID, BulkSubject> made = transaction.execute(status -> {
            var ids = new LinkedHashMap<UUID, BulkSubject>();
            records.forEach((subject, all) -> {
                for (int from = 0; from < all.size(); from += MOST) {
                    UUID id = NewId.next();
                    List<UUID> some = all.subList(from, Math.min(from + MOST, all.size()));
                    rows.add(id, subject, Action.GIVE, heir.toString(), null, by.id(), some);
                    rows.handsOver(id, handOver);
                    ids.put(id, subject);
                }
            });
            return ids;
        });
        made.forEach(this::submit);
        return handOver;
    }

    /** Those of a {@link HandOver}, in the order in which they are done. */
    public List<BulkChange> ofHandOver(UUID handOver, StaffMember who) {
        return rows.ofHandOver(handOver).stream()
                .filter(one -> mayFind(one, who))
                .toList();
    }

    private void refuseUnreadable(Action action, String value) {
        switch (action) {
            case GIVE -> BulkClients.People.active(staff, value);
            case DUE -> BulkTasks.Due.read(value);
            case EXPECT -> BulkDeals.day(value);
            case FIELD -> BulkDeals.Filled.read(value);
            case STAGE, TYPE, LOSE -> BulkDeals.id(action, value);
            default -> {}
        }
    }

    /**
     * Begins to look through rows of a file, which whoever read it keeps: nothing is changed.
     *
     * @param file which import it is, for the rows' {@link BulkTarget}
     * @param rows however many
     */
    public UUID look(BulkSubject subject, UUID file, List<UUID> rows, StaffMember by) {
        if (!subject.isFile()) {
            throw new IllegalArgumentException("Rows of a list are looked through with what is to become of them");
        }
        UUID id = NewId.next();
        transaction.executeWithoutResult(
                status -> this.rows.add(id, subject, Action.IMPORT, file.toString(), null, by.id(), rows));
        submit(id, subject);
        return id;
    }

    private static ScheduledExecutorService worker(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private ScheduledExecutorService worker(BulkSubject subject) {
        return subject.isFile() ? fileWorker : worker;
    }

    private static boolean mayFind(BulkChange one, StaffMember who) {
        return one.by().equals(who.id()) || who.role().compareTo(Role.SUPERVISOR) >= 0;
    }

    private static String line(String text) {
        String line =
                text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.length() > LONGEST) {
            throw Refused.because("value", "bulk.long", LONGEST);
        }
        return line.isEmpty() ? null : line;
    }

    /** Empty when there is none, or it is not theirs to see: who made it, and supervisors. */
    public Optional<BulkChange> find(UUID id, StaffMember who) {
        return rows.find(id).filter(one -> mayFind(one, who));
    }

    /** Those that were done, the newest first: their own, of a supervisor everybody's. */
    public List<BulkChange> latest(StaffMember who) {
        return rows.latest(who.role().compareTo(Role.SUPERVISOR) >= 0 ? null : who.id(), LISTED);
    }

    public BulkCounts counts(BulkChange change) {
        return rows.counts(change.id());
    }

    /** Of many at once, by their ids. */
    public Map<UUID, BulkCounts> counts(List<BulkChange> some) {
        return rows.counts(some.stream().map(BulkChange::id).toList());
    }

    /** The first rows of an outcome. */
    public List<BulkRow> rows(BulkChange change, String outcome, int most) {
        return rows.rows(change.id(), outcome, most);
    }

    /** Does what was looked through. @throws Refused when it was done already, or is not theirs */
    public void apply(BulkChange change, StaffMember by) {
        if (!by.id().equals(change.by())) {
            throw Refused.because("id", "bulk.not-yours.change");
        }
        if (!rows.applies(change.id())) {
            throw Refused.because("id", "bulk.state");
        }
        submit(change.id(), change.subject());
    }

    /**
     * What was only looked through is given up for something else, and cannot be applied any more. In the transaction of whoever calls, who
     * knows whose it is.
     *
     * @return false when it is under way, or was done
     */
    public boolean withdraw(UUID id) {
        return rows.withdrawn(id);
    }

    /** Undoes what was done and nobody has changed since. @throws Refused when it is too late, or was undone */
    public void undo(BulkChange change, StaffMember by) {
        if (!change.isUndoable(Instant.now())) {
            throw Refused.because("id", change.state() == State.DONE ? "bulk.late" : "bulk.state");
        }
        if (!rows.undoes(change.id(), by.id())) {
            throw Refused.because("id", "bulk.state");
        }
        submit(change.id(), change.subject());
    }

    /** Waits until the program has done its part, no longer than that. */
    public void await(UUID id, Duration most) throws InterruptedException {
        CountDownLatch end = going.get(id);
        if (end != null) {
            end.await(most.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What a stop of the server interrupted. */
    @EventListener(ContextRefreshedEvent.class)
    void goOn() {
        try {
            rows.unfinished().forEach(change -> submit(change.id(), change.subject()));
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("Whether a bulk change is under way is not known: {}", away.getMessage());
        }
    }

    private void forget() {
        try {
            rows.forget(Instant.now().minus(REMEMBERED));
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("Old bulk changes stay for now: {}", away.getMessage());
        }
    }

    private void submit(UUID id, BulkSubject subject) {
        going.computeIfAbsent(id, one -> new CountDownLatch(1));
        if (!stopping) {
            worker(subject).execute(() -> run(id, subject));
        }
    }

    private void run(UUID id, BulkSubject subject) {
        try {
            BulkChange change = rows.find(id).orElse(null);
            if (change != null && !change.state().rests()) {
                run(change);
            }
            ended(id);
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("A bulk change waits for the database: {}", away.getMessage());
            if (!stopping) {
                worker(subject).schedule(() -> run(id, subject), TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException broken) {
            LOG.error("A bulk change stopped", broken);
            ended(id);
        }
    }

    private void ended(UUID id) {
        CountDownLatch end = going.remove(id);
        if (end != null) {
            end.countDown();
        }
    }

    private void run(BulkChange change) {
        String from = switch (change.state()) {
            case LOOKING -> "waits";
            case RUNNING -> "change";
            default -> "changed";
        };
        UUID doer = change.state() == State.UNDOING ? change.undoneBy() : change.by();
        StaffMember by = staff.find(doer).filter(StaffMember::active).orElse(null);
        for (List<BulkRow> some = rows.rows(change.id(), from, BATCH);
                !some.isEmpty() && !stopping;
                some = rows.rows(change.id(), from, BATCH)) {
            some.forEach(row -> step(change, row, by));
        }
        if (stopping) {
            return;
        }
        if (change.state() == State.LOOKING && rows.goesOnByItself(change.id())) {
            rows.find(change.id()).ifPresent(this::run);
            return;
        }
        rows.becomes(change.id(), change.state(), State.values()[change.state().ordinal() + 1]);
    }

    private void step(BulkChange change, BulkRow row, StaffMember by) {
        if (stopping) {
            return;
        }
        try {
            if (by == null) {
                throw Refused.because("by", "bulk.person");
            }
            transaction.executeWithoutResult(status -> {
                if (change.state() != State.LOOKING) {
                    rows.says(change, by.id());
                }
                switch (change.state()) {
                    case LOOKING -> look(change, row, by);
                    case RUNNING -> apply(change, row, by);
                    default -> undo(change, row, by);
                }
            });
        } catch (Refused why) {
            stays(change, row, why);
        } catch (TransactionException
                | TransientDataAccessException
                | RecoverableDataAccessException
                | NonTransientDataAccessResourceException away) {
            throw away;
        } catch (RuntimeException broken) {
            LOG.error("Row {} of bulk change {} cannot be changed", row.place(), change.id(), broken);
            stays(change, row, Refused.because("id", "bulk.broken"));
        }
    }

    /** The rows after it go on. */
    private void stays(BulkChange change, BulkRow row, Refused why) {
        if (change.state() == State.UNDOING) {
            rows.becomes(change.id(), row, "kept", null);
        } else {
            rows.refused(change.id(), row, why);
        }
    }

    private void look(BulkChange change, BulkRow row, StaffMember by) {
        BulkTarget.Look look = targets.get(change.subject()).look(change, row.record(), by);
        rows.becomes(change.id(), row, look.changes() ? "change" : "same", look.name());
    }

    private void apply(BulkChange change, BulkRow row, StaffMember by) {
        BulkTarget.Written written = targets.get(change.subject()).apply(change, row.record(), by);
        if (written == null) {
            rows.becomes(change.id(), row, "same", null);
        } else {
            rows.changed(change.id(), row, written.before(), written.after());
        }
    }

    private void undo(BulkChange change, BulkRow row, StaffMember by) {
        boolean back = targets.get(change.subject()).undo(change, row, by);
        rows.becomes(change.id(), row, back ? "undone" : "kept", null);
    }

    @Override
    public void close() {
        stopping = true;
        worker.shutdown();
        fileWorker.shutdown();
        try {
            worker.awaitTermination(TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            fileWorker.awaitTermination(TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
