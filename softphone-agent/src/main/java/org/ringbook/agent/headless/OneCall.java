package org.ringbook.agent.headless;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.ringbook.agent.server.LineListener;
import org.ringbook.agent.server.LineState;
import org.ringbook.agent.server.Messages;
import org.ringbook.agent.server.ServerLine;
import org.ringbook.agent.server.ServerMessage;

/** Connects, asks for one number, and is done. Asked once only: a second try could ring twice. */
public final class OneCall implements LineListener {

    /** What came of it: accepted or refused by the server, or no line at all. */
    public record Outcome(ServerMessage answer, LineState line) {}

    private final String number;
    private final String requestId = UUID.randomUUID().toString();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile ServerLine line;

    public OneCall(String number) {
        this.number = number;
    }

    public CompletableFuture<Outcome> over(ServerLine over) {
        line = over;
        over.start();
        return outcome;
    }

    @Override
    public void changed(LineState state) {
        if (state.kind() == LineState.Kind.WAITING || state.kind() == LineState.Kind.REFUSED) {
            outcome.complete(new Outcome(null, state));
        }
    }

    @Override
    public void heard(ServerMessage message, String text) {
        if (message instanceof ServerMessage.Welcome) {
            line.send(Messages.dial(requestId, number, null));
        } else if (message instanceof ServerMessage.DialAccepted accepted && requestId.equals(accepted.requestId())
                || message instanceof ServerMessage.DialRefused refused && requestId.equals(refused.requestId())) {
            outcome.complete(new Outcome(message, null));
        }
    }
}
