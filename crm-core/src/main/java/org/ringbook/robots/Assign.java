package org.ringbook.robots;

import java.time.Instant;
import java.util.List;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** A task of one person that another one checks, and may give back. */
@Component
class Assign implements StepKind {

    private final TasksOfRobots tasks;
    private final People people;

    Assign(TasksOfRobots tasks, People people) {
        this.tasks = tasks;
        this.people = people;
    }

    /** Two different ones. */
    private record Both(StaffMember doer, StaffMember checker) {}

    @Override
    public Does does() {
        return Does.ASSIGNMENT;
    }

    @Override
    public Robot.Planned planned(RobotStep step, RecordFacts facts, Instant now) {
        Both both = both(step, facts);
        return Robot.Planned.of(Does.ASSIGNMENT, TasksOfRobots.title(step, facts))
                .to(List.of(both.doer(), both.checker()))
                .until(tasks.due(step, now));
    }

    @Override
    public Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now) {
        Both both = both(step, facts);
        tasks.add(step, facts, both.doer().id(), both.checker(), now);
        return now;
    }

    private Both both(RobotStep step, RecordFacts facts) {
        StaffMember doer =
                people.of(step, facts).stream().findFirst().orElseThrow(() -> Refused.because("who", "robots.nobody"));
        StaffMember checker = people.checkers(step, doer).stream()
                .filter(one -> !one.id().equals(doer.id()))
                .findFirst()
                .orElseThrow(() -> Refused.because("checkerId", "robots.no-checker", doer.name()));
        return new Both(doer, checker);
    }
}
