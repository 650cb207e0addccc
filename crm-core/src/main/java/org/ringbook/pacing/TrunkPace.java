package org.ringbook.pacing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * How fast lines may be dialled on one telephone system, and when not at all: so many starts a second and no more, lines that are kept for
 * people, slower after the carrier said that it is full, and a stop where it says so again and again or refuses everything. Times in seconds
 * of a clock that goes on. Not for several threads.
 */
public final class TrunkPace {

    /** Faster than any carrier of a small company takes calls. */
    public static final double MOST_PER_SECOND = 30;

    private static final double SLOWEST = 0.1;
    private static final double FIRST_WAIT = 2;
    private static final double LONGEST_WAIT = 60;
    /** A stop ends by itself, and then it is tried slowly. */
    private static final double STOPS_FOR = 300;

    private static final int LOOKED_AT = 20;
    private static final int TOO_FULL = 5;
    private static final int ALL_REFUSED = 10;

    /**
     * @param perSecond starts of lines in a second, more than 0, at most {@link #MOST_PER_SECOND}
     * @param channels that the trunk has; 0 when nobody said
     * @param kept channels of them that are left to people
     */
    public record Limits(double perSecond, int channels, int kept) {

        /** One a second is what every carrier takes. */
        public static final Limits USUAL = new Limits(1, 0, 0);

        public Limits {
            if (!(perSecond > 0 && perSecond <= MOST_PER_SECOND)) {
                throw new IllegalArgumentException("Starts a second: up to 30, not " + perSecond);
            }
            if (channels < 0 || kept < 0 || channels > 0 && kept >= channels) {
                throw new IllegalArgumentException("Channels: " + channels + ", kept: " + kept);
            }
        }
    }

    /** Why no line may be started now. */
    public enum Hold {
        NONE,
        /** The last one was started just now. */
        RATE,
        /** All channels that the dialler may have are taken. */
        CHANNELS,
        /** The carrier was full a moment ago. */
        CONGESTED,
        /** It was full too often. */
        STOPPED,
        /** It refuses every call: the number that is shown or the account does not fit. */
        REFUSED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a line came to, as far as the trunk is concerned. */
    public enum Ending {
        CARRIED,
        CONGESTION,
        REFUSED
    }

    private final Deque<Ending> lately = new ArrayDeque<>();
    private Limits limits;
    private double last = Double.NEGATIVE_INFINITY;
    private double slowed;
    private double slowedAt = Double.NEGATIVE_INFINITY;
    private double heldUntil = Double.NEGATIVE_INFINITY;
    private double stoppedUntil = Double.NEGATIVE_INFINITY;
    private Hold stop = Hold.NONE;
    private int fullInARow;

    public TrunkPace(Limits limits) {
        this.limits = limits;
        this.slowed = limits.perSecond();
    }

    public void limits(Limits now) {
        limits = now;
    }

    /** Starts in a second that are allowed now: after a slowing one more each minute. */
    public double rate(double now) {
        return Math.min(limits.perSecond(), slowed + Math.max(0, now - slowedAt) / 60);
    }

    /**
     * Whether a line may be started now.
     *
     * @param lines of the dialler that are up
     * @param all lines of the trunk that are up, those of people among them
     */
    public Hold hold(double now, int lines, int all) {
        if (now < stoppedUntil) {
            return stop;
        }
        if (now < heldUntil) {
            return Hold.CONGESTED;
        }
        if (limits.channels() > 0 && (lines >= limits.channels() - limits.kept() || all >= limits.channels())) {
            return Hold.CHANNELS;
        }
        return now - last < 1 / rate(now) ? Hold.RATE : Hold.NONE;
    }

    /** When the hold is over by itself; the moment itself where that depends on others or nothing holds. */
    public double until(double now) {
        if (now < stoppedUntil) {
            return stoppedUntil;
        }
        return now < heldUntil ? heldUntil : Math.max(now, last + 1 / rate(now));
    }

    public void started(double now) {
        last = now;
    }

    public void ended(Ending how, double now) {
        lately.addLast(how);
        if (lately.size() > LOOKED_AT) {
            lately.removeFirst();
        }
        if (how != Ending.CONGESTION) {
            fullInARow = 0;
        } else {
            slow(now);
        }
        if (count(Ending.CONGESTION) >= TOO_FULL) {
            stop(Hold.STOPPED, now);
        } else if (lastWereRefused()) {
            stop(Hold.REFUSED, now);
        }
    }

    private void slow(double now) {
        slowed = Math.max(SLOWEST, rate(now) / 2);
        double wait = Math.min(LONGEST_WAIT, FIRST_WAIT * Math.pow(2, fullInARow));
        fullInARow++;
        heldUntil = Math.max(heldUntil, now + wait);
        slowedAt = heldUntil;
    }

    private long count(Ending what) {
        return lately.stream().filter(one -> one == what).count();
    }

    private boolean lastWereRefused() {
        return lately.size() >= ALL_REFUSED
                && lately.stream().skip(lately.size() - ALL_REFUSED).allMatch(one -> one == Ending.REFUSED);
    }

    private void stop(Hold why, double now) {
        stop = why;
        stoppedUntil = now + STOPS_FOR;
        slowed = SLOWEST;
        slowedAt = stoppedUntil;
        lately.clear();
    }

    /** Somebody has seen to it. */
    public void goOn() {
        stoppedUntil = Double.NEGATIVE_INFINITY;
        heldUntil = Double.NEGATIVE_INFINITY;
        slowed = limits.perSecond();
        fullInARow = 0;
        lately.clear();
    }
}
