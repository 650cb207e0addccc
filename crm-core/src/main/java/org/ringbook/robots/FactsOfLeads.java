package org.ringbook.robots;

import java.util.Optional;
import java.util.UUID;
import org.ringbook.fields.FieldValues;
import org.ringbook.leads.Lead;
import org.ringbook.leads.Leads;
import org.springframework.stereotype.Component;

@Component
class FactsOfLeads implements FactsOf {

    private final Leads leads;
    private final FieldValues fields;

    FactsOfLeads(Leads leads, FieldValues fields) {
        this.leads = leads;
        this.fields = fields;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.LEAD;
    }

    @Override
    public Optional<RecordFacts> read(UUID id) {
        return leads.find(id).map(this::of);
    }

    private RecordFacts of(Lead lead) {
        Values values = Values.own(fields, RecordKind.LEAD, lead.id())
                .put("number", lead.number())
                .put("channel", lead.channel())
                .put("source", lead.source())
                .put("queue", lead.queue())
                .put("state", lead.state())
                .put("name", lead.name())
                .put("company", lead.company())
                .put("email", lead.email())
                .put("text", lead.text())
                .put("touches", lead.touches())
                .put("responsibleId", lead.responsibleId());
        return new RecordFacts(
                RecordKind.LEAD,
                lead.id(),
                lead.name() == null ? Long.toString(lead.number()) : lead.name(),
                lead.responsibleId(),
                lead.partyId(),
                lead.phone(),
                lead.callId(),
                null,
                values.all());
    }
}
