package org.ringbook.contacts;

import java.util.List;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/**
 * A person outside the company whom we know.
 *
 * @param id null for a person who is not saved yet
 * @param companyId the company they work for; null when none
 * @param responsible extension of our person who looks after them, as it is now; null when none, or they have no telephone
 * @param responsibleId that person, by whichever telephone; null when none, or the extension was nobody's when it was written
 * @param version counts changes: whoever changes says which one they saw; null to change whatever stands there
 */
public record Contact(
        UUID id,
        String name,
        UUID companyId,
        String position,
        String email,
        String note,
        String responsible,
        UUID responsibleId,
        List<ContactNumber> numbers,
        Integer version) {

    public Contact {
        numbers = numbers == null ? List.of() : List.copyOf(numbers);
    }

    /** As people and files tell it: the person is found by the extension when it is written. */
    public Contact(
            UUID id,
            String name,
            UUID companyId,
            String position,
            String email,
            String note,
            String responsible,
            List<ContactNumber> numbers) {
        this(id, name, companyId, position, email, note, responsible, null, numbers, null);
    }

    Contact in(UUID company) {
        return new Contact(id, name, company, position, email, note, responsible, responsibleId, numbers, version);
    }

    Contact with(UUID newId) {
        return new Contact(newId, name, companyId, position, email, note, responsible, responsibleId, numbers, version);
    }

    Contact with(List<ContactNumber> newNumbers) {
        return new Contact(id, name, companyId, position, email, note, responsible, responsibleId, newNumbers, version);
    }

    /** The same as it was seen: it is saved only while that is what stands there. @param seen null to save it in any case */
    public Contact asSeen(Integer seen) {
        return new Contact(id, name, companyId, position, email, note, responsible, responsibleId, numbers, seen);
    }

    Contact written(UUID newResponsible, int newVersion) {
        return new Contact(
                id, name, companyId, position, email, note, responsible, newResponsible, numbers, newVersion);
    }

    /**
     * @param extension digits to dial after the answer ("доб. 12"); null when none
     * @param label what the number is: "mobile", "office", free text; may be null
     */
    public record ContactNumber(PhoneNumber number, String extension, String label) {}
}
