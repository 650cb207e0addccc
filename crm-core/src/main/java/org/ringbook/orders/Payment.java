package org.ringbook.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Money that came for a deal, or was given back. Its note is untrusted.
 *
 * @param partId the part that it is for; null for the deal as a whole
 * @param amount in the deal's currency; negative where it was given back
 */
public record Payment(
        UUID id,
        UUID dealId,
        UUID partId,
        LocalDate paidOn,
        BigDecimal amount,
        String note,
        String externalSource,
        String externalId,
        Instant createdAt,
        UUID createdBy) {}
