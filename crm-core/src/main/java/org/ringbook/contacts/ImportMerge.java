package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ringbook.contacts.Contact.ContactNumber;

/** What a row adds to a record that we have: new numbers, and fields that were empty. Nothing that stands is replaced. */
final class ImportMerge {

    private ImportMerge() {}

    static Contact merged(Contact known, Contact row) {
        return new Contact(
                known.id(),
                known.name(),
                or(known.companyId(), row.companyId()),
                or(known.position(), row.position()),
                or(known.email(), row.email()),
                or(known.note(), row.note()),
                or(known.responsible(), row.responsible()),
                known.responsibleId(),
                merged(known.numbers(), row.numbers()),
                known.version());
    }

    static Company merged(Company known, Company row) {
        return new Company(
                known.id(),
                known.name(),
                or(known.note(), row.note()),
                or(known.responsible(), row.responsible()),
                known.responsibleId(),
                merged(known.numbers(), row.numbers()),
                known.version());
    }

    private static List<ContactNumber> merged(List<ContactNumber> known, List<ContactNumber> row) {
        List<ContactNumber> merged = new ArrayList<>(known);
        for (ContactNumber number : row) {
            boolean stands = merged.stream()
                    .anyMatch(old -> old.number().equals(number.number())
                            && (number.extension() == null || Objects.equals(old.extension(), number.extension())));
            if (!stands) {
                merged.add(number);
            }
        }
        return merged;
    }

    private static <T> T or(T known, T row) {
        return known == null ? row : known;
    }
}
