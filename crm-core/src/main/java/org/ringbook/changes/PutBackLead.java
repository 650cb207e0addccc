package org.ringbook.changes;

import java.util.UUID;
import org.ringbook.leads.Leads;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Whose a lead is, and its own fields. What a lead said stays as it came, and its state is changed by what is done with it. */
@Component
class PutBackLead implements PutBack {

    private final Leads leads;
    private final OwnFieldBack ownFields;

    PutBackLead(Leads leads, OwnFieldBack ownFields) {
        this.leads = leads;
        this.ownFields = ownFields;
    }

    @Override
    public boolean knows(FieldChange change) {
        return change.ownKey() != null || change.field().equals("responsible_id") && change.was() != null;
    }

    @Override
    public void putBack(FieldChange change, StaffMember by) {
        if (change.ownKey() != null) {
            ownFields.putBack(change, change.record());
            return;
        }
        UUID person = UUID.fromString(change.was().toString());
        if (!person.equals(by.id()) && by.role().compareTo(Role.SUPERVISOR) < 0) {
            throw Refused.because("id", "changes.supervisor");
        }
        leads.assign(change.record(), person, by.id());
    }
}
