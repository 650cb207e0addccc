package org.ringbook.claims;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.claims.Claim.Demand;
import org.ringbook.claims.Claim.Severity;
import org.ringbook.numbers.PhoneNumber;

/**
 * What a claim is of, and of whom, as somebody says it; all of it is untrusted, and whatever nobody said is null.
 *
 * @param subject one line
 * @param team whose work it is of
 * @param blamedId one of ours whose work it is of
 * @param amountAsked in {@code currency}, at most two decimals
 * @param currency ISO 4217
 * @param dueAt until when the client should have an answer; of a claim never null
 * @param partyId contact or company
 * @param name of somebody whom nobody knows, as {@code phone} and {@code email}
 * @param orderText which order it is about, in the client's words
 * @param callId the call in which it was said
 * @param partId an order of the deal
 */
public record ClaimFields(
        String subject,
        String text,
        UUID causeId,
        String team,
        UUID blamedId,
        Demand demand,
        BigDecimal amountAsked,
        BigDecimal amountGranted,
        String currency,
        Severity severity,
        Instant dueAt,
        UUID partyId,
        String name,
        PhoneNumber phone,
        String email,
        String orderText,
        UUID callId,
        UUID dealId,
        UUID partId) {

    /** One of which what is said is told by its name. */
    public static ClaimFields of(Consumer<Draft> said) {
        var draft = new Draft();
        said.accept(draft);
        return draft.fields();
    }

    /** The same but for what is said anew. */
    public ClaimFields with(Consumer<Draft> said) {
        var draft = new Draft();
        draft.subject = subject;
        draft.text = text;
        draft.causeId = causeId;
        draft.team = team;
        draft.blamedId = blamedId;
        draft.demand = demand;
        draft.amountAsked = amountAsked;
        draft.amountGranted = amountGranted;
        draft.currency = currency;
        draft.severity = severity;
        draft.dueAt = dueAt;
        draft.partyId = partyId;
        draft.name = name;
        draft.phone = phone;
        draft.email = email;
        draft.orderText = orderText;
        draft.callId = callId;
        draft.dealId = dealId;
        draft.partId = partId;
        said.accept(draft);
        return draft.fields();
    }

    /** One that is being made. For one thread, and for a moment. */
    public static final class Draft {

        public String subject;
        public String text;
        public UUID causeId;
        public String team;
        public UUID blamedId;
        public Demand demand;
        public BigDecimal amountAsked;
        public BigDecimal amountGranted;
        public String currency;
        public Severity severity;
        public Instant dueAt;
        public UUID partyId;
        public String name;
        public PhoneNumber phone;
        public String email;
        public String orderText;
        public UUID callId;
        public UUID dealId;
        public UUID partId;

        private Draft() {}

        private ClaimFields fields() {
            return new ClaimFields(
                    subject,
                    text,
                    causeId,
                    team,
                    blamedId,
                    demand,
                    amountAsked,
                    amountGranted,
                    currency,
                    severity,
                    dueAt,
                    partyId,
                    name,
                    phone,
                    email,
                    orderText,
                    callId,
                    dealId,
                    partId);
        }
    }
}
