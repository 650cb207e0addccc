package org.ringbook.orders;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;

/**
 * What is sold, on one line of a deal or of one of its parts. Its texts are untrusted.
 *
 * @param partId null for a line of the deal itself
 * @param productId null for what is no product of the catalogue
 * @param attributes colour, size and the like, as they were asked for
 * @param price of one unit, before the discount
 * @param discount percent
 * @param vatRate percent; null without VAT
 * @param vatIncluded whether the price holds the VAT
 */
public record Line(
        UUID id,
        UUID dealId,
        UUID partId,
        UUID productId,
        String name,
        Map<String, String> attributes,
        BigDecimal quantity,
        String unit,
        BigDecimal price,
        BigDecimal discount,
        BigDecimal vatRate,
        boolean vatIncluded,
        int position) {

    public Line {
        attributes = Map.copyOf(attributes);
    }

    /** Whether they say the same, whatever their ids. */
    boolean saysAs(Line other) {
        return equals(new Line(
                id,
                other.dealId,
                other.partId,
                other.productId,
                other.name,
                other.attributes,
                other.quantity,
                other.unit,
                other.price,
                other.discount,
                other.vatRate,
                other.vatIncluded,
                other.position));
    }

    public LineSum sum() {
        return LineSum.of(quantity, price, discount, vatRate, vatIncluded);
    }
}
