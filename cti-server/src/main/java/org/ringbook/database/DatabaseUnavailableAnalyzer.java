package org.ringbook.database;

import java.sql.SQLException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in words why the server cannot start without its database, in place of a page of stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseUnavailableAnalyzer implements FailureAnalyzer {

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseUnavailable unavailable) {
                return new FailureAnalysis(unavailable.getMessage(), unavailable.action(), failure);
            }
            if (cause instanceof SQLException refused && refused.getSQLState() != null) {
                return ofState(refused, failure);
            }
        }
        return null;
    }

    private static FailureAnalysis ofState(SQLException refused, Throwable failure) {
        if (refused.getSQLState().equals("53100")) {
            return new FailureAnalysis(
                    "The disk of the database is full: " + refused.getMessage(),
                    "Make room on the disk with ringbook.home, or on that of the PostgreSQL that ringbook.database.url"
                            + " names. Then start again; what was written is safe.",
                    failure);
        }
        return switch (refused.getSQLState().substring(0, 2)) {
            case "08" ->
                new FailureAnalysis(
                        "PostgreSQL does not answer: " + refused.getMessage(),
                        "Check that it runs and that ringbook.database.url names the right host, port and database.",
                        failure);
            case "28" ->
                new FailureAnalysis(
                        "PostgreSQL refused the sign-in: " + refused.getMessage(),
                        "Check ringbook.database.user and the password (environment RINGBOOK_DATABASE_PASSWORD).",
                        failure);
            case "3D" ->
                new FailureAnalysis(
                        refused.getMessage(),
                        "Create the database first: CREATE DATABASE ringbook OWNER <user> ENCODING 'UTF8';",
                        failure);
            default -> null;
        };
    }
}
