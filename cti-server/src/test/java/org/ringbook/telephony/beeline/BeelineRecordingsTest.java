package org.ringbook.telephony.beeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.recordings.fetch.RecordingFetcher.NeverThere;
import org.ringbook.recordings.fetch.RecordingFetcher.NotThereYet;
import org.ringbook.recordings.fetch.RecordingFetcher.Wanted;

/** Beeline is asked for the sound of a record. */
class BeelineRecordingsTest {

    private static final byte[] SOUND = "the voices of Maria and Anna".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private HttpServer beeline;
    private BeelineRecordings recordings;

    @BeforeEach
    void opens() throws IOException {
        beeline = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        beeline.createContext("/apis/portal/v2/records/4711/download", exchange -> {
            boolean known = "the-token".equals(exchange.getRequestHeaders().getFirst(BeelineApi.TOKEN));
            answers(exchange, known ? "audio/mpeg" : "application/json", known ? SOUND : new byte[] {'{', '}'});
        });
        beeline.createContext(
                "/apis/portal/v2/records/4712/download",
                exchange -> answers(
                        exchange, "application/json", "{\"errorCode\":\"NotFound\"}".getBytes(StandardCharsets.UTF_8)));
        beeline.start();
        String address = "http://127.0.0.1:" + beeline.getAddress().getPort() + "/apis/portal/";
        recordings = new BeelineRecordings("beeline", address, "the-token");
    }

    @AfterEach
    void closes() {
        beeline.stop(0);
    }

    private static void answers(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private List<Path> fetch(String record) throws IOException {
        return recordings.fetch(new Wanted(UUID.randomUUID(), "1", record, Instant.now(), Instant.now()), folder);
    }

    @Test
    void theRecordIsDownloadedWithTheToken() throws IOException {
        assertThat(fetch("4711"))
                .singleElement()
                .satisfies(sound -> assertThat(sound).hasBinaryContent(SOUND));
    }

    @Test
    void aMissingRecordMayBeToldInJsonWithSuccess() {
        assertThatThrownBy(() -> fetch("4712"))
                .isInstanceOfSatisfying(
                        NotThereYet.class, later -> assertThat(later.reason()).isEqualTo("page_instead"));
    }

    @Test
    void whatIsNoNumberOfARecordIsNotAskedFor() {
        for (String each : List.of("../../users", "4711?x=1", "", "9".repeat(4000))) {
            assertThatThrownBy(() -> fetch(each))
                    .isInstanceOfSatisfying(
                            NeverThere.class,
                            never -> assertThat(never.reason()).isEqualTo("name_refused"));
        }
    }
}
