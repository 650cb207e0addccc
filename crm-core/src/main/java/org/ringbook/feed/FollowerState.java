package org.ringbook.feed;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far a follower is.
 *
 * @param passed number of the last change that it has taken
 * @param waiting changes that it has not taken; no more than {@value #MOST_COUNTED} are counted
 * @param since when the oldest of these was written; null when none waits
 * @param failure why it does not go on; null when all is well
 * @param skipped changes that administrators let it leave out, newest first; the last ones
 */
public record FollowerState(
        String name, long passed, int waiting, Instant since, Failure failure, List<Skipped> skipped) {

    static final int MOST_COUNTED = 10_000;

    /**
     * @param since when it failed first
     * @param number the change that it cannot take; null while the database is away
     * @param call that it is of
     * @param reason what the failure said, one line
     */
    public record Failure(Instant since, int tries, String reason, Long number, UUID call, Instant nextTry) {}

    /**
     * @param by login of who skipped it
     * @param reason why it could not be taken
     */
    public record Skipped(long number, UUID call, String by, Instant at, String reason) {}
}
