package org.ringbook.agent;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.server.SessionListener;
import org.ringbook.agent.server.SessionState;

/** Writes down how the connection to the server is before whoever follows it hears of it. */
record LoggedSession(SessionListener listener) implements SessionListener {

    private static final Logger LOG = Logger.getLogger(LoggedSession.class.getName());

    @Override
    public void changed(SessionState state) {
        boolean wrong = state.kind() == SessionState.Kind.REFUSED;
        LOG.log(wrong ? Level.WARNING : Level.INFO, "The session with the server is {0}{1}", new Object[] {
            state.kind(), state.why() == null ? "" : ": " + state.why()
        });
        listener.changed(state);
    }

    @Override
    public void received(ServerMessage message, String text) {
        listener.received(message, text);
    }
}
