package org.ringbook.pacing;

/**
 * What came of a list: one formula for each measure, the same on every page. Counts of entries unless they say otherwise.
 *
 * @param entries all of the list
 * @param withdrawn taken back before the first try
 * @param doNotCall on the do-not-call list before the first try
 * @param tried with an attempt at least
 * @param reached with whom one of ours talked a second at least, by a result of that class
 * @param success with a result that is one
 * @param bad all of whose numbers are bad
 * @param attempts that were placed, of all entries
 * @param answered attempts that were answered
 * @param ownFailures attempts that never reached their telephone through our fault or the carrier's
 */
public record ListMeasures(
        long entries,
        long withdrawn,
        long doNotCall,
        long tried,
        long reached,
        long success,
        long bad,
        long attempts,
        long answered,
        long ownFailures) {

    /**
     * A part of a whole: never shown without both counts.
     *
     * @param count the part
     * @param of the whole
     */
    public record Share(long count, long of) {

        /** Null when there is nothing to be a part of. */
        public Double value() {
            return of == 0 ? null : (double) count / of;
        }
    }

    /** How much of the list was begun. */
    public Share penetration() {
        return new Share(tried, entries - withdrawn - doNotCall);
    }

    public Share attemptsPerEntry() {
        return new Share(attempts, tried);
    }

    public Share attemptsPerContact() {
        return new Share(attempts, reached);
    }

    /** Of the attempts that reached a telephone, those that were answered. */
    public Share connectRate() {
        return new Share(answered, attempts - ownFailures);
    }

    public Share contactRate() {
        return new Share(reached, tried);
    }

    public Share conversion() {
        return new Share(success, reached);
    }

    /** Successes of all that were tried. */
    public Share yieldRate() {
        return new Share(success, tried);
    }

    public Share badNumbers() {
        return new Share(bad, tried);
    }

    /**
     * How much is done in an hour of an agent; pauses and calls that come in are no such time.
     *
     * @param count of whatever is asked for: attempts, contacts, successes
     * @param seconds ready, reserved, talking, on hold and in wrap-up, of all agents
     * @return null without time
     */
    public static Double perHour(long count, long seconds) {
        return seconds == 0 ? null : count * 3600.0 / seconds;
    }
}
