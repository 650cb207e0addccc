package org.ringbook.changes;

import java.util.UUID;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.claims.Claims;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.deals.Deals;
import org.ringbook.leads.LeadList;
import org.ringbook.leads.Leads;
import org.ringbook.orders.Documents;
import org.ringbook.orders.Parts;
import org.ringbook.orders.Payments;
import org.ringbook.orders.TermsBook;
import org.ringbook.rights.Rights;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Tasks;
import org.springframework.stereotype.Component;

/** Who may see a card, as its own page decides it. */
@Component
class ChangeRights {

    static final String COST = "cost";

    private final Contacts contacts;
    private final Merges merges;
    private final Leads leads;
    private final LeadList leadList;
    private final Tasks tasks;
    private final Claims claims;
    private final Deals deals;
    private final Parts parts;
    private final Documents documents;
    private final Payments payments;
    private final TermsBook terms;
    private final Rights rights;

    ChangeRights(
            Contacts contacts,
            Merges merges,
            Leads leads,
            LeadList leadList,
            Tasks tasks,
            Claims claims,
            Deals deals,
            Parts parts,
            Documents documents,
            Payments payments,
            TermsBook terms,
            Rights rights) {
        this.contacts = contacts;
        this.merges = merges;
        this.leads = leads;
        this.leadList = leadList;
        this.tasks = tasks;
        this.claims = claims;
        this.deals = deals;
        this.parts = parts;
        this.documents = documents;
        this.payments = payments;
        this.terms = terms;
        this.rights = rights;
    }

    boolean maySee(Kind kind, UUID record, StaffMember who) {
        return switch (kind) {
            case CONTACT -> contacts.contact(record).isPresent();
            case COMPANY -> contacts.company(record).isPresent();
            case LEAD ->
                leads.find(record).filter(lead -> leadList.maySee(who, lead)).isPresent();
            case TASK -> tasks.find(record, rights.of(who)).isPresent();
            case CLAIM -> claims.find(record, rights.of(who)).isPresent();
            case DEAL -> who != null && deals.find(record, who).isPresent();
            case PART -> parts.find(record, who).isPresent();
            case DOCUMENT -> documents.find(record, who).isPresent();
            case PAYMENT -> payments.find(record, who).isPresent();
            case TERMS -> terms.find(record, who).isPresent();
        };
    }

    /** A field that is for some alone, as on the card. */
    boolean maySee(FieldChange change, StaffMember who) {
        return change.kind() != Kind.PART || !change.field().equals(COST) || Parts.seesCost(who);
    }

    /** The card that a change is of today. */
    UUID now(FieldChange change) {
        return merges.leadsTo(change.record()).orElse(change.record());
    }
}
