package org.ringbook.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many bodies are waited for at once, overall and of one address, and for how long one is. A body that is there when it is read
 * counts for nothing. Any thread; does not wait.
 *
 * @see SlowBodies
 */
final class UnfinishedBodies {

    /** A body may take this long, and a second more for each 64 KB that came. */
    static final Duration DEADLINE = Duration.ofSeconds(15);

    private static final int BYTES_A_SECOND = 64 * 1024;

    private final int most;
    private final int mostOfAddress;
    private final Map<String, Integer> ofAddresses = new HashMap<>();
    private int all;

    /** What to do about a body that is not there yet. */
    enum Answer {
        WAIT,
        /** Others are as patient: one of them may be done in a moment. */
        FULL,
        TOO_MANY_OF_ADDRESS
    }

    UnfinishedBodies(int most, int mostOfAddress) {
        this.most = most;
        this.mostOfAddress = mostOfAddress;
    }

    /** Where a request takes a thread of the system, a third of them may wait; where it does not, memory is the bound. */
    static UnfinishedBodies ofServer(boolean threadsAreCheap, int threads) {
        return threadsAreCheap ? new UnfinishedBodies(1_000, 64) : new UnfinishedBodies(Math.max(1, threads / 3), 16);
    }

    /** To be given back by {@link #done} when the answer is {@link Answer#WAIT}. */
    synchronized Answer begin(String address) {
        int ofAddress = ofAddresses.getOrDefault(address, 0);
        if (ofAddress >= mostOfAddress) {
            return Answer.TOO_MANY_OF_ADDRESS;
        }
        if (all >= most) {
            return Answer.FULL;
        }
        all++;
        ofAddresses.put(address, ofAddress + 1);
        return Answer.WAIT;
    }

    synchronized void done(String address) {
        all--;
        ofAddresses.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
    }

    synchronized int waiting() {
        return all;
    }

    /** Whether a body that began so long ago and of which so much came is given up. */
    static boolean tooSlow(Duration since, long bytes) {
        return since.compareTo(DEADLINE.plusSeconds(bytes / BYTES_A_SECOND)) > 0;
    }
}
