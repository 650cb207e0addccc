package org.ringbook.workspace.deals;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.workspace.Print;
import org.springframework.stereotype.Component;

/** A client as people name them in a form: offered while they type, and found by the name again. */
@Component
class PartyByName {

    private static final int OFFERED = 8;

    private final Contacts contacts;

    PartyByName(Contacts contacts) {
        this.contacts = contacts;
    }

    /** @param more what tells them from others of that name; null for nothing */
    record Offer(UUID id, String name, String more) {}

    /** Companies first. */
    List<Offer> offers(String typed, UUID me) {
        if (typed == null || typed.isBlank()) {
            return List.of();
        }
        Stream<Offer> companies = contacts.bestCompanies(typed.strip(), me, OFFERED).items().stream()
                .map(one -> new Offer(one.id(), one.name(), null));
        Stream<Offer> people = contacts.bestContacts(typed.strip(), me, OFFERED).items().stream()
                .map(one -> new Offer(one.id(), one.name(), one.position()));
        return Stream.concat(companies, people).toList();
    }

    /** Empty when there is none of that id. */
    String nameOf(UUID party) {
        return party == null
                ? null
                : contacts.company(party)
                        .map(Company::name)
                        .or(() -> contacts.contact(party).map(Contact::name))
                        .orElse(null);
    }

    /**
     * @param typed a name; empty for nobody
     * @param known who it was when the form was made, and still is if the name is theirs
     * @throws IllegalArgumentException with words, when nobody, or more than one, has that name
     */
    UUID find(String typed, UUID known, UUID me, Print print) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        String name = typed.strip();
        if (known != null && name.equals(nameOf(known))) {
            return known;
        }
        List<UUID> found = offers(name, me).stream()
                .filter(one -> one.name().equalsIgnoreCase(name))
                .map(Offer::id)
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    print.say(found.isEmpty() ? "deals.party.none" : "deals.party.several", name));
        }
        return found.get(0);
    }
}
