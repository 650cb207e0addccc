package org.ringbook.orders;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A document as somebody tells of it. What is null is not told: one that is there keeps its own.
 *
 * @param deal how another system calls the deal, where {@code dealId} is null
 * @param part how another system calls the part, where {@code partId} is null
 * @param kind cannot be changed afterwards
 * @param currency must be the deal's
 * @param fileId whether they may see the file was asked before
 */
public record NewDocument(
        UUID dealId,
        External deal,
        External external,
        UUID partId,
        External part,
        DocumentKind kind,
        String number,
        LocalDate dated,
        BigDecimal amount,
        String currency,
        DocumentState state,
        UUID fileId) {}
