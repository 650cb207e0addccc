package org.ringbook.calls.log;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.core.NestedRuntimeException;
import org.springframework.transaction.TransactionException;

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
    /** What is written is no value, breaks a rule of the table, or is larger than a limit. */
    private static final Set<String> OF_WHAT_IS_WRITTEN = Set.of("21", "22", "23", "54");

    /** What the failure of a statement, or of the way to the database, comes down to. */
    public static Unwritten of(Throwable failure) {
        SQLException deepest = deepest(failure);
        if (deepest != null) {
            return new Unwritten(kind(deepest.getSQLState()), firstLine(deepest));
        }
        boolean noTransaction = failure instanceof TransactionException;
        return new Unwritten(
                noTransaction ? Kind.AWAY : Kind.REFUSED,
                failure.getClass().getSimpleName() + ": " + firstLine(failure));
    }

    /** Whether it is what was to be written that is at fault, whatever the state of the database: it will never be taken. */
    public static boolean isFaultOfTheData(Throwable failure) {
        SQLException deepest = deepest(failure);
        if (deepest == null) {
            // What is neither the database's nor the way to it is a mistake of the program at this value, and will be
            // one again.
            return failure instanceof RuntimeException && !(failure instanceof NestedRuntimeException);
        }
        String state = deepest.getSQLState();
        return state != null && state.length() == 5 && OF_WHAT_IS_WRITTEN.contains(state.substring(0, 2));
    }

    private static SQLException deepest(Throwable failure) {
        SQLException deepest = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            deepest = cause instanceof SQLException sql ? sql : deepest;
        }
        return deepest;
    }

    private static Kind kind(String state) {
        if (NO_ROOM.equals(state)) {
            return Kind.DISK_FULL;
        }
        // Without a state it is the pool: it waited in vain. 57P is a PostgreSQL that stops, has crashed or only
        // starts; 53 is one that has no memory or no place for one more.
        return state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("53")
                ? Kind.AWAY
                : Kind.REFUSED;
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
