package org.ringbook.agentstates;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What somebody is, and why.
 *
 * @param reason of a pause; null for none and in other states
 * @param since when it began; null when that is the moment in which it became so
 * @param source who says so: "screen", "server", or the name of a telephone connection
 * @param rule stable name of the rule that decided, key of its words in both languages
 * @param seen what it saw, in the order of its words. Untrusted text may be in it
 * @param callId the call that it is about; null for none
 */
public record Decision(
        AgentState state, String reason, Instant since, String source, String rule, List<String> seen, UUID callId) {

    public Decision {
        seen = List.copyOf(seen);
    }

    /** Whether a person would see the same. */
    boolean isSameStateAs(Decision other) {
        return state == other.state && Objects.equals(reason, other.reason) && Objects.equals(callId, other.callId);
    }
}
