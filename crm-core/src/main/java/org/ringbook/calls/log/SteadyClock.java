package org.ringbook.calls.log;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The time for who drops for good what is old. A clock that leaps forward while the server runs is believed only a day later, so that
 * somebody may notice and set it right; until then time goes on as if it had not leapt. One that is set back is believed at once. What
 * the clock showed at the start is taken as it is. Any thread.
 */
public final class SteadyClock {

    /** Clocks are corrected by less. */
    private static final Duration LEAP = Duration.ofHours(1);

    private static final Duration NOTICED_WITHIN = Duration.ofDays(1);

    /** Goes on evenly, whatever becomes of the clock. */
    private final LongSupplier nanos;

    private Instant last;
    private long lastNanos;
    private boolean leapt;
    private long leaptNanos;

    public SteadyClock() {
        this(System::nanoTime);
    }

    /** @param nanos as {@link System#nanoTime} */
    SteadyClock(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param clock what it shows now */
    public synchronized Instant of(Instant clock) {
        long now = nanos.getAsLong();
        Instant expected = last == null ? clock : last.plusNanos(now - lastNanos);
        boolean ahead = clock.isAfter(expected.plus(LEAP));
        leaptNanos = ahead && !leapt ? now : leaptNanos;
        leapt = ahead && now - leaptNanos < NOTICED_WITHIN.toNanos();
        if (leapt) {
            return expected;
        }
        last = clock;
        lastNanos = now;
        return clock;
    }
}
