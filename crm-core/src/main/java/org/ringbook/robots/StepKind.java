package org.ringbook.robots;

import java.time.Instant;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;

/** One kind of step: what it would do, and doing it. Waits for the database. */
interface StepKind {

    Does does();

    /** What it would do; nothing is written. @throws Refused if it could not be done */
    Robot.Planned planned(RobotStep step, RecordFacts facts, Instant now);

    /**
     * Does it, in the transaction of whoever calls.
     *
     * @return when the next step is due
     * @throws Refused if it cannot be done with the record as it is; beside {@code version} if a deal was changed since it was read
     * @throws org.ringbook.deals.StageAsks if the deal lacks what a stage asks
     */
    Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now);
}
