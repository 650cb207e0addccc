package org.ringbook.changes;

import java.util.Set;
import java.util.UUID;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.leads.LeadList;
import org.ringbook.leads.Leads;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Whose a lead is, and its own fields. What a lead said stays as it came, and its state is changed by what is done with it. */
@Component
class LeadChanges implements CardChanges {

    private final Leads leads;
    private final OwnFieldBack ownFields;
    private final LeadList list;

    LeadChanges(Leads leads, OwnFieldBack ownFields, LeadList list) {
        this.leads = leads;
        this.ownFields = ownFields;
        this.list = list;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.LEAD);
    }

    @Override
    public boolean maySee(Kind kind, UUID record, StaffMember who) {
        return leads.find(record).filter(lead -> list.maySee(who, lead)).isPresent();
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
