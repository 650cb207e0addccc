package org.ringbook.agentstates;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What one of our people is, in one word. */
public enum AgentState {
    /** No screen of ours, and no telephone that can ring. */
    OFFLINE,
    /** May be given a call. */
    AVAILABLE,
    /** Something that dials has promised them a call. */
    RESERVED,
    /** Their telephone rings. */
    RINGING,
    /** They call somebody, who has not answered yet. */
    CALLING,
    /** In a conversation with another person. */
    TALKING,
    /** In a conversation whose other side they put on hold. */
    HOLD,
    /** Listens to a colleague. */
    SUPERVISING,
    /** After a call, and not yet free. */
    WRAP_UP,
    /** Must not be given calls. */
    PAUSED,
    /** Let calls ring out or refused them. */
    NOT_READY,
    /** Their telephone is in use, and no call of it is known. */
    BUSY,
    /** What would tell is not there, or tells nothing. */
    UNKNOWN;

    /** For programs and the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static AgentState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether they are in a call, or about to be. */
    public boolean isInACall() {
        return this == RINGING || this == CALLING || this == TALKING || this == HOLD;
    }
}
