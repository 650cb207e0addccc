package org.ringbook.agents.session;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ringbook.agents.Examples;
import tools.jackson.databind.JsonNode;

/** A client of the tests, over a real WebSocket. */
final class SessionClient implements WebSocket.Listener {

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final WebSocket socket;

    SessionClient(SessionServer server, String login) {
        this(server.address(), login);
    }

    SessionClient(URI address, String login) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", SessionServer.basic(login, login))
                .buildAsync(address, this)
                .join();
    }

    JsonNode receives() throws InterruptedException {
        JsonNode next = received.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("Nothing came for ten seconds");
        }
        return next;
    }

    JsonNode receives(String type) throws InterruptedException {
        JsonNode next = receives();
        if (!next.path("type").asString("").equals(type)) {
            throw new AssertionError("Expected " + type + ", received " + next);
        }
        return next;
    }

    void sends(String text) {
        socket.sendText(text, true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            received.add(Examples.json(part.toString()));
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(-1);
    }
}
