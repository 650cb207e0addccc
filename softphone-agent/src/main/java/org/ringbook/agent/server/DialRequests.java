package org.ringbook.agent.server;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings the server's answers to whom they belong. Any thread. */
public final class DialRequests {

    public static final int PATIENCE_SECONDS = 30;

    private final Map<String, CompletableFuture<ServerMessage>> waiting = new ConcurrentHashMap<>();

    /**
     * Asks the server to dial.
     *
     * @param from null for the person's first telephone
     * @return {@code DialAccepted} or {@code DialRefused}; fails with {@link TimeoutException} when no answer came, and
     *     nobody knows whether it was dialled
     */
    public CompletableFuture<ServerMessage> ask(ServerSession session, String number, String from) {
        String id = UUID.randomUUID().toString();
        var answer = new CompletableFuture<ServerMessage>();
        waiting.put(id, answer);
        session.send(Messages.dial(id, number, from));
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).whenComplete((done, failed) -> waiting.remove(id));
    }

    /** To be given everything that is received. */
    public void received(ServerMessage message) {
        String id = null;
        if (message instanceof ServerMessage.DialAccepted accepted) {
            id = accepted.requestId();
        } else if (message instanceof ServerMessage.DialRefused refused) {
            id = refused.requestId();
        }
        var answer = id == null ? null : waiting.get(id);
        if (answer != null) {
            answer.complete(message);
        }
    }
}
