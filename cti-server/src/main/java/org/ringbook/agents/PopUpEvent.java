package org.ringbook.agents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;

/**
 * One thing to show to one person, the same object for all of their screens. Its JSON is written once, by the first
 * screen that asks, and is the message of the agents' session; any thread.
 */
public final class PopUpEvent {

    /** What a screen does with the card. */
    public enum Kind {
        /** A card to bring before the eyes. */
        @JsonProperty("pop-up")
        POP_UP,
        /** The card changed: put it in the place of the one with the same call id, quietly. */
        @JsonProperty("update")
        UPDATE,
        /** The call is over for this person. */
        @JsonProperty("end")
        END
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final Kind kind;
    private final Instant at;
    private final PopUp popUp;
    private volatile String json;

    PopUpEvent(Kind kind, Instant at, PopUp popUp) {
        this.kind = kind;
        this.at = at;
        this.popUp = popUp;
    }

    public Kind kind() {
        return kind;
    }

    /** When it happened, by the server's clock. */
    public Instant at() {
        return at;
    }

    public PopUp popUp() {
        return popUp;
    }

    public String json() {
        String written = json;
        if (written == null) {
            written = JSON.writeValueAsString(new Message(1, kind, at, popUp));
            json = written;
        }
        return written;
    }

    /** This event in place of an earlier one of the same call that a screen has not taken yet. */
    public PopUpEvent insteadOf(PopUpEvent earlier) {
        return earlier.kind == Kind.POP_UP && kind == Kind.UPDATE ? new PopUpEvent(Kind.POP_UP, at, popUp) : this;
    }

    @JsonPropertyOrder({"v", "type", "at", "card"})
    private record Message(int v, Kind type, Instant at, PopUp card) {}
}
