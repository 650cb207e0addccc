package org.ringbook.changes;

import org.ringbook.staff.StaffMember;

/** How a field of a kind of card is put back: by the same services that its page uses. */
interface PutBack {

    boolean knows(FieldChange change);

    /** In a transaction. @throws org.ringbook.refusals.Refused see {@link ChangeHistory#putBack} */
    void putBack(FieldChange change, StaffMember by);
}
