package org.ringbook.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The lab's own line to the AMI, independent of the product's: it keeps every byte as it came and lets a story wait for
 * a message.
 */
public final class AmiClient implements AutoCloseable {

    private final Socket socket;
    private final AtomicInteger actions = new AtomicInteger();
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private final List<Map<String, String>> messages = new ArrayList<>();
    private IOException broken;

    /** Connects and logs in; fails when the account is refused. */
    public static AmiClient connect(String host, int port, String account, String secret) {
        try {
            AmiClient client = new AmiClient(new Socket(host, port));
            Map<String, String> answer = client.send("Login", "Username", account, "Secret", secret);
            if (!"Success".equals(answer.get("Response"))) {
                client.close();
                throw new IllegalStateException("AMI refused " + account + ": " + answer);
            }
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AmiClient(Socket socket) {
        this.socket = socket;
        Thread reader = new Thread(this::read, "lab-ami");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        byte[] buffer = new byte[16 * 1024];
        StringBuilder text = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                synchronized (this) {
                    raw.write(buffer, 0, n);
                    text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                    for (int end = text.indexOf("\r\n\r\n"); end >= 0; end = text.indexOf("\r\n\r\n")) {
                        messages.add(parse(text.substring(0, end)));
                        text.delete(0, end + 4);
                    }
                    notifyAll();
                }
            }
            throw new IOException("Asterisk closed the line");
        } catch (IOException e) {
            synchronized (this) {
                broken = e;
                notifyAll();
            }
        }
    }

    private static Map<String, String> parse(String block) {
        Map<String, String> message = new LinkedHashMap<>();
        for (String line : block.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                message.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
        }
        return message;
    }

    /** Sends an action and returns its response. */
    public Map<String, String> send(String action, String... keysAndValues) {
        String id = "lab-" + actions.incrementAndGet();
        StringBuilder text = new StringBuilder("Action: " + action + "\r\nActionID: " + id + "\r\n");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            text.append(keysAndValues[i])
                    .append(": ")
                    .append(keysAndValues[i + 1])
                    .append("\r\n");
        }
        try {
            socket.getOutputStream().write(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return await(
                "the response to " + action,
                Duration.ofSeconds(10),
                m -> m.containsKey("Response") && id.equals(m.get("ActionID")));
    }

    /** The first message so far, or soon, that fits. */
    public synchronized Map<String, String> await(String what, Duration limit, Predicate<Map<String, String>> wanted) {
        long deadline = System.nanoTime() + limit.toNanos();
        int seen = 0;
        while (true) {
            for (; seen < messages.size(); seen++) {
                if (wanted.test(messages.get(seen))) {
                    return messages.get(seen);
                }
            }
            waitForMore(what, deadline);
        }
    }

    /** Returns when every channel that appeared is gone and none has come for the given time. */
    public synchronized void awaitQuiet(Duration quiet, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        long quietSince = System.nanoTime();
        boolean wasQuiet = false;
        while (true) {
            boolean isQuiet = openChannels().isEmpty();
            if (!isQuiet) {
                wasQuiet = false;
            } else if (!wasQuiet) {
                wasQuiet = true;
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince >= quiet.toNanos()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("still open after " + limit + ": " + openChannels());
            }
            pause(50);
        }
    }

    /** Names of the channels that have appeared and not hung up. */
    public synchronized List<String> openChannels() {
        Map<String, String> open = new LinkedHashMap<>();
        for (Map<String, String> message : messages) {
            String event = message.get("Event");
            if ("Newchannel".equals(event)) {
                open.put(message.get("Uniqueid"), message.get("Channel"));
            } else if ("Hangup".equals(event)) {
                open.remove(message.get("Uniqueid"));
            }
        }
        return List.copyOf(open.values());
    }

    /** All that Asterisk has sent, from its greeting on, byte for byte. */
    public synchronized byte[] raw() {
        return raw.toByteArray();
    }

    public synchronized List<Map<String, String>> messages() {
        return List.copyOf(messages);
    }

    private void waitForMore(String what, long deadline) {
        if (broken != null) {
            throw new IllegalStateException("waiting for " + what + ": " + broken.getMessage(), broken);
        }
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException("waited in vain for " + what);
        }
        pause(100);
    }

    private void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
