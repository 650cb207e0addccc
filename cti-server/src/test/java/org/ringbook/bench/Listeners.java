package org.ringbook.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.ringbook.faults.RingbookProcess;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many listeners who jump about in a recording, beside nginx that serves the same file. It prints, and asserts nothing. */
final class Listeners {

    private static final int SECONDS = 600;
    private static final int PIECE = 256 * 1024;
    private static final long PAUSE_MILLIS = 100;

    private Listeners() {}

    static void run(int listeners, int pieces) throws Exception {
        Path folder = Files.createTempDirectory("ringbook-listeners");
        byte[] sound = sound();
        int port = freePort();
        try (var server = new RingbookProcess(
                folder.resolve("home"),
                List.of(
                        "ringbook.http.port=" + port,
                        "ringbook.http.address=127.0.0.1",
                        "ringbook.demo.enabled=false",
                        "ringbook.admin.password=admin-admin"))) {
            server.start();
            String address = recorded(folder.resolve("home"), sound, server.database());
            String sign =
                    "Basic " + Base64.getEncoder().encodeToString("admin:admin-admin".getBytes(StandardCharsets.UTF_8));
            Process nginx = nginx(folder, sound);
            try {
                var plain = new Served("nginx", URI.create("http://127.0.0.1:" + NGINX + "/sound.wav"), null);
                var ours = new Served("Ringbook", URI.create("http://127.0.0.1:" + port + address), sign);
                for (int round = 0; round < 5; round++) {
                    measure(plain, listeners, pieces, 0, sound);
                    measure(ours, listeners, pieces, 0, sound);
                }
                for (int round = 0; round < 2; round++) {
                    measure(plain, listeners, pieces, PAUSE_MILLIS, sound);
                    measure(ours, listeners, pieces, PAUSE_MILLIS, sound);
                }
            } finally {
                nginx.destroy();
            }
            server.stop();
        }
    }

    static byte[] sound() {
        byte[] sound = new byte[44 + SECONDS * 8000 * 4];
        new Random(1).nextBytes(sound);
        System.arraycopy("RIFF".getBytes(StandardCharsets.US_ASCII), 0, sound, 0, 4);
        return sound;
    }

    static final int NGINX = unused();

    private static int unused() {
        try {
            return freePort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static String recorded(Path home, byte[] sound, JdbcClient database) throws Exception {
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sound));
        Path file =
                home.resolve("recordings/sound").resolve(digest.substring(0, 2)).resolve(digest);
        Files.createDirectories(file.getParent());
        Files.write(file, sound);
        UUID call = UUID.randomUUID();
        UUID recording = UUID.randomUUID();
        database.sql(
                        "insert into call (id, source, source_id, direction, state, result, started_at, ended_at, answered_by, rang,"
                                + " agents, legs, transfers, recordings, rules) values (?, 'office', 'bench', 'inbound', 'ended',"
                                + " 'answered', now(), now(), '{101}', '{101}', '{101}', '[]', '[]', '[]', '[]')")
                .param(call)
                .update();
        database.sql(
                        "insert into recording (id, call_id, source, leg, started_at, status, sha256, format, channels, seconds)"
                                + " values (?, ?, 'office', 'leg', now(), 'stored', ?, 'audio/wav', 2, 600)")
                .params(recording, call, digest)
                .update();
        return "/api/recordings/" + recording + "/audio";
    }

    static Process nginx(Path folder, byte[] sound) throws IOException, InterruptedException {
        Path root = Files.createDirectories(folder.resolve("nginx"));
        Files.write(root.resolve("sound.wav"), sound);
        Path settings = Files.writeString(
                folder.resolve("nginx.conf"),
                "daemon off; pid " + folder.resolve("pid") + "; error_log stderr; user root;\n"
                        + "events { worker_connections 256; }\n"
                        + "http { access_log off; sendfile on; tcp_nodelay on; server { listen 127.0.0.1:" + NGINX
                        + "; root " + root + "; } }\n");
        Process nginx = new ProcessBuilder("nginx", "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        TimeUnit.SECONDS.sleep(1);
        return nginx;
    }

    /** @param sign null for nobody in particular */
    private record Served(String who, URI address, String sign) {}

    /** @param pauseMillis between two pieces of one listener */
    private static void measure(Served served, int listeners, int pieces, long pauseMillis, byte[] sound)
            throws InterruptedException {
        List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        var done = new CountDownLatch(listeners);
        long began = System.nanoTime();
        for (int i = 0; i < listeners; i++) {
            var chance = new Random(i);
            new Thread(() -> {
                        HttpClient http = HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(Duration.ofSeconds(5))
                                .build();
                        for (int piece = 0; piece < pieces; piece++) {
                            int from = chance.nextInt(sound.length - PIECE);
                            HttpRequest.Builder request = HttpRequest.newBuilder(served.address)
                                    .header("Range", "bytes=" + from + "-" + (from + PIECE - 1));
                            if (served.sign != null) {
                                request.header("Authorization", served.sign);
                            }
                            long at = System.nanoTime();
                            try {
                                byte[] got = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                                        .body();
                                if (got.length != PIECE || got[0] != sound[from]) {
                                    throw new IllegalStateException(served.who + " gave something else");
                                }
                            } catch (IOException | InterruptedException failed) {
                                throw new IllegalStateException(failed);
                            }
                            nanos.add(System.nanoTime() - at);
                            LockSupport.parkNanos(pauseMillis * 1_000_000);
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        double seconds = (System.nanoTime() - began) / 1e9;
        var sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        System.out.printf(
                "%s: %d listeners, %d pieces of 256 KB, pause %d ms; p50 %.1f ms, p99 %.1f ms, longest %.1f ms,"
                        + " over 40 ms: %d; %.0f MB/s%n",
                served.who,
                listeners,
                sorted.size(),
                pauseMillis,
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 99 / 100) / 1e6,
                sorted.get(sorted.size() - 1) / 1e6,
                sorted.stream().filter(took -> took > 40_000_000).count(),
                sorted.size() * (double) PIECE / 1e6 / seconds);
    }
}
