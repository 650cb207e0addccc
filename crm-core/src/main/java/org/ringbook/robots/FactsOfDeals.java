package org.ringbook.robots;

import java.util.Optional;
import java.util.UUID;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.fields.FieldValues;
import org.springframework.stereotype.Component;

@Component
class FactsOfDeals implements FactsOf {

    private final Deals deals;
    private final Pipelines pipelines;
    private final FieldValues fields;

    FactsOfDeals(Deals deals, Pipelines pipelines, FieldValues fields) {
        this.deals = deals;
        this.pipelines = pipelines;
        this.fields = fields;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.DEAL;
    }

    @Override
    public Optional<RecordFacts> read(UUID id) {
        return deals.find(id, null).map(this::of);
    }

    private RecordFacts of(Deal deal) {
        Values values = Values.own(fields, RecordKind.DEAL, deal.id())
                .put("number", deal.number())
                .put("title", deal.title())
                .put("amount", deal.amount())
                .put("currency", deal.currency())
                .put("stageId", deal.stageId())
                .put("stage", pipelines.stage(deal.stageId()).map(Stage::name).orElse(null))
                .put("kind", deal.kind().word())
                .put("responsibleId", deal.responsibleId())
                .put("partyId", deal.partyId())
                .put("expectedClose", deal.expectedClose())
                .put("channel", deal.channel())
                .put("source", deal.source())
                .put("campaign", deal.campaign())
                .put("competitor", deal.competitor())
                .put("probability", deal.probability());
        return new RecordFacts(
                RecordKind.DEAL,
                deal.id(),
                deal.title(),
                deal.responsibleId(),
                spokenWith(deal),
                null,
                null,
                deal,
                values.all());
    }

    /** With whom of the client they speak; null when nobody knows. */
    static UUID spokenWith(Deal deal) {
        return deal.contactId() == null ? deal.partyId() : deal.contactId();
    }
}
