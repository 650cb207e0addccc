package org.ringbook.workspace.calls;

import java.util.List;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;

/**
 * One of our people among those whose calls can be asked for. One telephone stands for all that they have.
 *
 * @param name with the first of their telephones
 */
record PersonOfFilter(String name, List<String> telephones) {

    /** Those who have telephones, and whose calls the viewer may see, as they are listed. */
    static List<PersonOfFilter> of(List<StaffMember> staff, Viewer viewer, Print print) {
        return staff.stream()
                .filter(person -> person.telephones()
                        .anyMatch(one -> viewer.seesAll() || viewer.seen().contains(one)))
                .map(person -> new PersonOfFilter(
                        person.name() + " · "
                                + print.telephone(
                                        person.telephones().findFirst().orElseThrow()),
                        person.telephones().toList()))
                .toList();
    }

    public String telephone() {
        return telephones.get(0);
    }

    public boolean is(String asked) {
        return asked != null && telephones.contains(asked.strip());
    }
}
