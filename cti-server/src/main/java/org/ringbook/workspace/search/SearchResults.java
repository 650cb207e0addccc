package org.ringbook.workspace.search;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.claims.Claim;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts.Matches;
import org.ringbook.contacts.legal.LegalEntity;
import org.ringbook.deals.Deal;
import org.ringbook.leads.Lead;
import org.ringbook.numbers.NumberPart;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.workspace.Print;

/**
 * What a search found, as it is listed.
 *
 * @param part the digits that were typed; null for a name
 * @param names of the people's companies, and of the clients of deals and claims
 */
record SearchResults(
        Matches<Contact> people,
        Matches<Company> companies,
        List<Signed> entities,
        List<Call> calls,
        List<Lead> leads,
        List<Deal> deals,
        List<Claim> claims,
        NumberPart part,
        Map<UUID, String> names) {

    /** A legal entity, and a company or person that acts through it. */
    record Signed(LegalEntity entity, UUID party) {}

    public boolean isEmpty() {
        return people.items().isEmpty()
                && companies.items().isEmpty()
                && entities.isEmpty()
                && calls.isEmpty()
                && leads.isEmpty()
                && deals.isEmpty()
                && claims.isEmpty();
    }

    public String companyOf(Contact person) {
        return person.companyId() == null ? null : names.get(person.companyId());
    }

    /** Of a client of a deal or a claim; null for nobody. */
    public String clientOf(UUID party) {
        return party == null ? null : names.get(party);
    }

    /** The number that was looked for, else the first. */
    public String numberOf(List<ContactNumber> numbers, Print print) {
        PhoneNumber number = toDial(numbers);
        return number == null ? null : print.number(number);
    }

    /** The number that was looked for, else the first; null when there is none. */
    public PhoneNumber toDial(List<ContactNumber> numbers) {
        return numbers.stream()
                .map(ContactNumber::number)
                .filter(number -> part == null || part.fits(number))
                .findFirst()
                .or(() -> numbers.stream().map(ContactNumber::number).findFirst())
                .orElse(null);
    }
}
