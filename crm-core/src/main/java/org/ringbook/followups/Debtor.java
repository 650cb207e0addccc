package org.ringbook.followups;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts;
import org.ringbook.numbers.PhoneNumber;

/**
 * Who called: a client with all of their numbers, or a number that nobody knows, or that may be several people's.
 *
 * @param partyId null for a number
 * @param numbers that are theirs alone: who calls from one is owed a call
 * @param company whether it is one: who reaches one of its people has reached it, and not the other way round
 * @param responsible who looks after them; null when nobody
 */
record Debtor(String key, UUID partyId, Set<PhoneNumber> numbers, boolean company, UUID responsible) {

    private static final int MOST_PEOPLE = 200;

    /** Whose the number is, and the company that is reached at it, when that is another one. */
    static List<Debtor> of(PhoneNumber number, CallerDirectory directory, Contacts contacts) {
        List<Caller> candidates = directory.whoIs(number);
        Debtor whose = candidates.size() == 1
                ? known(candidates.get(0), number, directory, contacts).orElseGet(() -> unknown(number))
                : unknown(number);
        var debtors = new ArrayList<>(List.of(whose));
        companyOf(candidates)
                .filter(company -> !company.equals(whose.partyId()))
                .flatMap(contacts::company)
                .ifPresent(company -> debtors.add(company(company, directory)));
        return debtors;
    }

    /** The company that all of them are of. */
    private static Optional<UUID> companyOf(List<Caller> candidates) {
        var companies = new LinkedHashSet<UUID>();
        candidates.forEach(one -> companies.add(one.companyId()));
        return companies.size() == 1 ? Optional.ofNullable(companies.iterator().next()) : Optional.empty();
    }

    private static Optional<Debtor> known(
            Caller one, PhoneNumber number, CallerDirectory directory, Contacts contacts) {
        Optional<Debtor> known = one.contactId() != null
                ? contacts.contact(one.contactId()).map(person -> person(person, directory))
                : contacts.company(one.companyId()).map(company -> company(company, directory));
        known.ifPresent(debtor -> debtor.numbers().add(number));
        return known;
    }

    private static Debtor unknown(PhoneNumber number) {
        return new Debtor("number:" + number, null, Set.of(number), false, null);
    }

    private static Debtor person(Contact person, CallerDirectory directory) {
        Set<PhoneNumber> numbers = alone(person.numbers(), directory);
        return new Debtor("party:" + person.id(), person.id(), numbers, false, person.responsibleId());
    }

    private static Debtor company(Company company, CallerDirectory directory) {
        Set<PhoneNumber> numbers = alone(company.numbers(), directory);
        return new Debtor("party:" + company.id(), company.id(), numbers, true, company.responsibleId());
    }

    /** Who calls from a number that several have may be any of them. */
    private static Set<PhoneNumber> alone(List<ContactNumber> numbers, CallerDirectory directory) {
        return numbers.stream()
                .map(ContactNumber::number)
                .filter(number -> directory.whoIs(number).size() == 1)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The same client, known by another number. */
    Debtor and(Debtor same) {
        var all = new LinkedHashSet<>(numbers);
        all.addAll(same.numbers);
        return new Debtor(key, partyId, all, company, responsible);
    }

    /** At which they are reached: their own ones, and a company at those that are its people's. */
    Set<PhoneNumber> reachedAt(CallerDirectory directory, Contacts contacts) {
        var reached = new LinkedHashSet<>(numbers);
        if (company) {
            contacts.contacts(null, partyId, null, MOST_PEOPLE).items().stream()
                    .flatMap(person -> person.numbers().stream())
                    .map(ContactNumber::number)
                    .filter(number -> companyOf(directory.whoIs(number))
                            .filter(partyId::equals)
                            .isPresent())
                    .forEach(reached::add);
        }
        return reached;
    }
}
