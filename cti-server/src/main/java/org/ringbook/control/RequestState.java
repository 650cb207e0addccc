package org.ringbook.control;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a request is. */
public enum RequestState {
    /** Taken, and passed on to the telephone system or about to be; of telephones nothing is known yet. */
    ACCEPTED,
    /** A telephone rings for it. */
    RINGING,
    /** Who was called speaks; a supervisor hears. */
    ANSWERED,
    /** The call is over, or the listening; the cause says how. */
    ENDED,
    /** What was asked for is so. */
    DONE,
    /** Not done, and the words say why. */
    REFUSED,
    /** Nobody knows whether it was done: the server stopped in the middle, or nothing more was heard. It is not repeated. */
    UNKNOWN;

    public boolean isOver() {
        return this == ENDED || this == DONE || this == REFUSED || this == UNKNOWN;
    }

    /** For programs and the database. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
