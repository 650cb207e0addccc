package org.ringbook.agent.phone;

/** What a person can do with a call. */
public enum Action {
    ANSWER,
    REJECT,
    HANG_UP,
    HOLD,
    RESUME,
    MUTE,
    UNMUTE,
    DIGITS,
    TRANSFER,
    /** Hand this one to the one that we are asking. */
    JOIN,
    /** Talk with this one and another one at once. */
    CONFERENCE
}
