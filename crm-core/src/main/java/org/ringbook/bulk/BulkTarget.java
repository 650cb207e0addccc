package org.ringbook.bulk;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.staff.StaffMember;

/** What a change does with one row of a kind: by the same services that a page of one uses. Any thread. */
public interface BulkTarget {

    /** Of which lists the rows are. */
    Set<BulkSubject> subjects();

    /** @param changes false when it is so already */
    record Look(String name, boolean changes) {}

    /** What was changed, before and after. */
    record Written(Map<String, String> before, Map<String, String> after) {}

    /** Nothing is done. @throws Refused when it would be refused */
    Look look(BulkChange change, UUID record, StaffMember by);

    /** In a transaction. @throws Refused when it cannot be done any more */
    Written apply(BulkChange change, UUID record, StaffMember by);

    /**
     * In a transaction.
     *
     * @return false when somebody has changed it since: it stays as it is then
     */
    boolean undo(BulkChange change, BulkRow row, StaffMember by);
}
