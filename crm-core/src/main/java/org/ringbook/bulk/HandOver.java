package org.ringbook.bulk;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Somebody leaves: their clients, open leads, deals, claims and tasks, and the missed calls that they took are given to somebody else, as a change of many
 * that is undone as one for thirty days. Any thread.
 */
@Component
public class HandOver {

    private static final Map<BulkSubject, String> OPEN = new EnumMap<>(Map.of(
            BulkSubject.CONTACT, "select id from contact where responsible_id = ?",
            BulkSubject.COMPANY, "select id from company where responsible_id = ?",
            BulkSubject.LEAD, "select id from lead where responsible_id = ? and state in ('new', 'in_work')",
            BulkSubject.TASK, "select id from task where doer_id = ? and closed_at is null",
            BulkSubject.OBLIGATION, "select id from obligation where taken_by = ? and closed_at is null",
            BulkSubject.DEAL, "select id from deal where responsible_id = ? and closed_at is null",
            BulkSubject.CLAIM, "select id from claim where responsible_id = ? and state <> 'closed'"));

    private final JdbcClient jdbc;
    private final BulkChanges changes;

    HandOver(JdbcClient jdbc, BulkChanges changes) {
        this.jdbc = jdbc;
        this.changes = changes;
    }

    /** What somebody has open, list by list; lists with nothing are left out. */
    public Map<BulkSubject, List<UUID>> open(UUID person) {
        var open = new EnumMap<BulkSubject, List<UUID>>(BulkSubject.class);
        OPEN.forEach((subject, sql) -> {
            List<UUID> ids = jdbc.sql(sql).param(person).query(UUID.class).list();
            if (!ids.isEmpty()) {
                open.put(subject, ids);
            }
        });
        return open;
    }

    /**
     * Asks for an heir before somebody leaves.
     *
     * @param before null for somebody new
     * @param after as they are to be
     * @param heir null when none was named
     * @param stays whether it was said that all of it stays as it is
     * @throws Refused when they have something open and nothing was said of it, or the heir is the same person
     */
    public void refuseUnasked(StaffMember before, StaffMember after, UUID heir, boolean stays) {
        if (before == null || after.active()) {
            return;
        }
        refuseSame(before.id(), heir);
        if (before.active() && heir == null && !stays) {
            int count = open(before.id()).values().stream().mapToInt(List::size).sum();
            if (count > 0) {
                throw Refused.because("heir", "bulk.heir", before.name(), count);
            }
        }
    }

    private static void refuseSame(UUID person, UUID heir) {
        if (person.equals(heir)) {
            throw Refused.because("heir", "bulk.heir.same");
        }
    }

    /**
     * @return by which it is found and undone; null when there was nothing to give
     * @throws Refused when the heir is the same person
     */
    public UUID give(UUID person, UUID heir, StaffMember by) {
        refuseSame(person, heir);
        Map<BulkSubject, List<UUID>> open = open(person);
        return open.isEmpty() ? null : changes.handOver(open, heir, by);
    }

    /** Whether none of its parts is under way, and some of it can be given back. */
    public static boolean isUndoable(List<BulkChange> parts) {
        return parts.stream().allMatch(one -> one.state().rests())
                && parts.stream().anyMatch(one -> one.isUndoable(Instant.now()));
    }

    /**
     * Gives back what is still as it was given.
     *
     * @throws Refused while some of it is under way, which would go on being given; when nothing of it can be undone any more
     */
    public void undo(UUID handOver, StaffMember by) {
        List<BulkChange> parts = changes.ofHandOver(handOver, by);
        if (!isUndoable(parts)) {
            boolean rests = parts.stream().allMatch(one -> one.state().rests());
            throw Refused.because("id", rests ? "bulk.state" : "bulk.hand-over.going");
        }
        parts.stream().filter(one -> one.isUndoable(Instant.now())).forEach(one -> changes.undo(one, by));
    }
}
