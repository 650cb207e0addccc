package org.ringbook.telephony.beeline;

import java.time.Duration;
import java.time.Instant;
import org.ringbook.bench.LiveHeap;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.telephony.operators.Variants;

/** How much memory reading a long history takes. It prints, and asserts nothing. */
public final class HistoryMemory {

    private HistoryMemory() {}

    public static void run(int rows) throws Exception {
        try (BeelineCloud cloud = Stories.staffed()) {
            Instant to = Instant.now().minus(Duration.ofHours(1));
            Instant from = to.minus(Duration.ofDays(1));
            for (int i = 0; i < rows; i++) {
                Instant start = from.plusMillis(86_000_000L * i / rows);
                cloud.log().row(cloud.employed("101"), true, "MISSED", "7916%07d".formatted(i), start, Duration.ZERO);
            }
            var api = new BeelineApi(cloud.address(), cloud.token(), BeelineBench.AT_ONCE);
            var taker = new LiveHeap();
            new Statistics(api, new Variants(null), Instant::now).read(from, to, taker);
            taker.print("Beeline");
        }
    }
}
