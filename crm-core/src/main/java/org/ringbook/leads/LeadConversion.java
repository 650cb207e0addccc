package org.ringbook.leads;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.details.Details;
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
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NOTE = 10_000;
    private static final Pattern ADDRESSES = Pattern.compile("[,;] ?");
    private static final String STAYS = "stays";

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
                leads.rows().added(id, phoneAdded(party, lead), emailAdded(party, lead));
            }
        });
    }

    /** By what they asked this time they are known the next time. */
    private boolean phoneAdded(UUID party, Lead lead) {
        return lead.phone() != null && contacts.addNumber(party, lead.phone());
    }

    private boolean emailAdded(UUID party, Lead lead) {
        boolean onTheCard = contacts.contact(party)
                .map(Contact::email)
                .filter(card -> ADDRESSES.splitAsStream(card).anyMatch(one -> one.equalsIgnoreCase(lead.email())))
                .isPresent();
        return Contacts.isEmail(lead.email())
                && !onTheCard
                && details.add(party, new Details.Point(Details.Kind.EMAIL, lead.email(), null));
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
            Contact saved = duplicates.save(
                    person(lead, name == null ? cut(lead.name(), LONGEST_NAME) : name, companyId), decision);
            converted(lead, saved.id(), saved.id(), decision.by());
        });
    }

    private void converted(Lead lead, UUID party, UUID made, UUID by) {
        Leads.requireOpen(lead);
        Instant now = Instant.now();
        leads.rows().converted(lead.id(), party, made, now);
        if (lead.doubtful() != null) {
            leads.rows().clear(lead.id(), LeadTexts.key(lead.phone(), lead.email()));
        }
        if (lead.source() != null) {
            details.sourceIfUnknown(party, lead.source());
        }
        boolean person = contacts.contact(party).isPresent();
        fields.takeOver(FieldSubject.LEAD, lead.id(), person ? FieldSubject.PERSON : FieldSubject.COMPANY, party);
        leads.rows().event(lead.id(), new Lead.Event(now, "converted", null, null, by));
    }

    /** What does not fit a card stays with the lead. */
    private static Contact person(Lead lead, String name, UUID companyId) {
        List<ContactNumber> numbers =
                lead.phone() == null ? List.of() : List.of(new ContactNumber(lead.phone(), null, null));
        String email = Contacts.isEmail(lead.email()) ? lead.email() : null;
        return new Contact(null, name, companyId, null, email, cut(lead.text(), LONGEST_NOTE), null, numbers);
    }

    private static String cut(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }

    /**
     * Within a day: the lead is in work again, and what the conversion wrote is gone: the number and e-mail, and a person whom it made,
     * if nobody has worked with them since. Else they stay, and an event of the lead says so.
     */
    public Lead undo(UUID id, UUID by) {
        return leads.changed(id, now -> {
            if (now.state() != Lead.State.CONVERTED) {
                throw Refused.because("id", "leads.not-converted");
            }
            if (now.closedAt().plus(UNDO).isBefore(Instant.now())) {
                throw Refused.because("id", "leads.old");
            }
            LeadRows.Written written = leads.rows().written(id);
            leads.rows().unconverted(id);
            boolean stays = !takenBack(now, written);
            leads.rows().event(id, new Lead.Event(Instant.now(), "undone", stays ? STAYS : null, null, by));
        });
    }

    /** @return false when somebody has worked with the person who was made */
    private boolean takenBack(Lead lead, LeadRows.Written written) {
        if (written.phone()) {
            contacts.removeNumber(lead.partyId(), lead.phone());
        }
        if (written.email()) {
            details.remove(lead.partyId(), Details.Kind.EMAIL, lead.email());
        }
        // Of conversions before it was noted nobody knows whether the person was changed since.
        return written.made() == null
                || written.madeAt() != null && contacts.deleteUnused(written.made(), written.madeAt());
    }

    /** Whether the undoing left the person there, because somebody has worked with them. */
    public boolean leftThePerson(Lead lead) {
        return leads.events(lead.id()).stream()
                .filter(event -> event.kind().equals("undone"))
                .findFirst()
                .filter(event -> STAYS.equals(event.text()))
                .isPresent();
    }
}
