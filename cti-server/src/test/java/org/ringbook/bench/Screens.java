package org.ringbook.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The agents' screens: one WebSocket each, that notes when a card pops. */
final class Screens implements AutoCloseable {

    private static final Pattern NUMBER = Pattern.compile("\"external\":\\{\"number\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<WebSocket> sockets = new ArrayList<>();
    /** Nanoseconds, by who is rung by whom. */
    final Map<String, Long> popped = new ConcurrentHashMap<>();

    void join(URI line, String login) {
        String pair = login + ":" + BigCompany.PASSWORD;
        sockets.add(client.newWebSocketBuilder()
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .buildAsync(line, new Screen(login))
                .join());
    }

    /** A screen says now and then that it is there. */
    void ping() {
        sockets.forEach(socket ->
                socket.sendText("{\"v\":1,\"type\":\"ping\",\"id\":1}", true).join());
    }

    private final class Screen implements WebSocket.Listener {
        private final String login;
        private final StringBuilder part = new StringBuilder();

        Screen(String login) {
            this.login = login;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            long now = System.nanoTime();
            part.append(text);
            if (last) {
                note(part.toString(), now);
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void note(String message, long now) {
            if (message.contains("\"type\":\"pop-up\"")) {
                Matcher number = NUMBER.matcher(message);
                if (number.find()) {
                    popped.putIfAbsent(login + " " + number.group(1), now);
                }
            }
        }
    }

    @Override
    public void close() {
        sockets.forEach(WebSocket::abort);
    }
}
