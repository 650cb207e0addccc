package org.ringbook.imports;

import java.util.List;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Our people as files name them: by id, login, extension or name. Any thread. */
@Component
class KnownPeople {

    private final Staff staff;

    KnownPeople(Staff staff) {
        this.staff = staff;
    }

    /** Who is responsible; null when the row does not say. @throws Refused when it is nobody of ours, or several are called so */
    UUID responsible(RowCells row) {
        String text = row.text(FileColumn.RESPONSIBLE);
        return text == null ? null : of(text);
    }

    private UUID of(String text) {
        String key = FileTexts.key(text);
        List<StaffMember> found = staff.all().stream()
                .filter(StaffMember::active)
                .filter(one -> one.id().toString().equals(text)
                        || text.equalsIgnoreCase(one.login())
                        || one.has(text)
                        || FileTexts.key(one.name()).equals(key))
                .toList();
        if (found.size() != 1) {
            throw Refused.because(
                    "responsible",
                    found.isEmpty() ? "imports.person.unknown" : "imports.person.several",
                    FileTexts.shown(text));
        }
        return found.get(0).id();
    }
}
