package org.ringbook.deals;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.duplicates.Duplicates.Decision;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.deals.Deals.Origin;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadConversion;
import org.ringbook.leads.Leads;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/**
 * Makes a deal of a lead, or adds the lead to one, and its client with it: all of it or nothing. Done twice, it is done once. Any thread;
 * every method waits for the database.
 */
@Component
public class DealConversion {

    private static final int LONGEST = DealTexts.LONGEST_LINE;

    private final Deals deals;
    private final UntouchedDeals untouched;
    private final DealTasks tasks;
    private final Leads leads;
    private final LeadConversion conversion;
    private final Contacts contacts;
    private final FieldValues fields;
    private final Staff staff;

    DealConversion(
            Deals deals,
            UntouchedDeals untouched,
            DealTasks tasks,
            Leads leads,
            LeadConversion conversion,
            Contacts contacts,
            FieldValues fields,
            Staff staff) {
        this.deals = deals;
        this.untouched = untouched;
        this.tasks = tasks;
        this.leads = leads;
        this.conversion = conversion;
        this.contacts = contacts;
        this.fields = fields;
        this.staff = staff;
    }

    /**
     * The deal that is wanted.
     *
     * @param dealId an open one that the lead comes to; null for a new one, which the others are for
     * @param typeId null for the first
     * @param stageId null for where the type begins
     * @param title null for what the lead says of itself
     * @param fields of the company's own, by key, over what the lead brings; null for none
     */
    public record Wanted(
            UUID dealId, UUID typeId, UUID stageId, String title, BigDecimal amount, Map<String, ?> fields) {

        public static final Wanted NEW = new Wanted(null, null, null, null, null, null);

        public static Wanted existing(UUID deal) {
            return new Wanted(deal, null, null, null, null, null);
        }
    }

    /** The deal that a lead came to. */
    public Optional<UUID> dealOf(UUID lead) {
        return deals.rows().ofLead(lead);
    }

    /**
     * With somebody who is known as the client.
     *
     * @param party a person or a company; of one that is a client already it is not asked
     * @throws Refused if the lead is closed otherwise, somebody is gone, or the deal is closed or not theirs
     * @throws StageAsks if a new deal lacks what its type or stage asks
     */
    public Deal toKnown(UUID lead, UUID party, Wanted wanted, By by) {
        return converted(lead, () -> conversion.toKnown(lead, party, by.id()), wanted, by);
    }

    /**
     * With a new person as the client.
     *
     * @param name null for the lead's own
     * @param companyId of the person; null for none
     * @throws org.ringbook.contacts.duplicates.PossibleDuplicates when they are likely to be known
     */
    public Deal toNew(UUID lead, String name, UUID companyId, Wanted wanted, Decision decision, By by) {
        return converted(lead, () -> conversion.toNew(lead, name, companyId, decision), wanted, by);
    }

    /** The conversion holds the lead: whoever presses the button at the same time waits, and finds the deal. */
    private Deal converted(UUID id, Supplier<Lead> client, Wanted wanted, By by) {
        return deals.inTransaction(by, () -> {
            Lead lead = client.get();
            Optional<Deal> known = dealOf(id).flatMap(deal -> deals.find(deal, null));
            if (known.isPresent()) {
                return known.get();
            }
            Deal deal = wanted.dealId() == null ? made(lead, wanted, by) : joined(lead, wanted.dealId(), by);
            deals.rows().lead(deal.id(), id);
            tasks.takeOver(id, deal.id());
            return deal;
        });
    }

    private Deal made(Lead lead, Wanted wanted, By by) {
        Optional<Contact> person = Optional.ofNullable(lead.partyId()).flatMap(contacts::contact);
        UUID party = person.map(Contact::companyId).orElse(lead.partyId());
        Content content = new Content(
                wanted.title() == null || wanted.title().isBlank() ? title(lead) : wanted.title(),
                party,
                null,
                person.map(Contact::id).orElse(null),
                responsible(lead, by),
                wanted.amount(),
                null,
                null,
                null,
                null,
                null);
        var own = new HashMap<String, Object>(fields.takenOver(FieldSubject.LEAD, lead.id(), FieldSubject.DEAL));
        if (wanted.fields() != null) {
            own.putAll(wanted.fields());
        }
        var from = new Origin(
                lead.id(),
                lead.channel().name().toLowerCase(Locale.ROOT),
                lead.source(),
                lead.marks().get("utm_campaign"),
                lead.marks());
        return deals.create(new NewDeal(wanted.typeId(), wanted.stageId(), content, own, from, null, null), by);
    }

    private Deal joined(Lead lead, UUID id, By by) {
        Deal deal = deals.rows()
                .findToChange(id)
                .filter(one -> deals.maySee(one, by.person()))
                .orElseThrow(() -> Refused.because("dealId", "deals.gone"));
        if (!deal.isOpen()) {
            throw Refused.because("dealId", "deals.lead.other");
        }
        boolean stranger = deal.partyId() == null && lead.partyId() != null;
        return stranger
                ? deals.change(id, null, deal.content().withParty(lead.partyId(), deal.contactId()), null, by)
                : deal;
    }

    private UUID responsible(Lead lead, By by) {
        return Optional.ofNullable(lead.responsibleId())
                .flatMap(staff::find)
                .filter(StaffMember::active)
                .map(StaffMember::id)
                .orElse(by.id());
    }

    private static String title(Lead lead) {
        String title = Stream.of(
                        lead.company(),
                        lead.name(),
                        lead.phone() == null ? null : lead.phone().toString())
                .filter(one -> one != null && !one.isBlank())
                .findFirst()
                .orElse("№ " + lead.number());
        return title.length() <= LONGEST ? title : title.substring(0, LONGEST);
    }

    /**
     * Within a day: the lead is in work again. A deal that was made for it goes, if nobody has worked with it; from one that was there
     * before it parts.
     *
     * @throws Refused if the lead is no client, it was longer ago, the deal is another's, or somebody has worked with it since
     */
    public Lead undo(UUID id, By by) {
        return deals.inTransaction(by, () -> {
            dealOf(id).flatMap(deals.rows()::findToChange).ifPresent(deal -> {
                if (!deals.maySee(deal, by.person())) {
                    throw Refused.because("id", "deals.undo.other");
                }
                if (id.equals(deal.leadId())) {
                    if (untouched.isTouched(deal)) {
                        throw Refused.because("id", "deals.undo.used");
                    }
                    deals.delete(deal.id());
                } else {
                    tasks.giveBack(id, deal.id());
                    deals.rows().lead(null, id);
                }
            });
            return conversion.undo(id, by.id());
        });
    }

    /** What happened with the leads that came to a deal, the newest first. */
    public List<Lead.Event> events(UUID deal) {
        return deals.leadsOf(deal).stream()
                .flatMap(lead -> leads.events(lead).stream())
                .sorted((one, other) -> other.at().compareTo(one.at()))
                .toList();
    }
}
