package org.ringbook.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimFields;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;

/** What is said of a claim. */
@Schema(name = "ClaimInput")
record ClaimInput(
        @Schema(description = "What is wrong, one line", example = "Broken door handle")
        String subject,

        @Schema(nullable = true) String text,

        @Schema(description = "Of `/api/claim-causes`", nullable = true)
        UUID causeId,

        @Schema(description = "Of whose work it is; left out: the one of the cause", nullable = true)
        String team,

        @Schema(description = "One of ours of whose work it is", nullable = true)
        UUID blamedId,

        @Schema(description = ClaimInput.DEMANDS, nullable = true)
        String demand,

        @Schema(nullable = true, example = "1500.00") BigDecimal amountAsked,

        @Schema(nullable = true) BigDecimal amountGranted,

        @Schema(description = "Left out: RUB", nullable = true, example = "RUB")
        String currency,

        @Schema(description = ClaimInput.SEVERITIES + "; left out: normal", nullable = true)
        String severity,

        @Schema(
                description = "Until when the client has an answer; left out: by the working hours of the cause",
                nullable = true,
                example = "2026-12-01T07:00:00Z")
        String dueAt,

        @Schema(description = "Contact or company", nullable = true)
        UUID partyId,

        @Schema(description = "Of somebody whom nobody knows", nullable = true)
        String name,

        @Schema(nullable = true, example = "+79161112233") String phone,

        @Schema(nullable = true) String email,

        @Schema(description = "Which order, in the client's words", nullable = true)
        String orderText,

        @Schema(
                description = "The call in which it was said; its client and number are taken where they are left out",
                nullable = true)
        UUID callId,

        @Schema(nullable = true) UUID dealId,

        @Schema(description = "An order of the deal", nullable = true)
        UUID partId,

        @Schema(
                description = "Of a new one: who looks after it; left out: the one of the cause, or nobody yet",
                nullable = true)
        UUID responsibleId,

        @Schema(
                description =
                        "Of a new one: the program's own id. Sent again, it is the same claim, and nothing changes.",
                nullable = true)
        String externalId,

        @Schema(description = SeenVersion.FIELD, nullable = true)
        Integer version) {

    static final String STATES = "registered, investigating, decided, answered, closed, reopened";
    static final String RESULTS = "satisfied, partly, refused, withdrawn";

    private static final String DEMANDS = "refund, replace, discount, repair, apology";
    private static final String SEVERITIES = "low, normal, high, critical";

    /** Than of which call it is. */
    boolean saysNothingMore() {
        return equals(new ClaimInput(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, callId,
                null, null, null, null, null));
    }

    /** All of it is replaced by what is sent, but the call. */
    ClaimFields over(ClaimFields before, NumberPlan plan) {
        return before.with(said -> {
            said.subject = subject;
            said.text = text;
            said.causeId = causeId;
            said.team = team;
            said.blamedId = blamedId;
            said.demand = word("demand", demand, Claim.Demand.class, DEMANDS);
            said.amountAsked = amountAsked;
            said.amountGranted = amountGranted;
            said.currency = currency;
            said.severity = word("severity", severity, Claim.Severity.class, SEVERITIES);
            said.dueAt = Words.time("dueAt", dueAt);
            said.partyId = partyId;
            said.name = name;
            said.phone = phone(plan);
            said.email = email;
            said.orderText = orderText;
            said.dealId = dealId;
            said.partId = partId;
        });
    }

    private PhoneNumber phone(NumberPlan plan) {
        return phone == null
                ? null
                : plan.parse(phone)
                        .orElseThrow(
                                () -> NotDone.wrong("phone", "\"" + Shown.text(phone) + "\" is no telephone number."));
    }

    static <T extends Enum<T>> T word(String name, String text, Class<T> type, String known) {
        Function<String, Optional<T>> of = word -> Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
        return Words.word(name, text, of, known);
    }
}
