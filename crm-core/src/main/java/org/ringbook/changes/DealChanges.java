package org.ringbook.changes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.Deals;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** What is written of a deal; its stage, type and end are changed by what is done with it. */
@Component
class DealChanges implements CardChanges {

    private static final Set<String> FIELDS = Set.of(
            "title",
            "party_id",
            "entity_id",
            "contact_id",
            "responsible_id",
            "amount",
            "currency",
            "probability",
            "expected_close",
            "competitor");

    private final Deals deals;
    private final Merges merges;
    private final OwnFieldBack ownFields;

    DealChanges(Deals deals, Merges merges, OwnFieldBack ownFields) {
        this.deals = deals;
        this.merges = merges;
        this.ownFields = ownFields;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.DEAL);
    }

    @Override
    public boolean maySee(Kind kind, UUID record, StaffMember who) {
        return who != null && deals.find(record, who).isPresent();
    }

    @Override
    public boolean knows(FieldChange change) {
        return change.ownKey() != null
                || FIELDS.contains(change.field())
                        && !(change.field().equals("responsible_id") && change.was() == null);
    }

    @Override
    public void putBack(FieldChange change, StaffMember by) {
        if (change.ownKey() != null) {
            ownFields.putBack(change, change.record());
            return;
        }
        Deal now = deals.find(change.record(), by).orElseThrow(() -> Refused.because("id", "deals.gone"));
        deals.change(now.id(), now.version(), with(now.content(), change), null, By.user(by));
    }

    private Content with(Content now, FieldChange change) {
        String field = change.field();
        String was = change.was() == null ? null : change.was().toString();
        return new Content(
                field.equals("title") ? was : now.title(),
                field.equals("party_id") ? party(was) : now.partyId(),
                field.equals("entity_id") ? id(was) : now.entityId(),
                field.equals("contact_id") ? party(was) : now.contactId(),
                field.equals("responsible_id") ? id(was) : now.responsibleId(),
                field.equals("amount") ? number(was) : now.amount(),
                field.equals("currency") ? was : now.currency(),
                now.amountFrom(),
                field.equals("probability") ? number(was) : now.probability(),
                field.equals("expected_close") ? day(was) : now.expectedClose(),
                field.equals("competitor") ? was : now.competitor());
    }

    /** Who was merged into another one is who they are now. */
    private UUID party(String text) {
        UUID id = id(text);
        return id == null ? null : merges.leadsTo(id).orElse(id);
    }

    private static UUID id(String text) {
        return text == null ? null : UUID.fromString(text);
    }

    private static BigDecimal number(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
