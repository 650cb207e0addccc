package org.ringbook.campaigns;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.contacts.Contact.ContactNumber;

/**
 * Somebody to be put on a list.
 *
 * @param row of the file, counted from 1; 0 where there is none
 * @param partyId the contact or company, where it is known; null to find it by the number
 * @param fields further columns, by their names
 */
record ListRow(
        long row,
        UUID partyId,
        String name,
        String company,
        String note,
        String externalId,
        String city,
        String timeZone,
        UUID ownerId,
        int priority,
        Map<String, String> fields,
        List<ContactNumber> numbers) {

    ListRow {
        fields = Map.copyOf(fields);
        numbers = List.copyOf(numbers);
    }

    static ListRow of(UUID party, String name, String company, List<ContactNumber> numbers) {
        return new ListRow(0, party, name, company, null, null, null, null, null, 0, Map.of(), numbers);
    }

    ListRow of(UUID party) {
        return new ListRow(
                row, party, name, company, note, externalId, city, timeZone, ownerId, priority, fields, numbers);
    }
}
