package org.ringbook.telephony.megafon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ringbook.bench.LiveHeap;
import org.ringbook.telephony.operators.PacedQueue.Rate;

/** How much memory reading a long history takes. It prints, and asserts nothing. */
public final class HistoryMemory {

    private HistoryMemory() {}

    public static void run(int rows) throws Exception {
        try (var ats = new MegaFonAts()) {
            Instant from = Instant.now().minus(Duration.ofDays(1));
            for (int i = 0; i < rows; i++) {
                ats.row("CALL" + i, "in", "missed", "79161112233", from.plusSeconds(i));
            }
            ats.start();
            List<Rate> unhurried = List.of(new Rate("read", 10_000, Duration.ofSeconds(1)));
            var api = new MegaFonApi(ats.address() + "/", MegaFonAts.KEY, unhurried);
            var taker = new LiveHeap();
            new MegaFonHistory(api, new Variants(null), false).read(from, Instant.now(), taker);
            taker.print("MegaFon");
        }
    }
}
