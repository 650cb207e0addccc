package org.ringbook.robots;

import java.time.Instant;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;
import org.springframework.stereotype.Component;

/** Tells another program: what is to be told is written here, and {@link HookDelivery} sends it. */
@Component
class CallHook implements StepKind {

    private final RobotRows rows;
    private final HookReceivers receivers;

    CallHook(RobotRows rows, HookReceivers receivers) {
        this.rows = rows;
        this.receivers = receivers;
    }

    @Override
    public Does does() {
        return Does.HOOK;
    }

    @Override
    public Robot.Planned planned(RobotStep step, RecordFacts facts, Instant now) {
        return Robot.Planned.of(Does.HOOK, receivers.known().get(step.hookId()));
    }

    @Override
    public Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now) {
        rows.hook(run, step.hookId(), now);
        return now;
    }
}
