package org.ringbook.workspace.search;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts.Matches;
import org.ringbook.contacts.legal.LegalEntity;
import org.ringbook.numbers.NumberPart;
import org.ringbook.workspace.Print;

/**
 * What a search found, as it is listed.
 *
 * @param part the digits that were typed; null for a name
 * @param names of the people's companies
 */
record SearchResults(
        Matches<Contact> people,
        Matches<Company> companies,
        List<Signed> entities,
        List<Call> calls,
        NumberPart part,
        Map<UUID, String> names) {

    /** A legal entity, and a company or person that acts through it. */
    record Signed(LegalEntity entity, UUID party) {}

    public boolean isEmpty() {
        return people.items().isEmpty() && companies.items().isEmpty() && entities.isEmpty() && calls.isEmpty();
    }

    public String companyOf(Contact person) {
        return person.companyId() == null ? null : names.get(person.companyId());
    }

    /** The number that was looked for, else the first. */
    public String numberOf(List<ContactNumber> numbers, Print print) {
        return numbers.stream()
                .filter(one -> part == null || part.fits(one.number()))
                .findFirst()
                .or(() -> numbers.stream().findFirst())
                .map(one -> print.number(one.number()))
                .orElse(null);
    }
}
