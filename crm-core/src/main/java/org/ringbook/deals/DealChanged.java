package org.ringbook.deals;

import java.util.Set;

/**
 * Fields of a deal were changed otherwise than by a move. Announced in the transaction in which it is written.
 *
 * @param deal as it is now
 * @param fields names as in JSON, {@code fields.KEY} for the company's own
 */
public record DealChanged(Deal deal, Set<String> fields, By by) {

    public DealChanged {
        fields = Set.copyOf(fields);
    }
}
