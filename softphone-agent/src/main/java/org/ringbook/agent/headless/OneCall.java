package org.ringbook.agent.headless;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.ringbook.agent.server.Messages;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.server.ServerSession;
import org.ringbook.agent.server.SessionListener;
import org.ringbook.agent.server.SessionState;

/** Connects, asks for one number, and is done. Asked once only: a second try could ring twice. */
public final class OneCall implements SessionListener {

    /** What came of it: accepted or refused by the server, or no connection at all. */
    public record Outcome(ServerMessage answer, SessionState session) {}

    private final String number;
    private final String requestId = UUID.randomUUID().toString();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile ServerSession session;

    public OneCall(String number) {
        this.number = number;
    }

    public CompletableFuture<Outcome> over(ServerSession over) {
        session = over;
        over.start();
        return outcome;
    }

    @Override
    public void changed(SessionState state) {
        if (state.kind() == SessionState.Kind.WAITING || state.kind() == SessionState.Kind.REFUSED) {
            outcome.complete(new Outcome(null, state));
        }
    }

    @Override
    public void received(ServerMessage message, String text) {
        if (message instanceof ServerMessage.Welcome) {
            session.send(Messages.dial(requestId, number, null));
        } else if (message instanceof ServerMessage.DialAccepted accepted && requestId.equals(accepted.requestId())
                || message instanceof ServerMessage.DialRefused refused && requestId.equals(refused.requestId())) {
            outcome.complete(new Outcome(message, null));
        }
    }
}
