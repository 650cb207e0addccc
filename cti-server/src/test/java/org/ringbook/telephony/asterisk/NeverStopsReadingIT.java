package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.SourceHealth.State;

/** Asterisk cuts off a reader that stops; so whatever stands still behind the reading thread, it must not. */
class NeverStopsReadingIT {

    private static final int A_SECOND = 20_000;
    private static final int SECONDS = 12;
    private static final int SLICES_A_SECOND = 50;

    @Test
    void twentyThousandEventsASecondAreReadThoughAllBehindStandsStillForTenSeconds() throws Exception {
        var stall = new AtomicBoolean(true);
        var stalled = new CountDownLatch(1);
        try (var pbx = new FakePbx();
                var exchange = new Exchange(Asterisks.patientlyListeningTo(pbx), change -> {
                    if (stall.compareAndSet(true, false)) {
                        stalled.countDown();
                        standStill();
                    }
                })) {
            exchange.awaitState(State.UP);
            await().until(() -> !pbx.listeners().isEmpty());
            pbx.tell(Events.talk("1.1", "1.2"));
            assertThat(stalled.await(10, TimeUnit.SECONDS)).isTrue();

            long longestWait = send(pbx);
            pbx.tell(Events.goodbye("1.1", "1.2"));

            // The sender's socket took everything at once: the bytes never waited for the reader.
            assertThat(Duration.ofNanos(longestWait)).isLessThan(Duration.ofSeconds(1));
            exchange.awaitCounters(count -> count.messages() >= (long) A_SECOND * SECONDS + 11);
            exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended());
            assertThat(exchange.counters().overflows()).isZero();
            assertThat(exchange.counters().connects())
                    .as(exchange.health().toString())
                    .isEqualTo(1);
            System.out.println("longest write of the PBX: " + longestWait / 1_000_000 + " ms");
        }
    }

    private static void standStill() {
        try {
            TimeUnit.SECONDS.sleep(10);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return nanoseconds that the longest write took */
    private static long send(FakePbx pbx) throws Exception {
        byte[] slice = slice();
        long longest = 0;
        long start = System.nanoTime();
        for (int i = 0; i < SECONDS * SLICES_A_SECOND; i++) {
            long due = start + i * 1_000_000_000L / SLICES_A_SECOND;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            long before = System.nanoTime();
            pbx.write(slice);
            longest = Math.max(longest, System.nanoTime() - before);
        }
        return longest;
    }

    /** Events of calls, of the length that they have. */
    private static byte[] slice() {
        var bytes = new ByteArrayOutputStream();
        byte[] event = (Events.rings("9.9", "9.8") + "\nConnectedLineName: " + "x".repeat(450) + "\n\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < A_SECOND / SLICES_A_SECOND; i++) {
            bytes.writeBytes(event);
        }
        return bytes.toByteArray();
    }
}
