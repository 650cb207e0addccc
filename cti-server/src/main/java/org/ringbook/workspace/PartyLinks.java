package org.ringbook.workspace;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.contacts.Contacts;
import org.springframework.stereotype.Component;

/** Clients by their ids: a contact or a company, with its name and its page. */
@Component
public class PartyLinks {

    private final Contacts contacts;

    PartyLinks(Contacts contacts) {
        this.contacts = contacts;
    }

    /** @param address of its page */
    public record PartyLink(UUID id, String name, String address) {}

    /** Those that are still there; for a page of a list. */
    public Map<UUID, PartyLink> of(Collection<UUID> ids) {
        var links = new HashMap<UUID, PartyLink>();
        ids.stream()
                .filter(Objects::nonNull)
                .distinct()
                .forEach(id -> contacts.contact(id)
                        .map(person -> new PartyLink(id, person.name(), "/contacts/" + id))
                        .or(() -> contacts.company(id)
                                .map(company -> new PartyLink(id, company.name(), "/companies/" + id)))
                        .ifPresent(link -> links.put(id, link)));
        return links;
    }
}
