package org.ringbook.telephony.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.LogLines;
import org.ringbook.telephony.PbxSource.DialRefused;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.webhooks.HookBench;

/** The door of a telephone system that is described in settings: who is let in, and what is refused. */
class GenericPbxReceiverTest {

    private static final List<String> CALL = Zvonok.curls("../docs/any-telephone-system.md");

    private Exchange exchange;
    private HookBench bench;

    private void opens(Map<String, Object> otherwise) {
        exchange = new Exchange(new GenericPbxSource(
                Zvonok.NAME, Zvonok.settings("../docs/any-telephone-system.md", otherwise), Cast.PLAN));
        bench = new HookBench(exchange.hooks());
    }

    @AfterEach
    void close() {
        if (bench != null) {
            bench.close();
            exchange.close();
        }
    }

    private HttpResponse<String> tells(String path, String header, String value, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(bench.address(Zvonok.NAME) + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return bench.send(header == null ? request : request.header(header, value));
    }

    private int tells(String body) {
        return tells("", Zvonok.HEADER, Zvonok.SECRET, body).statusCode();
    }

    @Test
    void theCallOfTheManualIsOneCallThoughItIsToldTwiceAndAnsweredAsWritten() {
        opens(Map.of());
        CALL.forEach(this::tells);
        CALL.forEach(this::tells);

        exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended());
        assertThat(tells("", Zvonok.HEADER, Zvonok.SECRET, CALL.get(0)).body()).isEqualTo("{\"ok\":true}");
        assertThat(exchange.health().state()).isEqualTo(SourceHealth.State.UP);
        assertThat(exchange.health().warnings()).isEmpty();
    }

    @Test
    void whoDoesNotShowTheSecretIsRefusedAndTheStepSaysWhatToDo() {
        opens(Map.of());
        assertThat(tells("", null, null, CALL.get(0)).statusCode()).isEqualTo(401);
        assertThat(tells("", Zvonok.HEADER, "wrong", CALL.get(0)).statusCode()).isEqualTo(401);

        assertThat(exchange.sources().refusals(Zvonok.NAME)).containsEntry(Rejection.KEY, 2L);
        assertThat(exchange.calls()).isEmpty();
        assertThat(exchange.health().warnings())
                .extracting(notice -> notice.key())
                .containsExactly("webhook.step.secret");
    }

    @Test
    void theSecretMayStandInTheAddressTheQueryOrTheBody() {
        opens(Map.of("secret-in", "path"));
        assertThat(tells(Zvonok.SECRET, null, null, CALL.get(0)).statusCode()).isEqualTo(200);
        assertThat(tells(Zvonok.SECRET + "/calls", null, null, CALL.get(1)).statusCode())
                .isEqualTo(200);
        assertThat(tells("wrong", null, null, CALL.get(0)).statusCode()).isEqualTo(401);
        close();

        opens(Map.of("secret-in", "query key"));
        assertThat(tells("?key=" + Zvonok.SECRET, null, null, CALL.get(0)).statusCode())
                .isEqualTo(200);
        assertThat(tells("?key=wrong", null, null, CALL.get(0)).statusCode()).isEqualTo(401);
        close();

        opens(Map.of("secret-in", "field /key"));
        String body = CALL.get(0).replaceFirst("^\\{", "{\"key\":\"" + Zvonok.SECRET + "\",");
        assertThat(tells("", null, null, body).statusCode()).isEqualTo(200);
        assertThat(tells("", null, null, CALL.get(0)).statusCode()).isEqualTo(401);
    }

    @Test
    void aSignatureIsThatOfTheBodyAndNoOther() throws Exception {
        opens(Map.of("secret-in", "hmac-sha256 X-Signature"));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Zvonok.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] digest = mac.doFinal(CALL.get(0).getBytes(StandardCharsets.UTF_8));
        String hex = HexFormat.of().formatHex(digest);

