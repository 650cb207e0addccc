package org.ringbook.contacts;

import java.util.List;
import java.util.UUID;

/**
 * A company outside, with numbers of its own (a switchboard) and people.
 *
 * @param id null for a company that is not saved yet
 * @param responsible extension of our person who looks after it, as it is now; null when none, or they have no telephone
 * @param responsibleId that person, by whichever telephone; null when none, or the extension was nobody's when it was written
 * @param version as of a {@link Contact}
 */
public record Company(
        UUID id,
        String name,
        String note,
        String responsible,
        UUID responsibleId,
        List<Contact.ContactNumber> numbers,
        Integer version) {

    public Company {
        numbers = numbers == null ? List.of() : List.copyOf(numbers);
    }

    /** As people and files tell it: the person is found by the extension when it is written. */
    public Company(UUID id, String name, String note, String responsible, List<Contact.ContactNumber> numbers) {
        this(id, name, note, responsible, null, numbers, null);
    }

    Company with(UUID newId) {
        return new Company(newId, name, note, responsible, responsibleId, numbers, version);
    }

    Company with(List<Contact.ContactNumber> newNumbers) {
        return new Company(id, name, note, responsible, responsibleId, newNumbers, version);
    }

    /** As {@link Contact#asSeen}. */
    public Company asSeen(Integer seen) {
        return new Company(id, name, note, responsible, responsibleId, numbers, seen);
    }

    Company written(UUID newResponsible, int newVersion) {
        return new Company(id, name, note, responsible, newResponsible, numbers, newVersion);
    }
}
