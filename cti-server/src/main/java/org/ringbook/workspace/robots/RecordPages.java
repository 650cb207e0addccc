package org.ringbook.workspace.robots;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.contacts.Contacts;
import org.ringbook.events.Events;
import org.ringbook.orders.Parts;
import org.ringbook.robots.RecordKind;
import org.springframework.stereotype.Component;

/** On which page the records of robots are seen; some stand on that of what they belong to. */
@Component
class RecordPages {

    private final Parts parts;
    private final Contacts contacts;
    private final Events events;
    private final AgentWork entries;

    RecordPages(Parts parts, Contacts contacts, Events events, AgentWork entries) {
        this.parts = parts;
        this.contacts = contacts;
        this.events = events;
        this.entries = entries;
    }

    /** Empty when it is gone, or stands on none. */
    Optional<String> of(String kind, UUID id) {
        return Arrays.stream(RecordKind.values())
                .filter(one -> one.word().equals(kind))
                .findFirst()
                .flatMap(one -> of(one, id));
    }

    private Optional<String> of(RecordKind kind, UUID id) {
        return switch (kind) {
            case DEAL, LEAD, CALL, TASK, CLAIM -> Optional.of("/" + kind.word() + "s/" + id);
            case PART -> parts.find(id, null).map(part -> "/deals/" + part.dealId());
            case CLIENT -> Optional.of(client(id));
            case MESSAGE ->
                events.find(id, null)
                        .flatMap(event -> event.parties().stream().findFirst())
                        .map(this::client);
            case ENTRY -> entries.entry(id).map(entry -> "/campaigns/" + entry.campaignId());
        };
    }

    private String client(UUID party) {
        return (contacts.company(party).isPresent() ? "/companies/" : "/contacts/") + party;
    }
}
