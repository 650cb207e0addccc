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

    private static final int MAY_DIAL_SECONDS = 5;

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
        return answer(session, id, Messages.dial(id, number, from), PATIENCE_SECONDS);
    }

    /**
     * Asks whether the program's own telephone may dial; nothing is dialled by the server.
     *
     * @param from extension of that telephone
     * @return as {@link #ask}; it fails after a few seconds, because somebody waits to speak
     */
    public CompletableFuture<ServerMessage> mayDial(ServerSession session, String number, String from) {
        String id = UUID.randomUUID().toString();
        return answer(session, id, Messages.mayDial(id, number, from), MAY_DIAL_SECONDS);
    }

    private CompletableFuture<ServerMessage> answer(ServerSession session, String id, String question, int seconds) {
        var answer = new CompletableFuture<ServerMessage>();
        waiting.put(id, answer);
        session.send(question);
        return answer.orTimeout(seconds, TimeUnit.SECONDS).whenComplete((done, failed) -> waiting.remove(id));
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
