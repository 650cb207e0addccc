package org.ringbook.orders;

import java.math.BigDecimal;
import java.util.List;

/**
 * A product as somebody tells of it. What is null is not told: one that is there keeps its own.
 *
 * @param prices each stands since its day; those of other days and kinds stay. Null for none told
 */
public record NewProduct(
        External external,
        String name,
        String article,
        String unit,
        BigDecimal price,
        BigDecimal vatRate,
        Boolean active,
        List<ProductPrice> prices) {}
