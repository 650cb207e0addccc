package org.ringbook.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What was agreed with a client, or holds for everybody with whom nothing was agreed. Its texts are untrusted.
 *
 * @param basedOn the terms that these began from; null for none
 * @param partyId the client; null for everybody, or all of a segment
 * @param segmentId whose clients they are for; null for one client or everybody
 * @param priceKind of {@link ProductPrice}; null for the base price
 * @param discount percent, on each line that says nothing else
 * @param maxDiscount percent; the discount itself where that is larger
 * @param prepay percent to be paid before anything is delivered
 * @param creditDays how long they may owe
 * @param creditLimit how much they may owe, in roubles; null for no limit
 * @param deliveryDays how long a delivery takes at least; null for not agreed
 * @param validFrom the first day; null for any
 * @param validTo the last day; null for no end
 * @param taskId the assignment by which somebody approves them; null while nobody was asked
 * @param version rises with each change
 */
public record Terms(
        UUID id,
        String name,
        UUID basedOn,
        UUID partyId,
        UUID segmentId,
        String contractNo,
        LocalDate contractDate,
        String priceKind,
        BigDecimal discount,
        BigDecimal maxDiscount,
        BigDecimal prepay,
        int creditDays,
        BigDecimal creditLimit,
        Integer deliveryDays,
        VatMode vatMode,
        LocalDate validFrom,
        LocalDate validTo,
        State state,
        UUID taskId,
        Instant createdAt,
        UUID createdBy,
        int version) {

    public enum State {
        /** The only one in which they can be changed. */
        @JsonProperty("draft")
        DRAFT,
        @JsonProperty("approving")
        APPROVING,
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("closed")
        CLOSED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<State> of(String word) {
            return Arrays.stream(values())
                    .filter(state -> state.word().equals(word))
                    .findFirst();
        }
    }

    /** Whether they hold on a day. */
    public boolean holdsOn(LocalDate day) {
        return state == State.ACTIVE
                && (validFrom == null || !day.isBefore(validFrom))
                && (validTo == null || !day.isAfter(validTo));
    }

    /** The largest discount that a line may have. */
    public BigDecimal mostDiscount() {
        return maxDiscount.max(discount);
    }
}
