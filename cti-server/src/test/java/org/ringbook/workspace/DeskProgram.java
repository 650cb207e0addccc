package org.ringbook.workspace;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agent program at the agents' session: it lets an open page be first for a second, as the session's description says. */
final class DeskProgram implements WebSocket.Listener, AutoCloseable {

    private static final Duration PAGE_FIRST = Duration.ofSeconds(1);
    private static final JsonMapper JSON = new JsonMapper();

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Set<String> shownByPage = ConcurrentHashMap.newKeySet();
    private final CountDownLatch page = new CountDownLatch(1);
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    static DeskProgram of(Office office, String login) {
        var program = new DeskProgram();
        String pair =
                Base64.getEncoder().encodeToString((login + ":" + Office.PASSWORD).getBytes(StandardCharsets.UTF_8));
        program.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Basic " + pair)
                .buildAsync(URI.create(office.address().replace("http", "ws") + "/agents/session"), program)
                .join();
        program.send("{\"v\":1,\"type\":\"hello\",\"client\":\"desktop\",\"version\":\"story\",\"language\":\"ru\"}");
        return program;
    }

    void knowsOfAPage() {
        try {
            if (!page.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("The program was not told of an open page");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private synchronized void send(String message) {
        socket.sendText(message, true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            take(JSON.readTree(text.toString()));
            text.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void take(JsonNode message) {
        String type = message.path("type").asString("");
        JsonNode card = message.path("card");
        String call = card.path("callId").asString("");
        if (type.equals("screens") && message.path("page").asBoolean(false)) {
            page.countDown();
        } else if (card.path("shownOn").toString().contains("browser")) {
            shownByPage.add(call);
        } else if (type.equals("pop-up")) {
            later.schedule(() -> present(call), PAGE_FIRST.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void present(String call) {
        if (!shownByPage.contains(call)) {
            send("{\"v\":1,\"type\":\"card-shown\",\"callId\":\"" + call + "\"}");
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        socket.abort();
    }
}
