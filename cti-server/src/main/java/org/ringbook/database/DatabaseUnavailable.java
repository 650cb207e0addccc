package org.ringbook.database;

/** The server cannot start for want of its database. */
class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param message what went wrong, in words
     * @param action what to do about it
     */
    DatabaseUnavailable(String message, String action, Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    DatabaseUnavailable(String message, String action) {
        this(message, action, null);
    }

    String action() {
        return action;
    }
}
