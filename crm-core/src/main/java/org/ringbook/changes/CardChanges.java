package org.ringbook.changes;

import java.util.Set;
import java.util.UUID;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.staff.StaffMember;

/**
 * What is to be known of the cards of one family for their history: whoever may see a card may see it, and a field is put back by the same
 * services that its page uses.
 */
interface CardChanges {

    /** No other family has them. */
    Set<Kind> kinds();

    /** Whether there is such a card, and it is theirs to see, as its own page decides it. */
    boolean maySee(Kind kind, UUID record, StaffMember who);

    /** Names of fields that are not theirs to see on a card that is. @param who null for the program itself */
    default Set<String> hidden(Kind kind, StaffMember who) {
        return Set.of();
    }

    /** Whether there is a way back. */
    boolean knows(FieldChange change);

    /** In a transaction. @throws org.ringbook.refusals.Refused see {@link ChangeHistory#putBack} */
    void putBack(FieldChange change, StaffMember by);
}
