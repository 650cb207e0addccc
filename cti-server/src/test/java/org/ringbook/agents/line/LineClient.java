package org.ringbook.agents.line;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ringbook.agents.Examples;
import tools.jackson.databind.JsonNode;

/** A screen of the tests, over a real WebSocket. */
final class LineClient implements WebSocket.Listener {

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final WebSocket socket;

    LineClient(LineServer server, String login) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", LineServer.basic(login, login))
                .buildAsync(server.address(), this)
                .join();
    }

    JsonNode hears() throws InterruptedException {
        JsonNode next = heard.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("Nothing was heard for ten seconds");
        }
        return next;
    }

    JsonNode hears(String type) throws InterruptedException {
        JsonNode next = hears();
        if (!next.path("type").asString("").equals(type)) {
            throw new AssertionError("Expected " + type + ", heard " + next);
        }
        return next;
    }

    void says(String text) {
        socket.sendText(text, true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard.add(Examples.json(part.toString()));
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
