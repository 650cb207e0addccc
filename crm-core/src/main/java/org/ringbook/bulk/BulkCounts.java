package org.ringbook.bulk;

import java.util.Map;

/**
 * How many rows of a change are where.
 *
 * @param byOutcome waits, change, same, refused, changed, undone, kept
 */
public record BulkCounts(Map<String, Integer> byOutcome) {

    public int of(String outcome) {
        return byOutcome.getOrDefault(outcome, 0);
    }

    public int total() {
        return byOutcome.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Of 100, how much of what the program does now is done. */
    public int percent(BulkChange.State state) {
        int left = switch (state) {
            case LOOKING -> of("waits");
            case RUNNING -> of("change");
            case UNDOING -> of("changed");
            case LOOKED, DONE, UNDONE -> 0;
        };
        return total() == 0 ? 100 : 100 - (int) (100L * left / total());
    }
}
