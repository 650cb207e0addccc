package org.ringbook.bench;

import java.util.Arrays;
import java.util.Locale;
import org.ringbook.api.SignedInBrowser;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long something takes that is done again and again, in milliseconds, beside a plain query: a line of a table for each. */
record PageTimes(JdbcClient database, SignedInBrowser browser, int rounds) {

    private static final int WARM_UP = 15;

    interface Work {
        void run() throws Exception;
    }

    void heading() {
        System.out.printf(
                "%-46s %8s %8s %8s %10s%n", "milliseconds of " + rounds, "median", "p95", "longest", "plain SQL");
    }

    void page(String address) {
        var answer = browser.get(address);
        if (answer.status() != 200) {
            throw new IllegalStateException(address + ": " + answer.status());
        }
    }

    void plain(String sql, Object... asked) {
        database.sql(sql).params(asked).query().listOfRows();
    }

    /** @param floor null where there is no plain query that answers the same */
    void line(String what, Work product, Work floor) throws Exception {
        double[] took = times(product);
        double[] plain = floor == null ? null : times(floor);
        System.out.printf(
                Locale.ROOT,
                "%-46s %8.0f %8.0f %8.0f %10s%n",
                what,
                took[took.length / 2],
                took[(int) Math.ceil(took.length * 0.95) - 1],
                took[took.length - 1],
                plain == null ? "" : String.format(Locale.ROOT, "%.1f", plain[plain.length / 2]));
    }

    private double[] times(Work work) throws Exception {
        double[] times = new double[rounds];
        for (int i = -WARM_UP; i < rounds; i++) {
            long began = System.nanoTime();
            work.run();
            if (i >= 0) {
                times[i] = (System.nanoTime() - began) / 1e6;
            } else if (System.nanoTime() - began > 500_000_000) {
                // What is slow is no warmer for being done often.
                i = Math.max(i, -3);
            }
        }
        Arrays.sort(times);
        return times;
    }
}
