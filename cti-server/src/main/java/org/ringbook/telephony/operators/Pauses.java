package org.ringbook.telephony.operators;

import java.time.Duration;
import java.util.List;

/** Growing pauses between tries: 10 s, 30 s, 1 min, 2 min, 5 min, and 5 min from then on. For one thread at a time. */
public final class Pauses {

    private static final List<Duration> GROWING = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5));

    private final List<Duration> pauses;
    private int next;

    public Pauses() {
        this(GROWING);
    }

    /** @param pauses one after another; the last one goes on */
    public Pauses(List<Duration> pauses) {
        this.pauses = List.copyOf(pauses);
    }

    public Duration next() {
        Duration pause = pauses.get(next);
        next = Math.min(next + 1, pauses.size() - 1);
        return pause;
    }

    public void reset() {
        next = 0;
    }
}
