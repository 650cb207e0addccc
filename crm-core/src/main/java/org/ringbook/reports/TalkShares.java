package org.ringbook.reports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Who spoke how much, from recordings whose sides are apart: whoever keeps recordings brings it. Any thread; it may wait for the database.
 */
public interface TalkShares {

    /**
     * Of one recording. Milliseconds.
     *
     * @param id of the recording
     * @param at when it began
     * @param whole how long it is
     * @param theirs in which the outside party spoke
     * @param ours in which our side spoke
     * @param silence in which nobody spoke
     * @param overlap in which both spoke
     */
    record Share(UUID id, Instant at, UUID callId, long whole, long theirs, long ours, long silence, long overlap) {}

    /**
     * The next recordings that began in [from, to) and are kept, oldest first.
     *
     * @param after the last of the page before; null for the first page
     */
    List<Share> during(Instant from, Instant to, Share after, int limit);
}
