package org.ringbook.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringbook.telephony.asterisk.AsteriskOnBench;

/** Ringbook's connection: cuts the stream into messages, on the one thread that reads. */
final class FramedReader implements Reader {

    private static final Duration SOON = Duration.ofNanos(500_000);

    @Override
    public String name() {
        return "framed";
    }

    @Override
    public long read(Tape tape, byte[] bytes) throws Exception {
        var messages = new AtomicInteger(-1);
        var all = new CountDownLatch(1);
        try (var server = new TapeServer();
                var reading = AsteriskOnBench.framed(server.port(), message -> {
                    // Answers to pings come between, whenever they like.
                    if (message[0] == 'E' && messages.incrementAndGet() == tape.size()) {
                        all.countDown();
                    }
                    return true;
                });
                var listener = server.accept(true)) {
            Reader.await(SOON, () -> messages.get() == 0, () -> "FullyBooted was not heard");
            long start = System.nanoTime();
            listener.send(bytes);
            all.await();
            return System.nanoTime() - start;
        }
    }
}
