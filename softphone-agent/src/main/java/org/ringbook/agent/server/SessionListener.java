package org.ringbook.agent.server;

/** Follows the session. Called on the session's one thread, in order; must not block. */
public interface SessionListener {

    void changed(SessionState state);

    /** @param text the message as it came */
    void received(ServerMessage message, String text);
}
