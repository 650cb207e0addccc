package org.ringbook.leads;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.contacts.duplicates.Duplicate;
import org.ringbook.contacts.duplicates.Duplicates;
import org.ringbook.contacts.duplicates.Duplicates.Decision;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.refusals.Refused;
import org.springframework.stereotype.Component;

/**
 * Makes a client of a lead: somebody who is known, or somebody new by the same rule of duplicates as every other way in. It can be
 * undone for a day. Any thread; every method waits for the database.
 */
@Component
public class LeadConversion {

    private static final Duration UNDO = Duration.ofDays(1);

    private final Leads leads;
    private final Contacts contacts;
    private final PartyDetails details;
    private final Duplicates duplicates;
    private final FieldValues fields;

    LeadConversion(Leads leads, Contacts contacts, PartyDetails details, Duplicates duplicates, FieldValues fields) {
        this.fields = fields;
        this.leads = leads;
        this.contacts = contacts;
        this.details = details;
        this.duplicates = duplicates;
    }

    /** Who it may be among those who are known. */
    public List<Duplicate> candidates(Lead lead) {
        return duplicates.of(person(lead, lead.name() == null ? "" : lead.name(), null), null);
    }

    /**
     * Makes somebody who is known the client of a lead. Done twice, it is done once.
     *
     * @param party a person or a company
     */
    public Lead toKnown(UUID id, UUID party, UUID by) {
        if (details.of(party).isEmpty()) {
            throw Refused.because("partyId", "leads.party");
        }
        return leads.changed(id, lead -> {
            if (lead.state() != Lead.State.CONVERTED) {
                converted(lead, party, null, by);
            }
        });
    }

    /**
     * Makes a new person the client of a lead. Done twice, it is done once.
     *
     * @param name as it is kept; null for the lead's own
     * @param companyId of the person; null when none
     * @throws org.ringbook.contacts.duplicates.PossibleDuplicates when they are likely to be known
     */
    public Lead toNew(UUID id, String name, UUID companyId, Decision decision) {
        return leads.changed(id, lead -> {
            if (lead.state() == Lead.State.CONVERTED) {
                return;
            }
            Leads.requireOpen(lead);
            Contact saved = duplicates.save(person(lead, name == null ? lead.name() : name, companyId), decision);
            converted(lead, saved.id(), saved.id(), decision.by());
        });
    }

    private void converted(Lead lead, UUID party, UUID made, UUID by) {
        Leads.requireOpen(lead);
        Instant now = Instant.now();
        leads.rows().converted(lead.id(), party, made, now);
        if (lead.source() != null) {
            details.sourceIfUnknown(party, lead.source());
        }
        boolean person = contacts.contact(party).isPresent();
        fields.takeOver(FieldSubject.LEAD, lead.id(), person ? FieldSubject.PERSON : FieldSubject.COMPANY, party);
        leads.rows().event(lead.id(), new Lead.Event(now, "converted", null, null, by));
    }

    private static Contact person(Lead lead, String name, UUID companyId) {
        List<ContactNumber> numbers =
                lead.phone() == null ? List.of() : List.of(new ContactNumber(lead.phone(), null, null));
        return new Contact(null, name, companyId, null, lead.email(), lead.text(), null, numbers);
    }

    /** Within a day: the lead is in work again, and a person whom the conversion made is gone. */
    public Lead undo(UUID id, UUID by) {
        UUID made = leads.rows().madeBy(id).orElse(null);
        Lead lead = leads.changed(id, now -> {
            if (now.state() != Lead.State.CONVERTED) {
                throw Refused.because("id", "leads.not-converted");
            }
            if (now.closedAt().plus(UNDO).isBefore(Instant.now())) {
                throw Refused.because("id", "leads.old");
            }
            leads.rows().unconverted(id);
            leads.rows().event(id, new Lead.Event(Instant.now(), "undone", null, null, by));
        });
        if (made != null) {
            contacts.deleteContact(made);
        }
        return lead;
    }
}
