package org.ringbook.contacts;

import java.util.List;
import org.ringbook.contacts.Contact.ContactNumber;

/**
 * One row of a file as a record, tidied.
 *
 * @param row its number in the file
 * @param person null when the row is of a company only
 * @param company its name; null when the row has none
 * @param draft of the company, when the row is of a company only
 */
record ImportedRow(long row, Contact person, String company, Company draft) {

    List<ContactNumber> numbers() {
        return person == null ? draft.numbers() : person.numbers();
    }

    String companyKey() {
        return company == null ? null : SearchText.key(company);
    }

    String nameKey() {
        return SearchText.key(person == null ? company : person.name());
    }
}
