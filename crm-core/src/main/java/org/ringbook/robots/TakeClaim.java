package org.ringbook.robots;

import java.time.Instant;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimFields;
import org.ringbook.claims.Claims;
import org.ringbook.claims.NewClaim;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;
import org.springframework.stereotype.Component;

@Component
class TakeClaim implements StepKind {

    private final Claims claims;

    TakeClaim(Claims claims) {
        this.claims = claims;
    }

    @Override
    public Does does() {
        return Does.CLAIM;
    }

    @Override
    public Robot.Planned planned(RobotStep step, RecordFacts facts, Instant now) {
        return Robot.Planned.of(Does.CLAIM, TasksOfRobots.title(step, facts));
    }

    @Override
    public Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now) {
        ClaimFields about = ClaimFields.of(said -> {
            said.subject = TasksOfRobots.title(step, facts);
            said.causeId = step.causeId();
            said.partyId = facts.partyId();
            said.phone = facts.number();
            said.callId = facts.callId();
            said.dealId = facts.deal() == null ? null : facts.deal().id();
            said.partId = facts.kind() == RecordKind.PART ? facts.id() : null;
        });
        claims.take(new NewClaim(run.key(), Claim.Channel.API, about, null, null, null), null);
        return now;
    }
}
