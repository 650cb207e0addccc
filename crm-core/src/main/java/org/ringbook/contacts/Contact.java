package org.ringbook.contacts;

import java.util.List;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/**
 * A person outside the company whom we know.
 *
 * @param id null for a person who is not saved yet
 * @param companyId the company they work for; null when none
 * @param responsible extension of our person who looks after them; null when none
 */
public record Contact(
        UUID id,
        String name,
        UUID companyId,
        String position,
        String email,
        String note,
        String responsible,
        List<ContactNumber> numbers) {

    public Contact {
        numbers = numbers == null ? List.of() : List.copyOf(numbers);
    }

    Contact with(UUID newId) {
        return new Contact(newId, name, companyId, position, email, note, responsible, numbers);
    }

    Contact with(List<ContactNumber> newNumbers) {
        return new Contact(id, name, companyId, position, email, note, responsible, newNumbers);
    }

    /**
     * @param extension digits to dial after the answer ("доб. 12"); null when none
     * @param label what the number is: "mobile", "office", free text; may be null
     */
    public record ContactNumber(PhoneNumber number, String extension, String label) {}
}
