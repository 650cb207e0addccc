package org.ringbook.robots;

import java.time.Instant;
import java.util.List;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

@Component
class MakeTask implements StepKind {

    private final TasksOfRobots tasks;
    private final People people;

    MakeTask(TasksOfRobots tasks, People people) {
        this.tasks = tasks;
        this.people = people;
    }

    @Override
    public Does does() {
        return Does.TASK;
    }

    @Override
    public Robot.Planned planned(RobotStep step, RecordFacts facts, Instant now) {
        return Robot.Planned.of(Does.TASK, TasksOfRobots.title(step, facts))
                .to(List.of(doer(step, facts)))
                .until(tasks.due(step, now));
    }

    @Override
    public Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now) {
        StaffMember doer = doer(step, facts);
        tasks.add(step, facts, doer.id(), doer, now);
        return now;
    }

    private StaffMember doer(RobotStep step, RecordFacts facts) {
        return people.of(step, facts).stream().findFirst().orElseThrow(() -> Refused.because("who", "robots.nobody"));
    }
}
