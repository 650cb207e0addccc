package org.ringbook.robots;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;
import org.springframework.stereotype.Component;

/** Does one step, in the transaction of whoever calls: it is done with its key, or not at all. Waits for the database. */
@Component
class StepWork {

    private final Map<Does, StepKind> kinds;

    StepWork(List<StepKind> kinds) {
        this.kinds = kinds.stream().collect(Collectors.toMap(StepKind::does, Function.identity()));
    }

    /** @see StepKind#does(RobotStep, RecordFacts, RobotRows.Run, Instant) */
    Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now) {
        return kinds.get(step.does()).does(step, facts, run, now);
    }

    /** What it would do, or why it could not be done; nothing is written. */
    Robot.Planned planned(RobotStep step, RecordFacts facts, Instant now) {
        try {
            return kinds.get(step.does()).planned(step, facts, now);
        } catch (Refused refused) {
            return new Robot.Planned(step.does(), step.field(), null, null, List.of(), refused.refusal());
        }
    }
}
