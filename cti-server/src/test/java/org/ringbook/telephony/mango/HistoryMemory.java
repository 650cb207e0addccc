package org.ringbook.telephony.mango;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ringbook.bench.LiveHeap;
import org.ringbook.demo.mango.MangoCall;
import org.ringbook.demo.mango.MangoOffice;
import org.ringbook.telephony.operators.PacedQueue;

/** How much memory reading a long history takes. It prints, and asserts nothing. */
public final class HistoryMemory {

    private HistoryMemory() {}

    public static void run(int rows) throws Exception {
        try (MangoOffice office = MangoBench.staffed()) {
            Instant from = Instant.now().minus(Duration.ofDays(1));
            for (int i = 0; i < rows; i++) {
                missed(office, from.plusSeconds(i));
            }
            var taker = new LiveHeap();
            history(office).read(from, Instant.now(), taker);
            taker.print("Mango Office");
        }
    }

    /** A call that nobody answered, and that nobody was told of. */
    static void missed(MangoOffice office, Instant at) {
        MangoCall call = office.collects(true).at(at).incoming(MangoBench.MARIA, MangoBench.LINE);
        call.end(call.rings("101", null), MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);
        office.forgetTold();
    }

    /** No slower than the emulator answers. */
    static MangoHistory history(MangoOffice office) {
        var api = new MangoApi(
                office.address(),
                new Signature(office.key(), office.salt()),
                new Lockout(Duration.ofMillis(500)),
                new PacedQueue(50, List.of(), List.of(Duration.ofMillis(50))));
        return new MangoHistory(api, () -> Directory.EMPTY, Duration.ofMillis(1));
    }
}
