package org.ringbook.robots;

import java.time.Instant;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;
import org.springframework.stereotype.Component;

@Component
class Tell implements StepKind {

    private final People people;

    Tell(People people) {
        this.people = people;
    }

    @Override
    public Does does() {
        return Does.NOTIFY;
    }

    @Override
    public Robot.Planned planned(RobotStep step, RecordFacts facts, Instant now) {
        return Robot.Planned.of(Does.NOTIFY, TasksOfRobots.title(step, facts)).to(people.of(step, facts));
    }

    @Override
    public Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now) {
        String text = TasksOfRobots.title(step, facts);
        people.of(step, facts).forEach(one -> people.tell(one, text, facts, now));
        return now;
    }
}
