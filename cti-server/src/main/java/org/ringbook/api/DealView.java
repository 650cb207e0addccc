package org.ringbook.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.ringbook.deals.Deal;

/** A deal as programs see it. */
@Schema(name = "Deal")
record DealView(
        UUID id,
        long number,
        String title,
        UUID typeId,
        UUID pipelineId,
        UUID stageId,

        @Schema(
                description = "Its stage's kind, and nothing else",
                allowableValues = {"open", "won", "lost"})
        String state,

        Instant stageEnteredAt,

        @Schema(description = "Client: a company or a person", nullable = true)
        UUID partyId,

        @Schema(description = "Legal entity", nullable = true)
        UUID entityId,

        @Schema(description = "Person who is spoken with", nullable = true)
        UUID contactId,

        UUID responsibleId,
        @Schema(nullable = true) BigDecimal amount,
        String currency,

        @Schema(allowableValues = {"hand", "parts", "lines"})
        String amountFrom,

        @Schema(description = "Percent: set by hand, else of its stage, from history as soon as thirty deals say it")
        BigDecimal probability,

        @Schema(allowableValues = {"hand", "stage"}) String probabilityFrom,

        @Schema(nullable = true) LocalDate expectedClose,

        @Schema(description = "The first lead that came to it", nullable = true)
        UUID leadId,

        @Schema(description = "As source, campaign and marks: where it came from, frozen", nullable = true)
        String channel,

        @Schema(nullable = true) String source,
        @Schema(nullable = true) String campaign,
        Map<String, String> marks,
        @Schema(nullable = true) Instant closedAt,
        @Schema(nullable = true) UUID lostReasonId,
        @Schema(nullable = true) String lostNote,
        @Schema(nullable = true) String competitor,
        @Schema(nullable = true) String externalSource,
        @Schema(nullable = true) String externalId,
        Instant createdAt,
        @Schema(nullable = true) UUID createdBy,
        Instant changedAt,
        @Schema(nullable = true) UUID changedBy,
        int version) {

    static DealView of(Deal deal, BigDecimal probability) {
        return new DealView(
                deal.id(),
                deal.number(),
                deal.title(),
                deal.typeId(),
                deal.pipelineId(),
                deal.stageId(),
                deal.kind().word(),
                deal.stageEnteredAt(),
                deal.partyId(),
                deal.entityId(),
                deal.contactId(),
                deal.responsibleId(),
                deal.amount(),
                deal.currency(),
                deal.amountFrom().word(),
                probability,
                deal.isOpen() && deal.probability() != null ? "hand" : "stage",
                deal.expectedClose(),
                deal.leadId(),
                deal.channel(),
                deal.source(),
                deal.campaign(),
                deal.marks(),
                deal.closedAt(),
                deal.lostReasonId(),
                deal.lostNote(),
                deal.competitor(),
                deal.externalSource(),
                deal.externalId(),
                deal.createdAt(),
                deal.createdBy(),
                deal.changedAt(),
                deal.changedBy(),
                deal.version());
    }
}
