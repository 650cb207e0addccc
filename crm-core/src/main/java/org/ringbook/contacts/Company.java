package org.ringbook.contacts;

import java.util.List;
import java.util.UUID;

/**
 * A company outside, with numbers of its own (a switchboard) and people.
 *
 * @param id null for a company that is not saved yet
 * @param responsible extension of our person who looks after it; null when none
 */
public record Company(UUID id, String name, String note, String responsible, List<Contact.ContactNumber> numbers) {

    public Company {
        numbers = numbers == null ? List.of() : List.copyOf(numbers);
    }

    Company with(UUID newId) {
        return new Company(newId, name, note, responsible, numbers);
    }

    Company with(List<Contact.ContactNumber> newNumbers) {
        return new Company(id, name, note, responsible, newNumbers);
    }
}
