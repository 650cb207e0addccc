package org.ringbook.agent.phone;

import java.time.Instant;
import java.util.Set;

/**
 * A call as it is in one moment, for whoever shows it.
 *
 * @param id ours, within this run of the program
 * @param heldHere we put them on hold
 * @param heldThere they put us on hold
 * @param together with others in one conversation, which this program mixes
 * @param secrecy whether it can be overheard on the way to the PBX; known once sound was agreed on
 * @param sip the id that the PBX knows this leg by (Call-ID); null until there is one
 * @param answeredAt null until then
 * @param endedAt null until then
 * @param ending null until it is over
 * @param code the SIP answer that ended it; 0 when none did
 * @param possible what the person can do now
 */
public record CallStatus(
        String id,
        boolean incoming,
        Party party,
        CallState state,
        boolean heldHere,
        boolean heldThere,
        boolean muted,
        boolean autoAnswered,
        boolean together,
        Secrecy secrecy,
        String sip,
        Instant beganAt,
        Instant answeredAt,
        Instant endedAt,
        Ending ending,
        int code,
        Set<Action> possible) {}
