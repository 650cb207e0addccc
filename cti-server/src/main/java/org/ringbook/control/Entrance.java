package org.ringbook.control;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which way a request came. */
public enum Entrance {
    /** A page of the workspace. */
    PAGE,
    /** A program of somebody's, over the API. */
    API,
    /** The agent program, or whoever else speaks the agents' session. */
    SESSION,
    /** A list of calls that the server works through. */
    CAMPAIGN,
    /** A call that a visitor of a web site asked for. */
    CALLBACK;

    /** For programs and the database. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
