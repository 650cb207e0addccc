package org.ringbook.robots;

import java.time.Instant;
import org.ringbook.orders.NewPart;
import org.ringbook.orders.Parts;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;
import org.springframework.stereotype.Component;

@Component
class AddPart implements StepKind {

    private final Parts parts;

    AddPart(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Does does() {
        return Does.PART;
    }

    @Override
    public Robot.Planned planned(RobotStep step, RecordFacts facts, Instant now) {
        return Robot.Planned.of(Does.PART, TasksOfRobots.title(step, facts));
    }

    @Override
    public Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now) {
        parts.tell(
                new NewPart(
                        facts.id(), null, null, TasksOfRobots.title(step, facts), null, null, null, null, null, null),
                null);
        return now;
    }
}
