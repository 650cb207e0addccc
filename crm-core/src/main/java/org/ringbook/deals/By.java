package org.ringbook.deals;

import java.util.UUID;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;

/**
 * Who does something with a deal, and which way.
 *
 * @param person null for the program itself, which may do with any deal what an agent may do with their own
 */
public record By(StaffMember person, StageMove.Cause cause) {

    public static By user(StaffMember person) {
        return new By(person, StageMove.Cause.USER);
    }

    public static By api(StaffMember person) {
        return new By(person, StageMove.Cause.API);
    }

    public static By program(StageMove.Cause cause) {
        return new By(null, cause);
    }

    public UUID id() {
        return person == null ? null : person.id();
    }

    boolean isSupervisor() {
        return person != null && person.role().compareTo(Role.SUPERVISOR) >= 0;
    }

    /** An import brings deals as they stand elsewhere. */
    boolean isImport() {
        return cause == StageMove.Cause.IMPORT;
    }
}
