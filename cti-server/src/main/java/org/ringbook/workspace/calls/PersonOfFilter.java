package org.ringbook.workspace.calls;

import java.util.List;
import java.util.UUID;
import org.ringbook.staff.Staff;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;

/**
 * One of our people among those whose calls can be asked for.
 *
 * @param name with the first of their telephones, if they have one
 */
record PersonOfFilter(UUID id, String name, List<String> telephones) {

    /** Those who have or had telephones, and whose calls the viewer may see, as they are listed. */
    static List<PersonOfFilter> of(Staff staff, Viewer viewer, Print print) {
        return staff.all().stream()
                .filter(person -> viewer.seesCallsOf(person.id()))
                .filter(person -> !staff.telephones().of(person.id()).isEmpty())
                .map(person -> new PersonOfFilter(
                        person.id(),
                        person.telephones()
                                .findFirst()
                                .map(one -> person.name() + " · " + print.telephone(one))
                                .orElse(person.name()),
                        person.telephones().toList()))
                .toList();
    }

    /** An address of before may ask for one of their telephones. */
    public boolean is(CallSearch asked) {
        return id.equals(asked.staff())
                || asked.staff() == null
                        && asked.agent() != null
                        && telephones.contains(asked.agent().strip());
    }
}
