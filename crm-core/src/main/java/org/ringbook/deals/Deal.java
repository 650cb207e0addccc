package org.ringbook.deals;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A sale that is led from stage to stage until it is won or lost. Its texts are untrusted.
 *
 * @param number counts up, for people to name it by
 * @param kind its stage's: open, won or lost, all that is known of its state
 * @param stageEnteredAt since when it stands in its stage
 * @param partyId the client, a company or a person; null when nobody knows
 * @param entityId who signs and pays; null when nobody knows
 * @param contactId the person who is spoken with
 * @param responsibleId who answers for it
 * @param team of who answers for it, as teams are compared; null for none
 * @param amount in {@code currency}; null while nobody knows
 * @param probability percent, set by hand; null for what its stage says, and of one that is closed
 * @param leadId the first lead that came to it; null for none
 * @param channel with source, campaign and marks where it came from, copied from the lead and frozen
 * @param closedAt null exactly while it is open
 * @param externalSource with {@code externalId} the name that another program has for it; both or none
 * @param version rises with each change
 */
public record Deal(
        UUID id,
        long number,
        String title,
        UUID typeId,
        UUID pipelineId,
        UUID stageId,
        Stage.Kind kind,
        Instant stageEnteredAt,
        UUID partyId,
        UUID entityId,
        UUID contactId,
        UUID responsibleId,
        String team,
        BigDecimal amount,
        String currency,
        AmountFrom amountFrom,
        BigDecimal probability,
        LocalDate expectedClose,
        UUID leadId,
        String channel,
        String source,
        String campaign,
        Map<String, String> marks,
        Instant closedAt,
        UUID lostReasonId,
        String lostNote,
        String competitor,
        String externalSource,
        String externalId,
        Instant createdAt,
        UUID createdBy,
        Instant changedAt,
        UUID changedBy,
        int version) {

    /** Where the amount comes from. */
    public enum AmountFrom {
        @JsonProperty("hand")
        HAND,
        /** The sum of its parts that are not cancelled. */
        @JsonProperty("parts")
        PARTS,
        @JsonProperty("lines")
        LINES;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<AmountFrom> of(String word) {
            return DealTexts.constant(AmountFrom.class, word);
        }
    }

    @JsonIgnore
    public boolean isOpen() {
        return kind == Stage.Kind.OPEN;
    }

    /** Company and person with whom it is led, as far as they are known. */
    public List<UUID> clients() {
        return Stream.of(partyId, contactId).filter(Objects::nonNull).distinct().toList();
    }

    /** @param stage its own */
    public boolean isRotten(Stage stage, Instant now) {
        return isOpen()
                && stage.rotsAfterDays() != null
                && stageEnteredAt.plusSeconds(stage.rotsAfterDays() * 86_400L).isBefore(now);
    }

    /** What people write of a deal. A name of a component that is changed from history is this record's. */
    public Content content() {
        return new Content(
                title,
                partyId,
                entityId,
                contactId,
                responsibleId,
                amount,
                currency,
                amountFrom,
                probability,
                expectedClose,
                competitor);
    }

    /**
     * What is written of a deal by hand.
     *
     * @param responsibleId null for who is there already, or who makes it
     * @param currency ISO 4217; null for the one that is there, or roubles
     * @param amountFrom null for what is there, or by hand
     */
    public record Content(
            String title,
            UUID partyId,
            UUID entityId,
            UUID contactId,
            UUID responsibleId,
            BigDecimal amount,
            String currency,
            AmountFrom amountFrom,
            BigDecimal probability,
            LocalDate expectedClose,
            String competitor) {

        public static Content titled(String title) {
            return new Content(title, null, null, null, null, null, null, null, null, null, null);
        }

        /** What is not said here is as it is there. */
        Content over(Content now) {
            return new Content(
                    title == null ? now.title : title,
                    partyId == null ? now.partyId : partyId,
                    entityId == null ? now.entityId : entityId,
                    contactId == null ? now.contactId : contactId,
                    responsibleId == null ? now.responsibleId : responsibleId,
                    amount == null ? now.amount : amount,
                    currency == null ? now.currency : currency,
                    amountFrom == null ? now.amountFrom : amountFrom,
                    probability == null ? now.probability : probability,
                    expectedClose == null ? now.expectedClose : expectedClose,
                    competitor == null ? now.competitor : competitor);
        }

        public Content withParty(UUID party, UUID contact) {
            return new Content(
                    title,
                    party,
                    entityId,
                    contact,
                    responsibleId,
                    amount,
                    currency,
                    amountFrom,
                    probability,
                    expectedClose,
                    competitor);
        }

        public Content withAmount(BigDecimal sum) {
            return new Content(
                    title,
                    partyId,
                    entityId,
                    contactId,
                    responsibleId,
                    sum,
                    currency,
                    amountFrom,
                    probability,
                    expectedClose,
                    competitor);
        }

        public Content withResponsible(UUID person) {
            return new Content(
                    title,
                    partyId,
                    entityId,
                    contactId,
                    person,
                    amount,
                    currency,
                    amountFrom,
                    probability,
                    expectedClose,
                    competitor);
        }

        public Content withExpectedClose(LocalDate day) {
            return new Content(
                    title,
                    partyId,
                    entityId,
                    contactId,
                    responsibleId,
                    amount,
                    currency,
                    amountFrom,
                    probability,
                    day,
                    competitor);
        }
    }
}
