package org.ringbook.sales;

import java.util.Locale;

/** What a report of sales can be asked beside its period, person and team. */
public enum SalesFilter {
    PIPELINE,
    /** By creation or by closing. */
    BASIS,
    /** First contact or last. */
    TOUCH;

    /** As it is called in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
