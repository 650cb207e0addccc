package org.ringbook.robots;

import java.util.Optional;
import java.util.UUID;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimFields;
import org.ringbook.claims.Claims;
import org.ringbook.deals.Deals;
import org.springframework.stereotype.Component;

@Component
class FactsOfClaims implements FactsOf {

    private final Claims claims;
    private final Deals deals;

    FactsOfClaims(Claims claims, Deals deals) {
        this.claims = claims;
        this.deals = deals;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.CLAIM;
    }

    @Override
    public Optional<RecordFacts> read(UUID id) {
        return claims.find(id, null).map(this::of);
    }

    private RecordFacts of(Claim claim) {
        ClaimFields about = claim.about();
        Values values = new Values()
                .put("number", claim.number())
                .put("title", about.subject())
                .put("state", claim.state())
                .put("channel", claim.channel())
                .put("severity", about.severity())
                .put("demand", about.demand())
                .put("team", about.team())
                .put("causeId", about.causeId())
                .put("amount", about.amountAsked())
                .put("result", claim.result())
                .put("responsibleId", claim.responsibleId());
        return new RecordFacts(
                RecordKind.CLAIM,
                claim.id(),
                about.subject() == null ? Long.toString(claim.number()) : about.subject(),
                claim.responsibleId(),
                about.partyId(),
                about.phone(),
                about.callId(),
                about.dealId() == null ? null : deals.find(about.dealId(), null).orElse(null),
                values.all());
    }
}
