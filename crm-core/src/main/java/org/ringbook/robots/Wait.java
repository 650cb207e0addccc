package org.ringbook.robots;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;
import org.springframework.stereotype.Component;

@Component
class Wait implements StepKind {

    @Override
    public Does does() {
        return Does.WAIT;
    }

    @Override
    public Robot.Planned planned(RobotStep step, RecordFacts facts, Instant now) {
        return Robot.Planned.of(Does.WAIT, Objects.toString(step.minutes()));
    }

    @Override
    public Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now) {
        return now.plus(Duration.ofMinutes(step.minutes()));
    }
}
