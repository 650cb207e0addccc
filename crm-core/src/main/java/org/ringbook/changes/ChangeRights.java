package org.ringbook.changes;

import java.util.UUID;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.deals.Deals;
import org.ringbook.leads.LeadList;
import org.ringbook.leads.Leads;
import org.ringbook.rights.Rights;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Tasks;
import org.springframework.stereotype.Component;

/** Who may see a card, as its own page decides it. */
@Component
class ChangeRights {

    private final Contacts contacts;
    private final Merges merges;
    private final Leads leads;
    private final LeadList leadList;
    private final Tasks tasks;
    private final Deals deals;
    private final Rights rights;

    ChangeRights(
            Contacts contacts, Merges merges, Leads leads, LeadList leadList, Tasks tasks, Deals deals, Rights rights) {
        this.contacts = contacts;
        this.merges = merges;
        this.leads = leads;
        this.leadList = leadList;
        this.tasks = tasks;
        this.deals = deals;
        this.rights = rights;
    }

    boolean maySee(Kind kind, UUID record, StaffMember who) {
        return switch (kind) {
            case CONTACT -> contacts.contact(record).isPresent();
            case COMPANY -> contacts.company(record).isPresent();
            case LEAD ->
                leads.find(record).filter(lead -> leadList.maySee(who, lead)).isPresent();
            case TASK -> tasks.find(record, rights.of(who)).isPresent();
            case DEAL -> who != null && deals.find(record, who).isPresent();
        };
    }

    /** The card that a change is of today. */
    UUID now(FieldChange change) {
        return merges.leadsTo(change.record()).orElse(change.record());
    }
}
