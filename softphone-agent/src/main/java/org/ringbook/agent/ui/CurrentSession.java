package org.ringbook.agent.ui;

import java.util.List;
import java.util.Map;
import org.ringbook.agent.server.ServerAddress;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.server.ServerSession;
import org.ringbook.agent.server.SessionState;

/** The session with the server as the window knows it: how it is, who the person is there, and where its pages are. On the window's thread. */
final class CurrentSession {

    private ServerSession session;
    private SignIn signIn;
    private ServerAddress server;
    private SessionState state = new SessionState(SessionState.Kind.CLOSED, null, 0);
    private List<String> extensions = List.of();
    private Map<String, String> links = Map.of();
    private boolean pageOpen;

    void begins(SignIn given, ServerSession made) {
        signIn = given;
        server = ServerAddress.of(given.server());
        session = made;
    }

    /** Says goodbye; what it still brings is nobody's. */
    void ends() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    void welcome(ServerMessage.Welcome welcome) {
        pageOpen = false;
        extensions = welcome.extensions();
        links = welcome.links();
    }

    void became(SessionState now) {
        state = now;
    }

    void pageOpen(boolean now) {
        pageOpen = now;
    }

    /** Whether somebody is signed in, or tries to be. */
    boolean isWanted() {
        return session != null;
    }

    boolean isConnected() {
        return session != null && state.kind() == SessionState.Kind.CONNECTED;
    }

    /** Null while there is no connection. */
    ServerSession connected() {
        return isConnected() ? session : null;
    }

    boolean is(ServerSession one) {
        return session != null && session == one;
    }

    /** @return whether there was somebody to tell */
    boolean send(String message) {
        if (session != null) {
            session.send(message);
        }
        return session != null;
    }

    void tryNow() {
        if (session != null) {
            session.tryNow();
        }
    }

    SessionState state() {
        return state;
    }

    /** The last one; null before the first. */
    SignIn signIn() {
        return signIn;
    }

    /** Null before the first sign-in. */
    ServerAddress server() {
        return server;
    }

    /** The person's telephones. */
    List<String> extensions() {
        return extensions;
    }

    Map<String, String> links() {
        return links;
    }

    /** Whether a page of the same person is looked at. */
    boolean pageOpen() {
        return pageOpen;
    }
}
