package org.ringbook.recordings.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.recordings.fetch.HttpDownload.Request;
import org.ringbook.recordings.fetch.RecordingFetcher.NeverThere;
import org.ringbook.recordings.fetch.RecordingFetcher.NotThereYet;
import org.ringbook.recordings.store.DiskSpace;

/** An operator gives a recording over HTTP, or something else. */
class HttpDownloadTest {

    @TempDir
    Path folder;

    private final byte[] sound = new byte[100_000];
    private final List<String> keysSeen = new CopyOnWriteArrayList<>();
    private HttpServer operator;
    private HttpServer other;
    private Path into;

    @BeforeEach
    void opens() throws IOException {
        new Random(1).nextBytes(sound);
        operator = server();
        other = server();
        into = folder.resolve("sound");
    }

    private HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.start();
        return server;
    }

    @AfterEach
    void closes() {
        operator.stop(0);
        other.stop(0);
    }

    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private void says(HttpServer server, String path, Behaviour behaviour) {
        server.createContext(path, exchange -> {
            keysSeen.add(server.getAddress().getPort() + " "
                    + exchange.getRequestHeaders().getFirst("X-Key"));
            try (exchange) {
                behaviour.answer(exchange);
            }
        });
    }

    private static URI at(HttpServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void whole(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "audio/mpeg");
        exchange.sendResponseHeaders(200, sound.length);
        exchange.getResponseBody().write(sound);
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private void get(String path) throws IOException {
        new HttpDownload(at(operator, "/"), List.of())
                .get(Request.get(at(operator, path), Map.of("X-Key", "secret")), into, DiskSpace.UNLIMITED);
    }

    private void later(String path, String reason) {
        assertThatThrownBy(() -> get(path))
                .isInstanceOfSatisfying(
                        NotThereYet.class, yet -> assertThat(yet.reason()).isEqualTo(reason));
    }

    private void never(String path, String reason) {
        assertThatThrownBy(() -> get(path))
                .isInstanceOfSatisfying(
                        NeverThere.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }

    @Test
    void whatIsThereIsTaken() throws Exception {
        says(operator, "/a.mp3", this::whole);
        get("/a.mp3");
        assertThat(into).hasBinaryContent(sound);
        assertThat(keysSeen).containsExactly(operator.getAddress().getPort() + " secret");
    }

    @Test
    void whatIsNotThereYetIsAskedForLater() {
        for (int status : new int[] {202, 204, 404, 425, 429, 503, 500, 401, 403}) {
            says(operator, "/" + status, exchange -> status(exchange, status));
        }
        later("/404", "not_there_yet");
        later("/204", "not_there_yet");
        later("/429", "not_there_yet");
        later("/503", "trouble");
        later("/403", "refused");
        says(operator, "/gone", exchange -> status(exchange, 410));
        never("/gone", "gone");
    }

    @Test
    void aPageInItsPlaceIsNoSoundThoughItIsWellMeant() {
        says(operator, "/page", exchange -> {
            byte[] page = "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        });
        says(operator, "/json", exchange -> {
            byte[] json = "{\"errorCode\":\"RecordNotFound\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
        });
        later("/page", "page_instead");
        later("/json", "page_instead");
        assertThat(into).doesNotExist();
    }

    @Test
    void whatBreaksOffGoesOnWhereItEnded() throws Exception {
        var asked = new CopyOnWriteArrayList<String>();
        says(operator, "/cut", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            asked.add(String.valueOf(range));
            exchange.getResponseHeaders().add("Content-Type", "audio/mpeg");
            exchange.getResponseHeaders().add("ETag", "\"one\"");
            if (range == null) {
                exchange.sendResponseHeaders(200, sound.length);
                exchange.getResponseBody().write(sound, 0, 40_000);
                exchange.getResponseBody().flush();
                return;
            }
            int from = Integer.parseInt(range.replaceAll("[^0-9]", ""));
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (sound.length - 1) + "/" + sound.length);
            exchange.sendResponseHeaders(206, sound.length - from);
            exchange.getResponseBody().write(sound, from, sound.length - from);
        });
        assertThatThrownBy(() -> get("/cut")).isInstanceOf(IOException.class);
        get("/cut");
        assertThat(into).hasBinaryContent(sound);
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1)).startsWith("bytes=");
    }

    @Test
    void whatBreaksOffAndIsAnotherFileNextTimeBeginsAnew() throws Exception {
        var times = new AtomicInteger();
        says(operator, "/cut", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "audio/mpeg");
            exchange.getResponseHeaders().add("ETag", "\"" + times.incrementAndGet() + "\"");
            exchange.sendResponseHeaders(200, sound.length);
            exchange.getResponseBody().write(sound, 0, times.get() == 1 ? 40_000 : sound.length);
            exchange.getResponseBody().flush();
        });
        assertThatThrownBy(() -> get("/cut")).isInstanceOf(IOException.class);
        get("/cut");
        assertThat(into).hasBinaryContent(sound);
    }

    @Test
    void aRedirectIsFollowedAndTheKeyStaysAtHome() throws Exception {
        says(operator, "/link", exchange -> {
            exchange.getResponseHeaders().add("Location", at(other, "/file").toString());
            status(exchange, 302);
        });
        says(other, "/file", this::whole);
        new HttpDownload(at(operator, "/"), List.of("127.0.0.1"))
                .get(Request.get(at(operator, "/link"), Map.of("X-Key", "secret")), into, DiskSpace.UNLIMITED);
        assertThat(into).hasBinaryContent(sound);
    }

    @Test
    void aRedirectToAnotherHostARoundAndAnEndlessOneAreRefused() {
        says(operator, "/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://10.0.0.1/secret.wav");
            status(exchange, 302);
        });
        says(operator, "/file", exchange -> {
            exchange.getResponseHeaders().add("Location", "file:///etc/passwd");
            status(exchange, 302);
        });
        says(operator, "/round", exchange -> {
            exchange.getResponseHeaders().add("Location", "/round");
            status(exchange, 302);
        });
        never("/elsewhere", "other_host");
        never("/file", "refused");
        later("/round", "refused");
        says(operator, "/otherport", exchange -> {
            exchange.getResponseHeaders().add("Location", at(other, "/file").toString());
            status(exchange, 302);
        });
        never("/otherport", "other_host");
    }

    @Test
    void theKeyIsShownToNobodyBesidesAlsoWhenTheLinkIsTheirs() throws Exception {
        says(other, "/a.mp3", this::whole);
        new HttpDownload(at(operator, "/"), List.of("127.0.0.1"))
                .get(Request.get(at(other, "/a.mp3"), Map.of("X-Key", "secret")), into, DiskSpace.UNLIMITED);
        assertThat(keysSeen).containsExactly(other.getAddress().getPort() + " null");
    }

    @Test
    void aLinkToAnotherPortOrSchemeOfTheSourcesHostIsNotFollowed() {
        var https = new HttpDownload(URI.create("https://files.example.org/"), List.of("example.org"));
        for (String link : List.of(
                "http://files.example.org/a.mp3",
                "https://files.example.org:8443/a.mp3",
                "https://other.example.org:22/a.mp3",
                "http://other.example.org/a.mp3")) {
            assertThatThrownBy(() -> https.get(Request.get(URI.create(link), Map.of()), into, DiskSpace.UNLIMITED))
                    .as(link)
                    .isInstanceOf(NeverThere.class);
        }
    }

    @Test
    void aNameThatLeadsIntoTheOwnNetworkIsNotAskedWhereTheSourceIsOutside() {
        says(operator, "/a.mp3", this::whole);
        var outside = new HttpDownload(URI.create("http://198.51.100.7:8080/"), List.of("localhost"));
        URI link = URI.create("http://localhost:" + operator.getAddress().getPort() + "/a.mp3");
        assertThatThrownBy(() -> outside.get(Request.get(link, Map.of()), into, DiskSpace.UNLIMITED))
                .isInstanceOfSatisfying(
                        NeverThere.class, no -> assertThat(no.reason()).isEqualTo("other_host"));
        assertThat(keysSeen).isEmpty();
    }

    @Test
    void anAddressThatIsNoneOfTheOperatorsIsNotAsked() {
        for (String address : List.of(
                "http://192.168.0.1/a.wav",
                "file:///etc/passwd",
                "ftp://127.0.0.1/a.wav",
                "http://user:secret@127.0.0.1/a.wav",
                at(other, "/a.wav").toString())) {
            assertThatThrownBy(() -> new HttpDownload(at(operator, "/"), List.of())
                            .get(Request.get(URI.create(address), Map.of()), into, DiskSpace.UNLIMITED))
                    .as(address)
                    .isInstanceOf(NeverThere.class);
        }
        assertThat(keysSeen).isEmpty();
    }

    @Test
    void whatIsTooLargeIsNotTaken() {
        says(operator, "/huge", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "audio/mpeg");
            exchange.sendResponseHeaders(200, 5L * 1024 * 1024 * 1024);
            exchange.getResponseBody().write(Arrays.copyOf(sound, 10));
            // The server of Java 25 sends nothing of an answer that is cut off before.
            exchange.getResponseBody().flush();
        });
        never("/huge", "too_large");
    }
}
