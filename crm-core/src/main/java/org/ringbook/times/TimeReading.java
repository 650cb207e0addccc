package org.ringbook.times;

import java.time.Duration;
import java.time.Instant;

/** What a text means that stands where a time is expected. */
public sealed interface TimeReading {

    /** Later than this after the receipt, nothing can have happened: clocks and zones differ by less. */
    Duration AHEAD = Duration.ofDays(1);

    /** Nobody tells of anything older, and be it years of another system read in; a device that lost its clock does. */
    Duration OLDEST = Duration.ofDays(5 * 365);

    /**
     * A time that can be.
     *
     * @param asSet false when it is written otherwise than the settings say, and yet can mean nothing else
     */
    record At(Instant at, boolean asSet) implements TimeReading {}

    /** Nothing, or a date by which programs say that there is none: of the years 0, 1, 1601, 1899, 1900, 1970, 9999. */
    record Unset() implements TimeReading {}

    /** A time at which it cannot have happened: more than a day after its receipt, or years before. */
    record Impossible(Instant at) implements TimeReading {}

    /** No time at all. */
    record Unreadable() implements TimeReading {}

    /** @return null for whatever is no time that can be */
    default Instant orNull() {
        return this instanceof At time ? time.at : null;
    }

    /**
     * Judges a time.
     *
     * @param at null for one that is unset
     * @param received when it was told, by our clock
     * @param asSet as in {@link At}
     */
    static TimeReading of(Instant at, Instant received, boolean asSet) {
        if (at == null || NoDates.has(at)) {
            return new Unset();
        }
        boolean impossible = at.isAfter(received.plus(AHEAD)) || at.isBefore(received.minus(OLDEST));
        return impossible ? new Impossible(at) : new At(at, asSet);
    }

    /** The same, of a time that was read already. @return null for whatever is no time that can be */
    static Instant orNull(Instant at, Instant received) {
        return of(at, received, true).orNull();
    }
}
