package org.ringbook.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Of what kind a line of the timeline is. */
public enum EventKind {
    /** A call of the log, by its id; never copied. */
    @JsonProperty("call")
    CALL,
    @JsonProperty("note")
    NOTE,
    @JsonProperty("meeting")
    MEETING,
    @JsonProperty("mail")
    MAIL,
    @JsonProperty("sms")
    SMS,
    /** Of a messenger or a chat. */
    @JsonProperty("message")
    MESSAGE,
    @JsonProperty("form")
    FORM,
    @JsonProperty("document")
    DOCUMENT,
    /** A task that was done. */
    @JsonProperty("task")
    TASK,
    /** A claim was taken, closed or opened again. */
    @JsonProperty("claim")
    CLAIM,
    /** Written by the program. */
    @JsonProperty("system")
    SYSTEM;

    /** As tables and JSON say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<EventKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Whether people and other programs may add it: calls come from telephone systems, the rest from Ringbook itself. */
    public boolean isTold() {
        return this != CALL && this != TASK && this != CLAIM && this != SYSTEM;
    }
}
