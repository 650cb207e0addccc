package org.ringbook.telephony.mango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.recordings.fetch.RecordingFetcher.NeverThere;
import org.ringbook.recordings.fetch.RecordingFetcher.NotThereYet;
import org.ringbook.recordings.fetch.RecordingFetcher.Wanted;

/** Mango is asked for the sound of a call that it recorded. */
class MangoRecordingsTest {

    private static final String ID = "MToxMDAwMDAwMTo3MTAwMDAwMDAxOjA=";
    private static final byte[] SOUND = "the voices of Maria and Anna".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final AtomicInteger given = new AtomicInteger();
    private HttpServer mango;
    private MangoRecordings recordings;
    private boolean known = true;

    @BeforeEach
    void opens() throws IOException {
        mango = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        mango.createContext("/vpbx/queries/recording/post", this::leadsOn);
        mango.createContext("/file/", this::givesOnce);
        mango.start();
        String address = "http://127.0.0.1:" + mango.getAddress().getPort() + "/vpbx/";
        recordings = new MangoRecordings("mango", address, new Signature("the-key", "the-salt"));
    }

    @AfterEach
    void closes() {
        mango.stop(0);
    }

    private void leadsOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> form = form(exchange);
            String json = form.get("json");
            boolean signed = "the-key".equals(form.get("vpbx_api_key"))
                    && new Signature("the-key", "the-salt").fits(json, form.get("sign"));
            if (!signed || !known || !json.contains("\"" + ID + "\"") || !json.contains("\"download\"")) {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                byte[] refusal = "{\"result\":3320}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, refusal.length);
                exchange.getResponseBody().write(refusal);
                return;
            }
            exchange.getResponseHeaders().add("Location", "/file/once.mp3");
            exchange.sendResponseHeaders(302, -1);
        }
    }

    private void givesOnce(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET") || given.getAndIncrement() > 0) {
                exchange.sendResponseHeaders(410, -1);
                return;
            }
            exchange.getResponseHeaders().add("Content-Type", "audio/mpeg");
            exchange.sendResponseHeaders(200, SOUND.length);
            exchange.getResponseBody().write(SOUND);
        }
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return Arrays.stream(body.split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
    }

    private List<Path> fetch(String id) throws IOException {
        return recordings.fetch(new Wanted(UUID.randomUUID(), "1", id, Instant.now(), Instant.now()), folder);
    }

    @Test
    void theSignedRequestLeadsToAnAddressThatIsReadOnce() throws IOException {
        assertThat(fetch(ID))
                .singleElement()
                .satisfies(sound -> assertThat(sound).hasBinaryContent(SOUND));
        assertThat(given).hasValue(1);
    }

    @Test
    void aRecordingThatIsNotInTheCloudYetIsToldInJsonAndAskedForLater() {
        known = false;

        assertThatThrownBy(() -> fetch(ID))
                .isInstanceOfSatisfying(
                        NotThereYet.class, later -> assertThat(later.reason()).isEqualTo("page_instead"))
                .hasMessageNotContainingAny("the-key", "the-salt");
    }

    @Test
    void aCallOfWhichNoIdWasToldYetIsAskedForLater() {
        assertThatThrownBy(() -> fetch(null))
                .isInstanceOfSatisfying(
                        NotThereYet.class, later -> assertThat(later.reason()).isEqualTo("not_named"));
    }

    @Test
    void anIdLongerThanMangosAreIsNotAskedFor() {
        assertThatThrownBy(() -> fetch("A".repeat(4000)))
                .isInstanceOfSatisfying(
                        NeverThere.class, never -> assertThat(never.reason()).isEqualTo("name_refused"));
    }
}
