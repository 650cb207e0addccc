package org.ringbook.agent.server;

/**
 * How the connection to the server is, honestly.
 *
 * @param why what went wrong, a stable word: unreachable, unknown_host, timeout, certificate, sign_in, not_on_staff,
 *     not_ringbook, too_many_tries, lost, silent; null when nothing did
 * @param seconds until the next try, when {@code WAITING}
 */
public record SessionState(Kind kind, String why, int seconds) {

    public enum Kind {
        CONNECTING,
        CONNECTED,
        /** The next try comes by itself. */
        WAITING,
        /** Trying again by itself would help nobody: the sign-in is wrong. */
        REFUSED,
        CLOSED
    }

    static SessionState of(Kind kind) {
        return new SessionState(kind, null, 0);
    }
}
