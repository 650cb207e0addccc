package org.ringbook.agents;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a person can be reached at a screen, in their own words. Says nothing of their telephones. */
public enum PresenceState {
    /** No screen of theirs is connected. */
    @JsonProperty("offline")
    OFFLINE,
    @JsonProperty("available")
    AVAILABLE,
    @JsonProperty("away")
    AWAY,
    /** They want no card to come up by itself. */
    @JsonProperty("dnd")
    DND
}
