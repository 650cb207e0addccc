package org.ringbook.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A plain client of an AMI port. Waits at most ten seconds for anything. */
final class AmiClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    final String banner;
    final List<Map<String, String>> heard = new ArrayList<>();
    private final Socket socket;
    private final BufferedReader in;
    private int actions;

    AmiClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        banner = in.readLine();
    }

    static AmiClient signedIn(DemoPbx pbx, DemoAccount account) throws IOException {
        var client = new AmiClient(pbx.port());
        var answer = client.ask("Login", "Username", account.user(), "Secret", account.secret());
        if (!"Success".equals(answer.get("Response"))) {
            throw new IOException("Not let in: " + answer);
        }
        return client;
    }

    /** Sends an action and waits for its answer; events that come before it are kept in {@link #heard}. */
    Map<String, String> ask(String action, String... headers) throws IOException {
        var id = "test-" + ++actions;
        var text = new StringBuilder("Action: " + action + "\r\nActionID: " + id + "\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        say(text + "\r\n");
        return hear(message ->
                message.containsKey("Response") && !message.containsKey("Event") && id.equals(message.get("ActionID")));
    }

    void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    Map<String, String> hearEvent(String name) throws IOException {
        return hear(message -> name.equals(message.get("Event")));
    }

    Map<String, String> hear(Predicate<Map<String, String>> what) throws IOException {
        while (true) {
            var message = next();
            if (message == null) {
                throw new IOException("The line was closed after " + heard);
            }
            heard.add(message);
            if (what.test(message)) {
                return message;
            }
        }
    }

    /** Reads on until the other side closes. */
    void hearToTheEnd() throws IOException {
        for (var message = next(); message != null; message = next()) {
            heard.add(message);
        }
    }

    List<String> eventNames() {
        return heard.stream()
                .map(message -> message.get("Event"))
                .filter(name -> name != null)
                .toList();
    }

    private Map<String, String> next() throws IOException {
        var message = new LinkedHashMap<String, String>();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isEmpty() && !message.isEmpty()) {
                return message;
            }
            int colon = line.indexOf(": ");
            if (colon > 0) {
                message.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
