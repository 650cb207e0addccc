package org.ringbook.calls.log;

import java.sql.SQLException;

/**
 * Why PostgreSQL takes no calls at present.
 *
 * @param said what PostgreSQL or its driver said, one line; no secrets
 */
public record Unwritten(Kind kind, String said) {

    public enum Kind {
        /** Its disk has no room left. */
        DISK_FULL,
        /** It does not answer, or breaks off. */
        AWAY,
        /** It answers, and refuses. */
        REFUSED
    }

    private static final String NO_ROOM = "53100";

    /** What the failure of a statement, or of the way to the database, comes down to. */
    public static Unwritten of(Throwable failure) {
        SQLException deepest = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            deepest = cause instanceof SQLException sql ? sql : deepest;
        }
        return deepest == null
                ? new Unwritten(Kind.AWAY, firstLine(failure))
                : new Unwritten(kind(deepest.getSQLState()), firstLine(deepest));
    }

    private static Kind kind(String state) {
        if (NO_ROOM.equals(state)) {
            return Kind.DISK_FULL;
        }
        // Without a state it is the pool: it waited in vain. 57P is a PostgreSQL that stops, has crashed or only
        // starts.
        return state == null || state.startsWith("08") || state.startsWith("57P") ? Kind.AWAY : Kind.REFUSED;
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
