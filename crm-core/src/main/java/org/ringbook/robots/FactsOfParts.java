package org.ringbook.robots;

import java.util.Optional;
import java.util.UUID;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deals;
import org.ringbook.orders.Part;
import org.ringbook.orders.Parts;
import org.springframework.stereotype.Component;

/** A part without what it costs, which is not for everybody whom a robot tells of it. */
@Component
class FactsOfParts implements FactsOf {

    private final Parts parts;
    private final Deals deals;

    FactsOfParts(Parts parts, Deals deals) {
        this.parts = parts;
        this.deals = deals;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.PART;
    }

    @Override
    public Optional<RecordFacts> read(UUID id) {
        return parts.find(id, null)
                .flatMap(part -> deals.find(part.dealId(), null).map(deal -> of(part, deal)));
    }

    private static RecordFacts of(Part part, Deal deal) {
        Values values = new Values()
                .put("number", part.number())
                .put("title", part.title())
                .put("state", part.state())
                .put("amount", part.amount())
                .put("paid", part.paid())
                .put("plannedOn", part.plannedOn())
                .put("dealId", deal.id())
                .put("dealTitle", deal.title())
                .put("dealNumber", deal.number())
                .put("responsibleId", deal.responsibleId());
        return new RecordFacts(
                RecordKind.PART,
                part.id(),
                part.title(),
                deal.responsibleId(),
                FactsOfDeals.spokenWith(deal),
                null,
                null,
                deal,
                values.all());
    }
}
