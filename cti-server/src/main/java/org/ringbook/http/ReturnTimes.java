package org.ringbook.http;

import java.util.concurrent.TimeUnit;

/**
 * When each of those who find no place shall come again: one after the other, twice as fast as people are let in of late. If all of them
 * tried every second, telling them no would take as much as letting them in; if they came just as fast as others were let in while all
 * tried at once, no processor would be busy and they would still wait. Any thread; does not wait.
 */
final class ReturnTimes {

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(15);
    /** Until it is known better. */
    private static final double USUALLY_EACH = TimeUnit.MILLISECONDS.toNanos(1);
    /** Who comes too soon waits in the room before the door, or is told another time. */
    private static final int TOO_MANY = 2;
    /** How much the newest counts. */
    private static final double NEWEST = 0.02;

    private final int atOnce;
    private double each = USUALLY_EACH;
    private long next;

    /**
     * @param atOnce so many are let in at the same time
     * @param now as {@link System#nanoTime} has it
     */
    ReturnTimes(int atOnce, long now) {
        this.atOnce = atOnce;
        this.next = now;
    }

    /** @param nanos that it took to let somebody in */
    synchronized void letIn(long nanos) {
        each += (nanos - each) * NEWEST;
    }

    /** @return whole seconds from now, 0 to 15: within the second after that there is a place */
    synchronized int secondsOfNext(long now) {
        long from = next - now > 0 ? next : now;
        long mine = Math.min(from + (long) (each / atOnce / TOO_MANY), now + LONGEST);
        next = mine;
        return (int) TimeUnit.NANOSECONDS.toSeconds(mine - now);
    }
}
