package org.ringbook.agentstates;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody is now.
 *
 * @param since when it became so
 * @param stale null while it is fresh: else which telephone system is not heard, and since when. What is shown is what was so then
 * @param queues in how many queues of a telephone system they are
 * @param freeIn in how many of them they are not paused
 * @param evidence all that is known, also what did not decide
 * @param version grows with each change of anybody
 */
public record PersonState(
        UUID staffId,
        Decision decision,
        Instant since,
        Evidence.Stale stale,
        int queues,
        int freeIn,
        Evidence evidence,
        long version) {

    public AgentState state() {
        return decision.state();
    }

    /** What the ledger keeps: what is not heard is unknown. */
    public AgentState kept() {
        return stale == null ? decision.state() : AgentState.UNKNOWN;
    }
}
