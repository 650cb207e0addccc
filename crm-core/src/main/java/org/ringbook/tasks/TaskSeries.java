package org.ringbook.tasks;

import java.time.Instant;
import java.time.LocalDate;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;

/** Tasks that come again: when one of them is over the next one is made, in the same transaction. */
final class TaskSeries {

    private final TaskRows rows;
    private final TaskRepeats repeats;
    private final TaskRules rules;
    private final Staff staff;

    TaskSeries(TaskRows rows, TaskRepeats repeats, TaskRules rules, Staff staff) {
        this.rows = rows;
        this.repeats = repeats;
        this.rules = rules;
        this.staff = staff;
    }

    /** The next one of what repeats, unless one is there already. */
    void comesAgain(Task over) {
        Recurrence repeat = repeats.of(over.id()).orElse(null);
        if (repeat == null || repeats.goesOn(over.id())) {
            return;
        }
        Instant now = Instant.now();
        LocalDate day = repeat.after(repeats.lastDay(over, repeat, now)).orElse(null);
        boolean doerIsHere =
                staff.find(over.doerId()).filter(StaffMember::active).isPresent();
        if (day == null || !doerIsHere) {
            repeats.set(over.id(), null);
            return;
        }
        Task next = TaskSteps.next(over, repeat, day, now);
        rows.insert(next, rules.sort(next));
        rows.moved(next.id(), null, null, next.state(), null);
        repeats.follows(next.id(), over.id());
        rows.goesOn(next.id(), over.id());
    }
}
