package org.ringbook.orders;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * Something that is sold. What lies in which store another system knows. Its texts are untrusted.
 *
 * @param article null for none; no two active products have the same
 * @param price base price in the company's currency; null for none
 * @param vatRate percent; null without VAT
 * @param active false for what is sold no more
 * @param version rises with each change
 */
public record Product(
        UUID id,
        String name,
        String article,
        String unit,
        BigDecimal price,
        BigDecimal vatRate,
        boolean active,
        String externalSource,
        String externalId,
        int version) {}
