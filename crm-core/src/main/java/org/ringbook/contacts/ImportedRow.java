package org.ringbook.contacts;

import java.util.List;
import java.util.Map;
import org.ringbook.contacts.Contact.ContactNumber;

/**
 * One row of a file as a record, tidied.
 *
 * @param row its number in the file
 * @param person null when the row is of a company only
 * @param company its name; null when the row has none
 * @param draft of the company, when the row is of a company only
 * @param leftOut cells, or parts of them, that could not be understood and are left out of the record
 * @param nameKey of the person, or else the company; always made anew
 * @param companyKey null when the row has no company; always made anew
 * @param fields of the company's own that the row says of the person, by key
 * @param companyFields the same of the company
 */
record ImportedRow(
        long row,
        Contact person,
        String company,
        Company draft,
        List<RefusedRow> leftOut,
        String nameKey,
        String companyKey,
        Map<String, Object> fields,
        Map<String, Object> companyFields) {

    ImportedRow {
        leftOut = List.copyOf(leftOut);
        nameKey = SearchText.key(person == null ? company : person.name());
        companyKey = company == null ? null : SearchText.key(company);
    }

    ImportedRow(long row, Contact person, String company, Company draft, List<RefusedRow> leftOut) {
        this(row, person, company, draft, leftOut, null, null, Map.of(), Map.of());
    }

    ImportedRow with(Map<String, Object> ofPerson, Map<String, Object> ofCompany) {
        return new ImportedRow(row, person, company, draft, leftOut, null, null, ofPerson, ofCompany);
    }

    List<ContactNumber> numbers() {
        return person == null ? draft.numbers() : person.numbers();
    }
}
