package org.ringbook.control;

/**
 * How many calls may be begun.
 *
 * @param perMinute in any 60 seconds; 0 for none
 * @param perDay in any 24 hours; 0 for none
 */
public record Budget(int perMinute, int perDay) {

    /** A large company's; more is a slip of the finger. */
    public static final int MOST_PER_MINUTE = 10_000;

    public static final int MOST_PER_DAY = 1_000_000;
}
