package org.ringbook.campaigns;

import java.time.Instant;
import java.util.UUID;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.Tasks;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was promised to entries, and the tasks of it. In the transaction of whoever calls. */
final class Promises {

    private final EntryRows entries;
    private final PromiseRows rows;
    private final Tasks tasks;
    private final Staff staff;

    Promises(JdbcClient jdbc, Tasks tasks, Staff staff) {
        this.entries = new EntryRows(jdbc);
        this.rows = new PromiseRows(jdbc);
        this.tasks = tasks;
        this.staff = staff;
    }

    /** They have spoken: what was promised before is done, whoever promised it. */
    void keep(Entry entry) {
        if (entry.callbackTask() != null) {
            tasks.find(entry.callbackTask(), null)
                    .filter(task -> !task.state().isOver())
                    .ifPresent(task -> staff.find(task.doerId())
                            .ifPresent(doer -> tasks.act(task.id(), null, TaskAction.DONE, null, doer)));
            entries.promiseKept(entry.id());
        }
    }

    /**
     * Nobody calls them again, whatever was promised.
     *
     * @param why null where there is nothing to say
     * @param by null where nobody decided on it
     */
    void withdraw(Entry entry, String why, StaffMember by, Instant now) {
        if (entry.callbackTask() != null) {
            tasks.find(entry.callbackTask(), null)
                    .filter(task -> !task.state().isOver())
                    .ifPresent(
                            task -> tasks.act(task.id(), null, TaskAction.CANCEL, why, canceller(task.authorId(), by)));
            entries.promiseKept(entry.id());
            rows.withdrawn(entry.id(), now);
        }
    }

    /** Agents cancel what they promised themselves. */
    private StaffMember canceller(UUID author, StaffMember by) {
        boolean may = by != null
                && (by.role().compareTo(Role.SUPERVISOR) >= 0 || by.id().equals(author));
        return may ? by : staff.find(author).orElse(by);
    }
}
