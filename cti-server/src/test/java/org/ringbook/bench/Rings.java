package org.ringbook.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Rings that are sent in their time, and the cards that come of them. */
final class Rings {

    /** Nanoseconds, by who is rung by whom. */
    private final Map<String, Long> sent = new HashMap<>();

    private final Screens screens;

    Rings(Screens screens) {
        this.screens = screens;
        screens.popped.clear();
    }

    /** Waits until the tape is over. */
    void play(Tape tape, TapeServer.Listener server) throws IOException {
        long start = System.nanoTime();
        for (Tape.Message message : tape.messages()) {
            await(start + message.micros() * 1000);
            if (message.ring() != null) {
                sent.putIfAbsent(message.ring(), System.nanoTime());
            }
            server.send(message.bytes());
        }
    }

    /** The same rings of another server. */
    void play(Tape tape, WsPeer peer) throws IOException {
        long start = System.nanoTime();
        for (Tape.Message message : tape.messages()) {
            if (message.ring() != null) {
                await(start + message.micros() * 1000);
                sent.putIfAbsent(message.ring(), System.nanoTime());
                peer.tell("ring " + message.ring());
            }
        }
    }

    private static void await(long due) {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    void print(String when) {
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (!screens.popped.keySet().containsAll(sent.keySet()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
        }
        double[] millis = sent.entrySet().stream()
                .filter(ring -> screens.popped.containsKey(ring.getKey()))
                .mapToDouble(ring -> (screens.popped.get(ring.getKey()) - ring.getValue()) / 1e6)
                .toArray();
        Spread spread = Spread.of(millis);
        System.out.printf(
                Locale.ROOT,
                "%-34s %,5d rings, %d without a card; ms to the card: p50 %.2f, p99 %.1f, longest %.1f%n",
                when,
                sent.size(),
                sent.size() - millis.length,
                spread.median(),
                spread.at(0.99),
                spread.max());
    }
}
