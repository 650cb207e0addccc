package org.ringbook.orders;

import java.math.BigDecimal;
import java.util.Set;

/**
 * What rules of stages and the card of a deal ask of its parts, payments and documents.
 *
 * @param cost of the parts that are not cancelled; for supervisors and administrators only. Null where it is known of none
 * @param wholeCost whether it is known of each of them
 * @param documents each kind and state that there is one of
 */
public record Fulfilment(DealProgress progress, BigDecimal cost, boolean wholeCost, Set<Standing> documents) {

    /** A kind of document in a state. */
    public record Standing(DocumentKind kind, DocumentState state) {}

    public Fulfilment {
        documents = Set.copyOf(documents);
    }

    /** @param state null for any */
    public boolean has(DocumentKind kind, DocumentState state) {
        return documents.stream().anyMatch(one -> one.kind() == kind && (state == null || one.state() == state));
    }

    /** What is left of what is due; null unless the cost of each part is known. For supervisors and administrators only. */
    public BigDecimal margin() {
        return cost == null || !wholeCost ? null : progress.due().subtract(cost);
    }
}
