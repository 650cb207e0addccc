package org.ringbook.imports;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.legal.LegalEntities;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.springframework.stereotype.Component;

/**
 * Whose a deal of a file is: by id, by INN, by telephone number, by the name as it is written. What is said of one client has to lead to one;
 * nothing is guessed and nobody is made. Any thread; waits for the database.
 */
@Component
class KnownClients {

    private static final int MOST = 50;

    private final Contacts contacts;
    private final CallerDirectory directory;
    private final LegalEntities entities;
    private final NumberPlan plan;

    KnownClients(Contacts contacts, CallerDirectory directory, LegalEntities entities, NumberPlan plan) {
        this.contacts = contacts;
        this.directory = directory;
        this.entities = entities;
        this.plan = plan;
    }

    /** @param contactId who is spoken with; null when the row does not say */
    record Client(UUID partyId, UUID contactId) {

        static final Client NOBODY = new Client(null, null);
    }

    /** @throws Refused when nobody is known by what the row says, several are, or it says two things */
    Client of(RowCells row) {
        String name = row.text(FileColumn.CLIENT);
        String inn = row.text(FileColumn.INN);
        String phone = row.text(FileColumn.PHONE);
        Set<UUID> parties = null;
        if (inn != null) {
            parties = found("INN", inn, byInn(inn));
        }
        if (name != null) {
            parties = both(parties, found("client", name, named(name)), name);
        }
        Set<Caller> callers = phone == null ? Set.of() : callers(phone);
        if (parties == null && callers.isEmpty()) {
            return new Client(null, contact(row, null));
        }
        if (parties != null && !callers.isEmpty()) {
            Set<UUID> of = callers.stream().flatMap(KnownClients::parties).collect(Collectors.toSet());
            parties = both(parties, of, phone);
        }
        UUID party = one(parties == null ? alone(callers) : parties, name == null ? inn == null ? phone : inn : name);
        UUID spoken = callers.stream()
                .filter(one -> party.equals(one.companyId()))
                .map(Caller::contactId)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        UUID written = contact(row, party);
        return new Client(party, written == null ? spoken : written);
    }

    private static Set<UUID> found(String what, String text, Set<UUID> found) {
        if (found.isEmpty()) {
            throw Refused.because(what, "imports.client.unknown", FileTexts.shown(text));
        }
        return found;
    }

    private static Set<UUID> both(Set<UUID> before, Set<UUID> also, String text) {
        if (before == null) {
            return also;
        }
        var both = new LinkedHashSet<>(before);
        both.retainAll(also);
        if (both.isEmpty()) {
            throw Refused.because("client", "imports.client.differs", FileTexts.shown(text));
        }
        return both;
    }

    private static UUID one(Set<UUID> found, String text) {
        if (found.size() > 1) {
            throw Refused.because("client", "imports.client.several", FileTexts.shown(text), found.size());
        }
        return found.iterator().next();
    }

    private Set<UUID> byInn(String inn) {
        return entities.byInn(inn.replaceAll("\\D", ""), MOST).stream()
                .filter(entity -> entity.inn() != null && entity.inn().equals(inn.replaceAll("\\D", "")))
                .flatMap(entity -> entities.parties(entity.id()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Companies and people of exactly that name, or of that id. */
    private Set<UUID> named(String name) {
        UUID id = id(name);
        if (id != null) {
            return contacts.named(List.of(id)).stream()
                    .map(Contacts.NamedParty::id)
                    .collect(Collectors.toSet());
        }
        String key = FileTexts.key(name);
        var companies = contacts.companies(name, null, MOST).items().stream()
                .filter(one -> FileTexts.key(one.name()).equals(key))
                .map(Company::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return companies.isEmpty() ? people(name, null) : companies;
    }

    private Set<UUID> people(String name, UUID company) {
        String key = FileTexts.key(name);
        return contacts.contacts(name, company, null, MOST).items().stream()
                .filter(one -> FileTexts.key(one.name()).equals(key))
                .map(Contact::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Of the client's people, where the client has any of that name; else whoever is alone with it. */
    private UUID contact(RowCells row, UUID party) {
        String name = row.text(FileColumn.CONTACT);
        if (name == null) {
            return null;
        }
        Set<UUID> theirs = party == null ? Set.of() : people(name, party);
        return one(theirs.isEmpty() ? found("contact", name, people(name, null)) : theirs, name);
    }

    private Set<Caller> callers(String phone) {
        PhoneNumber number =
                plan.parse(phone).orElseThrow(() -> Refused.because("phone", "imports.phone", FileTexts.shown(phone)));
        List<Caller> callers = directory.whoIs(number);
        if (callers.isEmpty()) {
            throw Refused.because("phone", "imports.client.unknown", FileTexts.shown(phone));
        }
        return new LinkedHashSet<>(callers);
    }

    private static Stream<UUID> parties(Caller caller) {
        return Stream.of(caller.contactId(), caller.companyId()).filter(Objects::nonNull);
    }

    private static Set<UUID> alone(Set<Caller> callers) {
        return callers.stream()
                .map(caller -> caller.contactId() == null ? caller.companyId() : caller.contactId())
                .collect(Collectors.toSet());
    }

    static UUID id(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
