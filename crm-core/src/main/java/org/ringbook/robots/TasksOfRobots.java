package org.ringbook.robots;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.deals.DealTasks;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;
import org.springframework.stereotype.Component;

/** Makes the tasks of steps, with the record that they are of. In the transaction of whoever calls. */
@Component
class TasksOfRobots {

    static final int LONGEST_TITLE = 200;

    private final Tasks tasks;
    private final DealTasks dealTasks;
    private final RobotRows rows;
    private final WorkingCalendar calendar;

    TasksOfRobots(Tasks tasks, DealTasks dealTasks, RobotRows rows, WorkingCalendar calendar) {
        this.tasks = tasks;
        this.dealTasks = dealTasks;
        this.rows = rows;
        this.calendar = calendar;
    }

    static String title(RobotStep step, RecordFacts facts) {
        return Texts.filled(step.title(), facts.values(), LONGEST_TITLE);
    }

    /** In working time; null for no time. */
    Instant due(RobotStep step, Instant now) {
        return step.minutes() == null ? null : calendar.plus(now, Duration.ofMinutes(step.minutes()));
    }

    /** @param author who checks it; who does it themselves checks nothing */
    void add(RobotStep step, RecordFacts facts, UUID doer, StaffMember author, Instant now) {
        var what = new NewTask(
                step.what(),
                title(step, facts),
                null,
                doer,
                null,
                due(step, now),
                null,
                null,
                facts.partyId(),
                facts.number(),
                facts.callId());
        Task made = facts.deal() == null ? tasks.add(what, author) : dealTasks.add(facts.deal(), what, author);
        rows.made(made.id(), facts);
    }
}
