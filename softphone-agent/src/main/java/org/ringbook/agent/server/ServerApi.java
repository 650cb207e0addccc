package org.ringbook.agent.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Questions to the server beside the session, as whoever signed in: people of the company, what can be chosen after a call, a note. Any
 * thread; one after the other, on a thread of its own that is there only while something is asked. What fails, fails with an
 * {@link IOException}, whose message is words for a person where the server gave any.
 */
public final class ServerApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 10_000;
    private static final int MOST_BYTES = 1024 * 1024;
    private static final int MOST_PEOPLE = 10;

    private final Connection.Wanted wanted;
    private final ThreadPoolExecutor thread;
    private SSLSocketFactory trusted;
    private volatile boolean closed;

    ServerApi(Connection.Wanted wanted) {
        this.wanted = wanted;
        this.thread = new ThreadPoolExecutor(1, 1, 20, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread made = new Thread(task, "server-api");
            made.setDaemon(true);
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /** @param company null when they work for none that is known */
    public record Person(String name, String number, String company) {}

    /** @param asksForReason whether a line of why is wanted with it */
    public record Choice(String id, String name, boolean asksForReason) {}

    /**
     * What the person wrote of a call before.
     *
     * @param text empty when nothing
     * @param choice id of what was chosen; null for none
     * @param reason empty when none
     * @param version which of it this is, or was made from; 0 when there was none
     */
    public record Note(String text, String choice, String reason, int version) {
        public static final Note NONE = new Note("", null, "", 0);
    }

    /**
     * The agent program as the server's people want it.
     *
     * @param address where it is to be had; null when the server does not say
     */
    public record Program(String version, String address) {}

    /** People whom the words mean, with a number each. */
    public CompletableFuture<List<Person>> people(String typed) {
        return asked(() -> people(get("/api/search?limit=" + MOST_PEOPLE + "&q="
                + URLEncoder.encode(typed.strip(), StandardCharsets.UTF_8))));
    }

    private static List<Person> people(JsonNode found) {
        List<Person> people = new ArrayList<>();
        for (JsonNode contact : found.path("contacts").path("items")) {
            String name = contact.path("name").asString("");
            for (JsonNode number : contact.path("numbers")) {
                String digits = number.path("number").asString("");
                if (!name.isBlank() && digits.matches("\\+?[0-9]{2,20}")) {
                    people.add(new Person(name, digits, null));
                }
            }
        }
        return people;
    }

    /** What can be chosen after a call, in the company's order. */
    public CompletableFuture<List<Choice>> choices() {
        return asked(() -> {
            List<Choice> choices = new ArrayList<>();
            for (JsonNode one : get("/api/dispositions").path("items")) {
                if (one.path("active").asBoolean(false)) {
                    choices.add(choice(one));
                }
            }
            return choices;
        });
    }

    private Choice choice(JsonNode one) {
        boolean reason = false;
        for (JsonNode asks : one.path("asks")) {
            reason |= "reason".equals(asks.asString(""));
        }
        String english = one.path("nameEn").asString("");
        boolean russian = "ru".equals(wanted.language()) || english.isBlank();
        return new Choice(
                one.path("id").asString(""), russian ? one.path("name").asString("") : english, reason);
    }

    /** The person's own note of a call. */
    public CompletableFuture<Note> note(String callId) {
        return asked(() -> {
            String me = get("/api/staff/me").path("id").asString("");
            for (JsonNode event : get("/api/events?call=" + path(callId)).path("items")) {
                if (me.equals(event.path("authorId").asString("-"))
                        && "note".equals(event.path("kind").asString(""))) {
                    return note(event);
                }
            }
            return Note.NONE;
        });
    }

    private static Note note(JsonNode event) {
        return new Note(
                event.path("text").asString(""),
                event.path("dispositionId").asString(null),
                event.path("dispositionReason").asString(""),
                event.path("version").asInt(0));
    }

    /**
     * Writes the person's own note of a call, in the place of the version that it was made from: what was written elsewhere since is not
     * replaced.
     *
     * @return the note as the server has it now
     */
    public CompletableFuture<Note> write(String callId, Note note) {
        return asked(() -> {
            Map<String, Object> sent = new LinkedHashMap<>();
            sent.put("text", note.text());
            sent.put("disposition", note.choice());
            sent.put("reason", note.reason().isBlank() ? null : note.reason());
            sent.put("base", note.version());
            return note(call("PUT", "/api/calls/" + path(callId) + "/note", JSON.writeValueAsBytes(sent)));
        });
    }

    /** Which agent program belongs to this server; null where it says nothing of it. */
    public CompletableFuture<Program> program() {
        return asked(() -> {
            JsonNode said = get("/api/agent-program");
            String version = said.path("version").asString("");
            return version.isBlank()
                    ? null
                    : new Program(version, said.path("address").asString(null));
        });
    }

    private static String path(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private interface Question<T> {
        T asked() throws IOException;
    }

    private <T> CompletableFuture<T> asked(Question<T> question) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return question.asked();
                    } catch (IOException failed) {
                        throw new CompletionException(failed);
                    } catch (RuntimeException notWhatWeKnow) {
                        throw new CompletionException(new IOException("", notWhatWeKnow));
                    }
                },
                thread);
    }

    private JsonNode get(String path) throws IOException {
        return call("GET", path, null);
    }

    /** Whoever it asked as has left: nothing is asked as them any more, nor what waits to be. */
    void close() {
        closed = true;
    }

    private JsonNode call(String method, String path, byte[] body) throws IOException {
        if (closed) {
            throw new IOException("");
        }
        var connection = (HttpURLConnection)
                URI.create(wanted.server().base() + path).toURL().openConnection();
        if (connection instanceof HttpsURLConnection encrypted && wanted.certificate() != null) {
            encrypted.setSSLSocketFactory(trusted());
        }
        connection.setRequestMethod(method);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        // The password goes to no other address.
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Authorization", wanted.credentials().authorization());
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("Accept-Language", wanted.language());
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(body);
        }
        int code = connection.getResponseCode();
        try (InputStream answer = code < 300 ? connection.getInputStream() : connection.getErrorStream()) {
            byte[] bytes = answer == null ? new byte[0] : answer.readNBytes(MOST_BYTES);
            if (code >= 200 && code < 300) {
                return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
            }
            throw new IOException(words(bytes));
        }
    }

    /** What the server says is wrong; empty when it says nothing that can be read. */
    private static String words(byte[] problem) {
        try {
            return JSON.readTree(problem).path("detail").asString("");
        } catch (RuntimeException notJson) {
            return "";
        }
    }

    private SSLSocketFactory trusted() throws IOException {
        if (trusted == null) {
            trusted = CompanyAuthority.of(wanted.certificate());
        }
        return trusted;
    }
}
