package org.ringbook.orders;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A part as somebody tells of it. What is null is not told: a new part has none of it, one that is there keeps its own.
 *
 * @param dealId null where the deal is named by another system
 * @param deal how another system calls the deal
 * @param external how another system calls the part; null for one made by hand
 * @param currency must be the deal's
 * @param lines all of them; null for not told
 */
public record NewPart(
        UUID dealId,
        External deal,
        External external,
        String title,
        String state,
        LocalDate plannedOn,
        BigDecimal amount,
        String currency,
        BigDecimal cost,
        List<NewLine> lines) {}
