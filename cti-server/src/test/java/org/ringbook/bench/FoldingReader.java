package org.ringbook.bench;

import java.time.Duration;
import java.util.List;
import org.ringbook.calls.fold.Calls;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.asterisk.AsteriskOnBench;
import org.ringbook.telephony.inbox.KeptNowhere;

/** The way of a message to its call: framed, translated, grouped and folded. All but screens and database. */
final class FoldingReader implements Reader {

    private static final Duration SOON = Duration.ofNanos(500_000);

    @Override
    public String name() {
        return "translated and folded";
    }

    @Override
    public long read(Tape tape, byte[] bytes) throws Exception {
        var ended = new EndedCalls();
        var calls = new Calls(new NumberPlan("RU"), List.of(ended));
        try (var server = new TapeServer()) {
            var sources = new Sources(List.of(AsteriskOnBench.at(server.port())), calls, new KeptNowhere());
            sources.start();
            try (var listener = server.accept(true)) {
                Reader.await(SOON, () -> messages(sources) >= 1, () -> "FullyBooted was not heard");
                long start = System.nanoTime();
                listener.send(bytes);
                Reader.await(
                        SOON,
                        // Answers to pings are counted as well.
                        () -> messages(sources) > tape.size() && ended.count() == tape.calls(),
                        () -> "%d of %d messages, %d calls ended and %d open, of %d"
                                .formatted(
                                        messages(sources) - 1, tape.size(), ended.count(), ended.open(), tape.calls()));
                return System.nanoTime() - start;
            } finally {
                sources.stop();
            }
        }
    }

    private static long messages(Sources sources) {
        return sources.counters().get("bench").messages();
    }
}
