package org.ringbook.workspace;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.Contacts.NamedParty;
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

    /** Those that are still there; for a page of a list, in one query. */
    public Map<UUID, PartyLink> of(Collection<UUID> ids) {
        var links = new HashMap<UUID, PartyLink>();
        for (NamedParty one :
                contacts.named(ids.stream().filter(Objects::nonNull).collect(Collectors.toSet()))) {
            String page = (one.person() ? "/contacts/" : "/companies/") + one.id();
            links.put(one.id(), new PartyLink(one.id(), one.name(), page));
        }
        return links;
    }
}
