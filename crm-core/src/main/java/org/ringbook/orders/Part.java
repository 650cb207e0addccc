package org.ringbook.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An order or a shipment of a deal. Its texts are untrusted.
 *
 * @param state key of one of its deal's {@link PartStates}
 * @param plannedOn null for not planned
 * @param doneAt since when it is finished; null while it is not
 * @param amount in the deal's currency, what its lines come to where nobody said another one; null for none yet
 * @param cost what it costs the company; for supervisors and administrators only, null for not known
 * @param paid payments for this part
 * @param version rises with each change
 */
public record Part(
        UUID id,
        long number,
        UUID dealId,
        String title,
        String state,
        Instant stateSince,
        LocalDate plannedOn,
        Instant doneAt,
        BigDecimal amount,
        BigDecimal cost,
        BigDecimal paid,
        String externalSource,
        String externalId,
        int position,
        Instant createdAt,
        Instant changedAt,
        int version) {

    /** As an agent may see it. */
    public Part withoutCost() {
        return new Part(
                id,
                number,
                dealId,
                title,
                state,
                stateSince,
                plannedOn,
                doneAt,
                amount,
                null,
                paid,
                externalSource,
                externalId,
                position,
                createdAt,
                changedAt,
                version);
    }

    Part with(BigDecimal otherAmount) {
        return new Part(
                id,
                number,
                dealId,
                title,
                state,
                stateSince,
                plannedOn,
                doneAt,
                otherAmount,
                cost,
                paid,
                externalSource,
                externalId,
                position,
                createdAt,
                changedAt,
                version);
    }

    Part at(Instant now) {
        return new Part(
                id,
                number,
                dealId,
                title,
                state,
                stateSince,
                plannedOn,
                doneAt,
                amount,
                cost,
                paid,
                externalSource,
                externalId,
                position,
                createdAt,
                now,
                version);
    }
}
