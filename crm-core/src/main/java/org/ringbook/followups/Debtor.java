package org.ringbook.followups;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
 * @param responsible who looks after them; null when nobody
 */
record Debtor(String key, UUID partyId, Set<PhoneNumber> numbers, UUID responsible) {

    private static final int MOST_PEOPLE = 200;

    static Debtor of(PhoneNumber number, CallerDirectory directory, Contacts contacts) {
        List<Caller> candidates = directory.whoIs(number);
        if (candidates.size() != 1) {
            return unknown(number);
        }
        Caller one = candidates.get(0);
        return one.contactId() != null
                ? contacts.contact(one.contactId())
                        .map(person -> person(person, number))
                        .orElseGet(() -> unknown(number))
                : contacts.company(one.companyId())
                        .map(company -> company(company, number, contacts))
                        .orElseGet(() -> unknown(number));
    }

    private static Debtor unknown(PhoneNumber number) {
        return new Debtor("number:" + number, null, Set.of(number), null);
    }

    private static Debtor person(Contact person, PhoneNumber number) {
        return new Debtor(
                "party:" + person.id(), person.id(), numbers(person.numbers(), number), person.responsibleId());
    }

    /** Whoever of them is reached, the company is. */
    private static Debtor company(Company company, PhoneNumber number, Contacts contacts) {
        Set<PhoneNumber> numbers = numbers(company.numbers(), number);
        contacts.contacts(null, company.id(), null, MOST_PEOPLE)
                .items()
                .forEach(person -> numbers.addAll(numbers(person.numbers(), number)));
        return new Debtor("party:" + company.id(), company.id(), numbers, company.responsibleId());
    }

    private static Set<PhoneNumber> numbers(List<ContactNumber> all, PhoneNumber called) {
        var numbers = new LinkedHashSet<PhoneNumber>(List.of(called));
        all.forEach(one -> numbers.add(one.number()));
        return numbers;
    }
}
