package org.ringbook.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deals.Move;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.deals.Deals.Origin;

/** What programs write of a deal. */
@Schema(name = "DealInput")
record DealInput(
        @Schema(description = "Needed for a new one", example = "Пять фур досок")
        String title,

        @Schema(description = "Of a new one; left out for the first type", nullable = true)
        UUID typeId,

        @Schema(description = "Of a new one: an open stage; left out for where the type begins", nullable = true)
        UUID stageId,

        @Schema(nullable = true) UUID partyId,
        @Schema(nullable = true) UUID entityId,
        @Schema(nullable = true) UUID contactId,

        @Schema(description = "Left out: who is there, or who adds it", nullable = true)
        UUID responsibleId,

        @Schema(example = "900000.00", nullable = true) BigDecimal amount,

        @Schema(description = "Left out: RUB, or what is there", example = "RUB", nullable = true)
        String currency,

        @Schema(
                description = "Where the amount comes from; left out: by hand, or what is there",
                allowableValues = {"hand", "parts", "lines"},
                nullable = true)
        String amountFrom,

        @Schema(description = "Percent by hand; left out: what the stage says", nullable = true)
        BigDecimal probability,

        @Schema(example = "2026-12-31", nullable = true) String expectedClose,
        @Schema(nullable = true) String competitor,

        @Schema(description = "Of a new one: where it came from, as source, campaign and marks", nullable = true)
        String channel,

        @Schema(nullable = true) String source,
        @Schema(nullable = true) String campaign,
        @Schema(nullable = true) Map<String, String> marks,

        @Schema(
                description = "Of a new one, with `externalId`: the other program and its name of the deal",
                nullable = true)
        String externalSource,

        @Schema(nullable = true) String externalId,

        @Schema(description = OwnFieldsOfRows.INPUT, nullable = true)
        Map<String, Object> fields,

        @Schema(description = SeenVersion.FIELD, nullable = true)
        Integer version) {

    private static final int LONGEST = 255;
    private static final int MARKS = 50;

    Deal.Content content() {
        return new Deal.Content(
                title,
                partyId,
                entityId,
                contactId,
                responsibleId,
                amount,
                currency,
                Words.word("amountFrom", amountFrom, Deal.AmountFrom::of, "hand, parts, lines"),
                probability,
                Words.day("expectedClose", expectedClose),
                competitor);
    }

    NewDeal made() {
        return made(externalSource, externalId);
    }

    NewDeal made(String ofSource, String ofId) {
        var from = new Origin(
                null, line("channel", channel), line("source", source), line("campaign", campaign), keptMarks());
        return new NewDeal(typeId, stageId, content(), fields, from, ofSource, ofId);
    }

    /** What is frozen is written once: it must fit. */
    private static String line(String name, String text) {
        if (text != null && (text.length() > LONGEST || text.indexOf('\0') >= 0)) {
            throw NotDone.wrong(name, name + " is longer than " + LONGEST + " characters. Shorten it.");
        }
        return text == null || text.isBlank() ? null : text.strip();
    }

    private Map<String, String> keptMarks() {
        if (marks == null) {
            return Map.of();
        }
        if (marks.size() > MARKS) {
            throw NotDone.wrong("marks", "At most " + MARKS + " marks are kept.");
        }
        marks.forEach((key, value) -> {
            line("marks", key);
            if (line("marks", value) == null) {
                throw NotDone.wrong("marks", "A mark has a value. Leave out \"" + Shown.text(key) + "\".");
            }
        });
        return marks;
    }

    /** Where a deal goes, and what is filled in on the way. */
    @Schema(name = "DealMove")
    record MoveInput(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "Of any pipeline; a closed stage wins or loses it")
            UUID stageId,

            @Schema(
                    description =
                            "`version` of the deal that was read: whoever comes second is told who was first. Left out: from wherever it stands")
            Integer version,

            @Schema(description = "To win it", nullable = true)
            BigDecimal amount,

            @Schema(description = "To win it: the day", example = "2026-12-01", nullable = true)
            String closedOn,

            @Schema(description = "To lose it", nullable = true)
            UUID lostReasonId,

            @Schema(description = "To lose it; some reasons need it", nullable = true)
            String lostNote,

            @Schema(description = "To lose it", nullable = true)
            String competitor,

            @Schema(nullable = true) String expectedClose,

            @Schema(description = "Why it goes back, or is open again", nullable = true)
            String reason,

            @Schema(description = "Deal under which it is put", nullable = true)
            UUID above,

            @Schema(
                    description = "Deal on which it is put, where `above` is left out; both left out: on top",
                    nullable = true)
            UUID below,

            @Schema(description = OwnFieldsOfRows.INPUT, nullable = true)
            Map<String, Object> fields) {

        Move read(Integer seen) {
            return new Move(
                    seen,
                    stageId,
                    content(),
                    fields,
                    Words.day("closedOn", closedOn),
                    lostReasonId,
                    lostNote,
                    reason,
                    above,
                    below);
        }

        /** What is left out stays as it is by then. */
        private Deal.Content content() {
            if (amount == null && expectedClose == null && competitor == null) {
                return null;
            }
            return new Deal.Content(
                    null,
                    null,
                    null,
                    null,
                    null,
                    amount,
                    null,
                    null,
                    null,
                    Words.day("expectedClose", expectedClose),
                    competitor);
        }
    }
}
