package org.ringbook.agent.server;

/** Hears the line. Called on the line's one thread, in order; must not block. */
public interface LineListener {

    void changed(LineState state);

    /** @param text the message as it came */
    void heard(ServerMessage message, String text);
}
