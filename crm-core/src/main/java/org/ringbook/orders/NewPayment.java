package org.ringbook.orders;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A payment as somebody tells of it. What is null is not told: one that is there keeps its own.
 *
 * @param deal how another system calls the deal, where {@code dealId} is null
 * @param part how another system calls the part, where {@code partId} is null
 * @param currency must be the deal's
 */
public record NewPayment(
        UUID dealId,
        External deal,
        External external,
        UUID partId,
        External part,
        LocalDate paidOn,
        BigDecimal amount,
        String currency,
        String note) {}
