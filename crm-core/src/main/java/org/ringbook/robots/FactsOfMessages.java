package org.ringbook.robots;

import java.util.Optional;
import java.util.UUID;
import org.ringbook.events.Event;
import org.ringbook.events.Events;
import org.springframework.stereotype.Component;

/** Mail, SMS and messages, of the first of the clients in whose timeline they stand. */
@Component
class FactsOfMessages implements FactsOf {

    private final Events events;
    private final FactsOfClients clients;

    FactsOfMessages(Events events, FactsOfClients clients) {
        this.events = events;
        this.clients = clients;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.MESSAGE;
    }

    @Override
    public Optional<RecordFacts> read(UUID id) {
        return events.find(id, null).map(this::of);
    }

    private RecordFacts of(Event event) {
        UUID party = event.parties().isEmpty() ? null : event.parties().get(0);
        UUID responsible = clients.responsible(party);
        Values values = new Values()
                .put("kind", event.kind())
                .put("title", event.subject())
                .put("text", event.text())
                .put("source", event.source())
                .put("responsibleId", responsible);
        return new RecordFacts(
                RecordKind.MESSAGE,
                event.id(),
                event.subject() == null ? "–" : event.subject(),
                responsible,
                party,
                null,
                event.callId(),
                null,
                values.all());
    }
}
