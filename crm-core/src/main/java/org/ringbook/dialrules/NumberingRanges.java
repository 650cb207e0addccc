package org.ringbook.dialrules;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which numbers were given out in which region: sorted arrays and a binary search, 20 bytes a row. Pure; any thread.
 */
final class NumberingRanges {

    static final NumberingRanges NONE = new NumberingRanges(List.of());

    private final long[] from;
    private final long[] to;
    private final int[] region;
    private final String[] regions;

    /** @param from E.164 digits, {@code to} included */
    record Range(long from, long to, String region) {}

    NumberingRanges(List<Range> ranges) {
        List<Range> sorted =
                ranges.stream().sorted(Comparator.comparingLong(Range::from)).toList();
        regions = sorted.stream().map(Range::region).distinct().sorted().toArray(String[]::new);
        from = new long[sorted.size()];
        to = new long[sorted.size()];
        region = new int[sorted.size()];
        for (int i = 0; i < sorted.size(); i++) {
            from[i] = sorted.get(i).from();
            to[i] = sorted.get(i).to();
            region[i] = Arrays.binarySearch(regions, sorted.get(i).region());
        }
    }

    /** Null when no row has the number. */
    String regionOf(long number) {
        int at = Arrays.binarySearch(from, number);
        int row = at >= 0 ? at : -at - 2;
        return row >= 0 && to[row] >= number ? regions[region[row]] : null;
    }

    int size() {
        return from.length;
    }

    /** All that the rows name. */
    List<String> regions() {
        return List.of(regions);
    }
}
