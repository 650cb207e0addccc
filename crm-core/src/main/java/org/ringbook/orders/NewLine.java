package org.ringbook.orders;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;

/**
 * A line as somebody tells of it. What is null of a product comes from the catalogue: its name, unit, price and VAT; the price of the kind
 * that the terms of the deal name, and their discount.
 *
 * @param withoutVat that there is none, whatever the product says
 */
public record NewLine(
        UUID productId,
        String name,
        Map<String, String> attributes,
        BigDecimal quantity,
        String unit,
        BigDecimal price,
        BigDecimal discount,
        BigDecimal vatRate,
        boolean withoutVat,
        Boolean vatIncluded) {}
