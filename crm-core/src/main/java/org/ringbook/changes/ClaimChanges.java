package org.ringbook.changes;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimFields;
import org.ringbook.claims.Claims;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Rights;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** What a claim is of, and of whom, and whose it is; its state and what came of it are changed by what is done with it. */
@Component
class ClaimChanges implements CardChanges {

    private static final Set<String> FIELDS = Set.of(
            "subject",
            "text",
            "cause_id",
            "team",
            "blamed_id",
            "demand",
            "amount_asked",
            "amount_granted",
            "currency",
            "severity",
            "due_at",
            "party_id",
            "name",
            "phone",
            "email",
            "order_text");

    private final Claims claims;
    private final Rights rights;

    ClaimChanges(Claims claims, Rights rights) {
        this.claims = claims;
        this.rights = rights;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CLAIM);
    }

    @Override
    public boolean maySee(Kind kind, UUID record, StaffMember who) {
        return claims.find(record, rights.of(who)).isPresent();
    }

    @Override
    public boolean knows(FieldChange change) {
        return FIELDS.contains(change.field()) || change.field().equals("responsible_id") && change.was() != null;
    }

    @Override
    public void putBack(FieldChange change, StaffMember by) {
        Claim now = claims.find(change.record(), null).orElseThrow(() -> Refused.because("id", "claims.gone"));
        String was = change.was() == null ? null : change.was().toString();
        if (change.field().equals("responsible_id")) {
            claims.give(now.id(), now.version(), UUID.fromString(was), by);
            return;
        }
        claims.change(now.id(), now.version(), now.about().with(said -> set(said, change.field(), was)), by);
    }

    private static void set(ClaimFields.Draft said, String field, String was) {
        switch (field) {
            case "subject" -> said.subject = was;
            case "text" -> said.text = was;
            case "cause_id" -> said.causeId = id(was);
            case "team" -> said.team = was;
            case "blamed_id" -> said.blamedId = id(was);
            case "demand" -> said.demand = was == null ? null : Claim.Demand.valueOf(was.toUpperCase(Locale.ROOT));
            case "amount_asked" -> said.amountAsked = was == null ? null : new BigDecimal(was);
            case "amount_granted" -> said.amountGranted = was == null ? null : new BigDecimal(was);
            case "currency" -> said.currency = was;
            case "severity" ->
                said.severity = was == null ? null : Claim.Severity.valueOf(was.toUpperCase(Locale.ROOT));
            case "due_at" ->
                said.dueAt = was == null ? null : OffsetDateTime.parse(was).toInstant();
            case "party_id" -> said.partyId = id(was);
            case "name" -> said.name = was;
            case "phone" -> said.phone = was == null ? null : PhoneNumber.of("+" + was);
            case "email" -> said.email = was;
            default -> said.orderText = was;
        }
    }

    private static UUID id(String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
