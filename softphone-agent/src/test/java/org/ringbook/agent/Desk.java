package org.ringbook.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.ringbook.agent.headless.HeadlessPhone;
import org.ringbook.agent.phone.Account;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of two telephones in this JVM: obeys lines of JSON and tells lines of JSON, as the program without a window does. */
public final class Desk implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PATIENCE_MILLIS = 30_000;

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private final HeadlessPhone phone = new HeadlessPhone(new PrintStream(new Lines(), true, StandardCharsets.UTF_8));
    private final Softphone softphone;

    public Desk(String address, String password) {
        this(Account.of(address, null, password, Account.DigitsBy.RTP));
    }

    public Desk(Account account) {
        softphone = Softphone.headless(account, phone, false);
    }

    private final class Lines extends ByteArrayOutputStream {
        @Override
        public synchronized void flush() {
            String text = toString(StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n');
            if (end >= 0) {
                reset();
                writeBytes(text.substring(end + 1).getBytes(StandardCharsets.UTF_8));
                text.substring(0, end).lines().forEach(line -> told.add(JSON.readTree(line)));
            }
        }
    }

    /** @param command such as {@code dial to=102} */
    public Desk does(String command) {
        String[] words = command.split(" ");
        var line = JSON.createObjectNode().put("type", words[0]);
        for (int i = 1; i < words.length; i++) {
            int at = words[i].indexOf('=');
            line.put(words[i].substring(0, at), words[i].substring(at + 1));
        }
        try {
            phone.obey(new BufferedReader(new StringReader(line.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Desk registers() {
        until("registration", line -> is(line, "state", "registered"));
        return this;
    }

    /** Waits until a call is so. */
    public JsonNode call(String state) {
        return until("call", line -> is(line, "state", state));
    }

    public JsonNode ended(String ending) {
        return until("call", line -> is(line, "ending", ending));
    }

    public static boolean is(JsonNode line, String key, String value) {
        return line.path(key).asString("").equals(value);
    }

    /** The first such line that was not asked for before; what came before it is forgotten. */
    public JsonNode until(String type, Predicate<JsonNode> wanted) {
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (System.currentTimeMillis() < deadline) {
            for (JsonNode line : told) {
                if (is(line, "type", type) && wanted.test(line)) {
                    forgetUntil(line);
                    return line;
                }
            }
            pause();
        }
        throw new AssertionError("no such " + type + " among " + told);
    }

    /** The telephone goes on telling meanwhile. */
    private void forgetUntil(JsonNode line) {
        for (int left = told.indexOf(line); left >= 0; left--) {
            told.remove(0);
        }
    }

    public void saysNothingOf(String type) {
        assertThat(told).noneMatch(line -> is(line, "type", type));
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        softphone.close();
    }
}