        assertThat(tells("", "X-Signature", hex, CALL.get(0)).statusCode()).isEqualTo(200);
        assertThat(tells("", "X-Signature", "sha256=" + hex, CALL.get(0)).statusCode())
                .isEqualTo(200);
        assertThat(tells("", "X-Signature", java.util.Base64.getEncoder().encodeToString(digest), CALL.get(0))
                        .statusCode())
                .isEqualTo(200);
        assertThat(tells("", "X-Signature", hex, CALL.get(1)).statusCode()).isEqualTo(401);
        assertThat(exchange.sources().refusals(Zvonok.NAME)).containsEntry(Rejection.SIGNATURE, 1L);
    }

    @Test
    void whatASignatureDoesNotCoverIsNotBelieved() throws Exception {
        opens(Map.ofEntries(
                Map.entry("body", "form"),
                Map.entry("secret-in", "hmac-sha256 X-Signature"),
                Map.entry("fields.call", "id"),
                Map.entry("fields.event", "event"),
                Map.entry("fields.direction", "type"),
                Map.entry("fields.external", "from")));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Zvonok.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String ofNothing = HexFormat.of().formatHex(mac.doFinal(new byte[0]));

        assertThat(tells("?event=new&id=7&type=in&from=%2B79161112233", "X-Signature", ofNothing, "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(exchange.sources().counters().get(Zvonok.NAME).messages()).isZero();
        assertThat(exchange.calls()).isEmpty();
    }

    @Test
    void aFormIsReadAsAFormAlsoInTheAddress() {
        opens(Map.ofEntries(
                Map.entry("body", "form"),
                Map.entry("secret-in", "query key"),
                Map.entry("fields.call", "id"),
                Map.entry("fields.event", "event"),
                Map.entry("fields.direction", "type"),
                Map.entry("fields.external", "from"),
                Map.entry("fields.employee", "user"),
                Map.entry("fields.at", "time"),
                Map.entry("fields.result", "result")));
        String key = "?key=" + Zvonok.SECRET;
        assertThat(tells(key, null, null, "event=new&id=7&type=in&from=%2B79161112233&time=1773911700")
                        .statusCode())
                .isEqualTo(200);
        HttpRequest.Builder get = HttpRequest.newBuilder(URI.create(bench.address(Zvonok.NAME) + key
                        + "&event=end&id=7&type=in&from=%2B79161112233&time=1773911720&result=missed"))
                .GET();
        assertThat(bench.send(get).statusCode()).isEqualTo(200);

        exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended());
    }

    @Test
    void aPlusThatTheFormDidNotEncodeIsThePlusOfTheNumber() {
        opens(Map.of(
                "body",
                "form",
                "secret-in",
                "query key",
                "fields.call",
                "id",
                "fields.event",
                "event",
                "fields.direction",
                "type",
                "fields.external",
                "from",
                "fields.at",
                "time"));
        assertThat(tells("?key=" + Zvonok.SECRET, null, null, "event=new&id=7&type=in&from=+4930901820&time=1773911700")
                        .statusCode())
                .isEqualTo(200);

        exchange.awaitCalls(calls -> calls.size() == 1);
        assertThat(exchange.calls().get(0).external()).hasToString("+4930901820");
    }

    @Test
    void oddMessagesAreRefusedOrLeftOutAndDisturbNobody() {
        opens(Map.of());
        for (String odd : List.of("{", "[]", "{}", "null", "{\"call\":{\"id\":[1]}}", "\u0000", "x".repeat(5000))) {
            assertThat(tells(odd)).isEqualTo(400);
        }
        assertThat(tells("{\"event\":\"dance\",\"call\":{\"id\":\"Z-9\",\"type\":\"in\"}}"))
                .isEqualTo(200);
        assertThat(
                        tells(
                                "{\"event\":\"new\",\"time\":\"soon\",\"user\":\"nobody-knows\",\"call\":{\"id\":\"Z-8\",\"type\":\"in\",\"client\":\"\"}}"))
                .isEqualTo(200);
        HttpRequest.Builder large = HttpRequest.newBuilder(URI.create(bench.address(Zvonok.NAME)))
                .header(Zvonok.HEADER, Zvonok.SECRET)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[50 << 20])));
        try {
            assertThat(bench.send(large).statusCode()).isEqualTo(413);
        } catch (java.io.UncheckedIOException cutOff) {
            assertThat(exchange.sources().refusals(Zvonok.NAME)).containsEntry(Rejection.TOO_LARGE, 1L);
        }
        CALL.forEach(this::tells);

        exchange.awaitCalls(
                calls -> calls.stream().anyMatch(call -> call.sourceId().equals("Z-1001") && call.ended()));
        assertThat(exchange.health().warnings())
                .extracting(notice -> notice.key())
                .contains("sources.not-understood");
    }

    @Test
    void noSecretStandsInTheLog() {
        try (var log = new LogLines()) {
            opens(Map.of("secret-in", "path"));
            CALL.forEach(body -> tells(Zvonok.SECRET, null, null, body));
            tells(Zvonok.SECRET + "x", null, null, CALL.get(0));
            exchange.awaitCalls(calls -> calls.size() == 1);
            assertThat(log.text() + exchange.health() + Zvonok.settings()).doesNotContain(Zvonok.SECRET);
        }
    }

    @Test
    void annaClicksAndTheCallIsFoundByTheClick() throws Exception {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        HttpServer ats = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 10);
        ats.createContext("/", request -> {
            asked.add(request.getRequestHeaders().getFirst(Zvonok.HEADER) + " "
                    + new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            request.sendResponseHeaders(asked.size() > 1 ? 402 : 200, -1);
            request.close();
        });
        ats.start();
        try {
            opens(Map.of("dial.url", "http://127.0.0.1:" + ats.getAddress().getPort() + "/v1/calls"));
            UUID click = exchange.dial("101", "+79161112233");
            assertThat(asked)
                    .containsExactly(
                            Zvonok.SECRET + " {\"user\":\"101\",\"phone\":\"79161112233\",\"tag\":\"" + click + "\"}");

            String call =
                    "\"call\":{\"id\":\"Z-5\",\"type\":\"out\",\"client\":\"+79161112233\",\"tag\":\"" + click + "\"}}";
            tells("{\"event\":\"new\",\"time\":1773911700,\"user\":\"petrova\"," + call);
            tells("{\"event\":\"talk\",\"time\":1773911709,\"user\":\"petrova\"," + call);
            exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).answeredAt() != null);
            assertThat(exchange.calls().get(0).agent()).isEqualTo("101");
            assertThat(exchange.sources().callOf(click))
                    .map(one -> one.sourceId())
                    .contains("Z-5");

            assertThatThrownBy(() -> exchange.dial("101", "+79161112233"))
                    .isInstanceOf(DialRefused.class)
                    .hasMessageContaining("402");
        } finally {
            ats.stop(0);
        }
    }

    @Test
    void settingsThatCannotBeMeantAreRefusedInWords() {
        refused(Map.of("events.ring", "rang"), "no meaning of an event");
        refused(Map.of("results.ok", "fine"), "no meaning of a result");
        refused(Map.of("directions.in", "west"), "inbound, outbound, internal");
        refused(Map.of("fields.colour", "/colour"), "no field of a call");
        refused(Map.of("fields.call", "call.id"), "JSON pointer");
        refused(Map.of("time", "dd.QQQQQQ"), "epoch-ms");
        refused(Map.of("time-zone", "Moskau"), "Europe/Moscow");
        refused(Map.of("secret-in", "the usual place"), "secret-in");
        refused(Map.of("secret", "short"), "at least 12");
        refused(Map.of("dial.url", "http://api.example.org/"), "https");
    }

    private static void refused(Map<String, Object> otherwise, String words) {
        assertThatThrownBy(() -> new GenericPbxSource(
                        Zvonok.NAME, Zvonok.settings("../docs/any-telephone-system.md", otherwise), Cast.PLAN))
                .hasStackTraceContaining(words);
    }
}
