package org.ringbook.attachments;

import java.util.UUID;
import org.ringbook.calls.log.CallReader;
import org.ringbook.claims.Claims;
import org.ringbook.contacts.Contacts;
import org.ringbook.deals.Deals;
import org.ringbook.events.Events;
import org.ringbook.leads.LeadList;
import org.ringbook.leads.Leads;
import org.ringbook.rights.Action;
import org.ringbook.rights.Rights;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Tasks;
import org.springframework.stereotype.Component;

/** Whoever sees what a file is attached to sees the file. Any thread; waits for the database. */
@Component
class AttachmentRights {

    private final Contacts contacts;
    private final Leads leads;
    private final LeadList leadList;
    private final Tasks tasks;
    private final Events events;
    private final CallReader calls;
    private final Deals deals;
    private final Claims claims;
    private final Rights rights;

    AttachmentRights(
            Contacts contacts,
            Leads leads,
            LeadList leadList,
            Tasks tasks,
            Events events,
            CallReader calls,
            Deals deals,
            Claims claims,
            Rights rights) {
        this.contacts = contacts;
        this.leads = leads;
        this.leadList = leadList;
        this.tasks = tasks;
        this.events = events;
        this.calls = calls;
        this.deals = deals;
        this.claims = claims;
        this.rights = rights;
    }

    /** False, too, when it is not there. */
    boolean maySee(AttachmentOwner owner, StaffMember who) {
        UUID id = owner.id();
        return who != null
                && switch (owner.kind()) {
                    case PARTY ->
                        contacts.contact(id).isPresent() || contacts.company(id).isPresent();
                    case LEAD ->
                        leads.find(id)
                                .filter(lead -> leadList.maySee(who, lead))
                                .isPresent();
                    case TASK -> tasks.find(id, rights.of(who)).isPresent();
                    case EVENT -> events.find(id, rights.of(who)).isPresent();
                    case DEAL -> deals.find(id, who).isPresent();
                    case CLAIM -> claims.find(id, rights.of(who)).isPresent();
                    case CALL ->
                        calls.find(id)
                                .filter(call -> calls.may(calls.permissions(who), Action.SEE, call))
                                .isPresent();
                };
    }
}
