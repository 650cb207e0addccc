package org.ringbook.telephony.operators;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Requests to a telephone system go out one after another, at the rates that it allows, in the order in which they were asked
 * for. Only so many may wait. When the other side says that they come too fast, all wait, each time longer. Any thread;
 * whoever asks waits until it is their turn.
 */
public final class PacedQueue {

    private static final List<Duration> GROWING =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(120));

    private final int mostWaiting;
    private final List<Duration> growing;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private int waiting;
    private long restUntil = System.nanoTime();

    /**
     * So many requests of a kind within a time.
     *
     * @param kind one request may be of several kinds, such as any request and click-to-call
     */
    public record Rate(String kind, int most, Duration within) {}

    private static final class Lane {
        final int most;
        final long within;
        final Deque<Long> turns = new ArrayDeque<>();

        Lane(Rate rate) {
            this.most = rate.most;
            this.within = rate.within.toNanos();
        }

        long free() {
            return turns.peek() + within;
        }

        boolean full() {
            return turns.size() >= most;
        }

        void take(long turn) {
            if (full()) {
                turns.poll();
            }
            turns.add(turn);
        }
    }

    /** One try of a request. It may be made several times, but only after it threw {@link SlowDown}. */
    public interface Attempt<T, E extends Exception> {
        T once() throws E, SlowDown;
    }

    /** The other side did nothing but to say that requests come too fast. */
    public static final class SlowDown extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Duration after;

        /** @param after when it wants the next one; null when it does not say */
        public SlowDown(Duration after) {
            super("Requests come too fast", null, false, false);
            this.after = after;
        }
    }

    /** It was not sent: too many wait, or its turn would come too late. */
    public static final class Busy extends Exception {
        private static final long serialVersionUID = 1L;

        Busy() {
            super("Too many requests wait", null, false, false);
        }
    }

    /** @param mostWaiting more than that are refused at once */
    public PacedQueue(int mostWaiting, List<Rate> rates) {
        this(mostWaiting, rates, GROWING);
    }

    /** @param growing pauses after one "too fast" after another; the last one goes on */
    public PacedQueue(int mostWaiting, List<Rate> rates, List<Duration> growing) {
        this.mostWaiting = mostWaiting;
        this.growing = growing;
        rates.forEach(rate -> lanes.put(rate.kind, new Lane(rate)));
    }

    /**
     * @param kinds of this request; one without a rate is not limited
     * @param patience how long it may wait, all tries together
     */
    public <T, E extends Exception> T run(List<String> kinds, Duration patience, Attempt<T, E> attempt)
            throws E, Busy, InterruptedException {
        long latest = System.nanoTime() + patience.toNanos();
        var pauses = new Pauses(growing);
        while (true) {
            await(reserve(kinds, latest));
            try {
                return attempt.once();
            } catch (SlowDown slow) {
                rest(slow.after == null ? pauses.next() : slow.after);
            }
        }
    }

    private synchronized long reserve(List<String> kinds, long latest) throws Busy {
        long turn = later(System.nanoTime(), restUntil);
        var mine = new ArrayList<Lane>();
        for (String kind : kinds) {
            Lane lane = lanes.get(kind);
            if (lane != null) {
                mine.add(lane);
                turn = lane.full() ? later(turn, lane.free()) : turn;
            }
        }
        if (waiting >= mostWaiting || turn - latest > 0) {
            throw new Busy();
        }
        for (Lane lane : mine) {
            lane.take(turn);
        }
        waiting++;
        return turn;
    }

    private void await(long turn) throws InterruptedException {
        try {
            long nanos = turn - System.nanoTime();
            if (nanos > 0) {
                TimeUnit.NANOSECONDS.sleep(nanos);
            }
        } finally {
            synchronized (this) {
                waiting--;
            }
        }
    }

    private synchronized void rest(Duration pause) {
        restUntil = later(restUntil, System.nanoTime() + pause.toNanos());
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
