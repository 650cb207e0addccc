package org.ringbook.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An offer, contract, invoice or the like of a deal. Its texts are untrusted.
 *
 * @param amount in the deal's currency; null for none
 * @param fileId of a file that is attached to the client, a task or an event; whoever may see that may see the file
 * @param version rises with each change
 */
public record DealDocument(
        UUID id,
        UUID dealId,
        UUID partId,
        DocumentKind kind,
        String number,
        LocalDate dated,
        BigDecimal amount,
        DocumentState state,
        Instant stateSince,
        UUID fileId,
        String externalSource,
        String externalId,
        Instant createdAt,
        int version) {}
