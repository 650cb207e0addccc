package org.ringbook.telephony.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.faults.RingbookProcess;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The server is killed in the middle of many recordings that it fetches: afterwards all are there, once and whole. */
class KilledWhileFetchingIT {

    private static final int CALLS = 500;
    private static final int BYTES = 44 + 24_000;

    @TempDir
    Path folder;

    private HttpServer files;

    @BeforeEach
    void anOperatorHasTheFiles() throws IOException {
        files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        files.setExecutor(Executors.newCachedThreadPool());
        files.createContext("/", KilledWhileFetchingIT::give);
        files.start();
    }

    @AfterEach
    void closes() {
        files.stop(0);
    }

    /** In pieces, as a slow line does. */
    private static void give(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] sound = sound(Integer.parseInt(path.replaceAll("[^0-9]", "")));
        exchange.getResponseHeaders().add("Content-Type", "audio/wav");
        exchange.sendResponseHeaders(200, sound.length);
        try (var out = exchange.getResponseBody()) {
            for (int at = 0; at < sound.length; at += 8192) {
                out.write(sound, at, Math.min(8192, sound.length - at));
                out.flush();
                TimeUnit.MILLISECONDS.sleep(2);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] sound(int number) {
        byte[] noise = new byte[BYTES - 44];
        new Random(number).nextBytes(noise);
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(BYTES - 8)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(16_000)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(noise.length)
                .put(noise)
                .array();
    }

    @Test
    void allAreThereOnceAndWhole() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var settings = new ArrayList<>(new GenericPbxStorm().settings());
        String ats = "ringbook.webhook." + Zvonok.NAME + ".";
        settings.addAll(List.of(
                "ringbook.http.port=" + port,
                "ringbook.http.address=127.0.0.1",
                "ringbook.demo.enabled=false",
                "ringbook.admin.password=admin-admin",
                "ringbook.recordings.space.least=0",
                "ringbook.recordings.space.stop-below=0",
                ats + "recordings.address=http://127.0.0.1:"
                        + files.getAddress().getPort() + "/",
                ats + "recordings.after=0s"));
        Path home = folder.resolve("server");
        try (var server = new RingbookProcess(home, settings)) {
            server.start();
            for (int number = 0; number < CALLS; number++) {
                tells(port, number);
            }
            for (int kill = 1; kill <= 2; kill++) {
                awaitStored(server, CALLS * kill / 4);
                server.kill();
                server.start();
            }
            awaitStored(server, CALLS);

            JdbcClient database = server.database();
            assertThat(count(database, "select count(*) from recording")).isEqualTo(CALLS);
            assertThat(count(database, "select count(*) from sound_ledger")).isEqualTo(CALLS);
            Set<String> expected = new HashSet<>();
            for (int number = 0; number < CALLS; number++) {
                expected.add(digest(sound(number)));
            }
            Set<String> kept = new HashSet<>();
            try (Stream<Path> all = Files.walk(home.resolve("recordings/sound"))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    if (!file.toString().endsWith(".part")) {
                        assertThat(digest(Files.readAllBytes(file)))
                                .isEqualTo(file.getFileName().toString());
                        kept.add(file.getFileName().toString());
                    }
                }
            }
            assertThat(kept).isEqualTo(expected);
            server.stop();
        }
    }

    private static void awaitStored(RingbookProcess server, int recordings) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> count(server.database(), "select count(*) from recording where status = 'stored'")
                        >= recordings);
    }

    private static long count(JdbcClient database, String question) {
        return database.sql(question).query(Long.class).single();
    }

    private static String digest(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** A call that is over, with a recording. */
    private static void tells(int port, int number) throws Exception {
        long ended = Instant.now().getEpochSecond();
        String call = "\"key\":\"" + Zvonok.SECRET + "\",\"call\":{\"id\":\"Z-" + number
                + "\",\"type\":\"in\",\"client\":\"+7916%07d\",\"line\":\"+74957770001\"}}".formatted(number);
        for (String what : List.of(
                "\"event\":\"new\",\"time\":" + (ended - 20),
                "\"event\":\"talk\",\"user\":\"petrova\",\"time\":" + (ended - 15),
                "\"event\":\"record\",\"file\":\"call-" + number + ".wav\",\"time\":" + (ended - 14),
                "\"event\":\"end\",\"result\":\"ok\",\"by\":\"client\",\"time\":" + ended)) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/hooks/" + Zvonok.NAME + "/"))
                    .POST(HttpRequest.BodyPublishers.ofString("{" + what + "," + call))
                    .build();
            assertThat(HTTP.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();
}
