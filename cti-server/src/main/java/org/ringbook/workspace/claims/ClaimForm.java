package org.ringbook.workspace.claims;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimFields;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;

/**
 * A claim as it stands in its form.
 *
 * @param asked a sum as it is typed, with a comma or a point; as {@code granted}
 * @param due "2026-12-01T10:00"; empty for what the cause says
 * @param version that the form was made from; null for a new one
 */
record ClaimForm(
        String subject,
        String text,
        UUID cause,
        String team,
        UUID blamed,
        Claim.Demand demand,
        String asked,
        String granted,
        String currency,
        Claim.Severity severity,
        String due,
        UUID party,
        String name,
        String phone,
        String email,
        String order,
        UUID call,
        UUID deal,
        UUID part,
        UUID responsible,
        Integer version) {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    /** @param deal as it is taken from one; null for none, as its {@code part} */
    static ClaimForm blank(UUID party, String phone, UUID call, UUID deal, UUID part) {
        return new ClaimForm(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Claim.Severity.NORMAL,
                null,
                party,
                null,
                phone,
                null,
                null,
                call,
                deal,
                part,
                null,
                null);
    }

    static ClaimForm of(Claim claim, NumberPlan plan, ZoneId zone) {
        ClaimFields about = claim.about();
        return new ClaimForm(
                about.subject(),
                about.text(),
                about.causeId(),
                about.team(),
                about.blamedId(),
                about.demand(),
                sum(about.amountAsked()),
                sum(about.amountGranted()),
                about.currency(),
                about.severity(),
                MINUTE.format(LocalDateTime.ofInstant(about.dueAt(), zone)),
                about.partyId(),
                about.name(),
                about.phone() == null ? null : plan.print(about.phone()),
                about.email(),
                about.orderText(),
                about.callId(),
                about.dealId(),
                about.partId(),
                claim.responsibleId(),
                claim.version());
    }

    private static String sum(BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }

    /**
     * @param before null for a new one
     * @throws Refused if a sum, a number or a time cannot be read
     */
    ClaimFields fields(ClaimFields before, NumberPlan plan, ZoneId zone) {
        return (before == null ? ClaimFields.of(said -> said.callId = call) : before).with(said -> {
            said.subject = subject;
            said.text = text;
            said.causeId = cause;
            said.team = team;
            said.blamedId = blamed;
            said.demand = demand;
            said.amountAsked = amount("asked", asked);
            said.amountGranted = amount("granted", granted);
            said.currency = currency;
            said.severity = severity;
            said.dueAt = due(before, zone);
            said.partyId = party;
            said.name = name;
            said.phone = number(plan);
            said.email = email;
            said.orderText = order;
            said.dealId = deal;
            said.partId = part;
        });
    }

    /** A minute that nobody changed keeps its seconds. With another cause the time is that one's, unless somebody chose it. */
    private Instant due(ClaimFields before, ZoneId zone) {
        if (due == null || due.isBlank()) {
            return null;
        }
        boolean asShown = before != null && due.equals(MINUTE.format(LocalDateTime.ofInstant(before.dueAt(), zone)));
        if (asShown) {
            return cause == null || cause.equals(before.causeId()) ? before.dueAt() : null;
        }
        try {
            return LocalDateTime.parse(due).atZone(zone).toInstant();
        } catch (DateTimeException unreadable) {
            throw Refused.because("due", "claims.due");
        }
    }

    private PhoneNumber number(NumberPlan plan) {
        if (phone == null || phone.isBlank()) {
            return null;
        }
        return plan.parse(phone).orElseThrow(() -> Refused.because("phone", "claims.phone"));
    }

    /** 1 500,50 as people write it. @throws Refused if it is no sum */
    static BigDecimal amount(String field, String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        String plain = typed.replaceAll("[\\s\\u00a0\\u202f]", "").replace(',', '.');
        if (!plain.matches("[0-9]{1,15}(\\.[0-9]{1,4})?")) {
            throw Refused.because(field, "claims.amount");
        }
        return new BigDecimal(plain);
    }
}
