package org.ringbook.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ringbook.telephony.operators.HistoryPull;

/** Takes the rows of a history and keeps none; now and then it looks how much memory is in use. */
public final class LiveHeap implements HistoryPull.Taker {

    private static final int EVERY = 10_000;

    private final List<Double> megabytes = new ArrayList<>();
    private int rows;

    @Override
    public void record(String id, byte[] message) {
        if (rows % EVERY == 0) {
            megabytes.add(inUse());
        }
        rows++;
    }

    private static double inUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }

    /** Prints what was in use beyond what was at the first row. */
    public void print(String source) {
        var beyond = new StringBuilder();
        for (int i = 1; i < megabytes.size(); i++) {
            beyond.append(String.format(Locale.ROOT, ", %d: %+.1f MB", i * EVERY, megabytes.get(i) - megabytes.get(0)));
        }
        System.out.printf("%s: %d rows; in use beyond the first row%s%n", source, rows, beyond);
    }
}
