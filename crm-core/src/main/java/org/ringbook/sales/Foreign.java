package org.ringbook.sales;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Deals of other currencies: counted and named, since they cannot be added up. Not for several threads. */
final class Foreign {

    private final Map<String, Integer> deals = new TreeMap<>();

    void see(DealRow deal) {
        if (deal.isForeign()) {
            deals.merge(deal.currency(), 1, Integer::sum);
        }
    }

    boolean isEmpty() {
        return deals.isEmpty();
    }

    Map<String, Integer> deals() {
        return Map.copyOf(deals);
    }

    /** {@code EUR 2, USD 1}. */
    @Override
    public String toString() {
        return deals.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
