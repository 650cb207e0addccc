package org.ringbook.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * A floor of 500 people at some calls a second, and supervisors who look at it: how long after a ring is sent by the PBX a supervisor's page has
 * the tile that shows it, and what the looking costs. The page is asked as its script asks: for changes, when the stream says that
 * tiles are not as they were.
 */
final class FloorTiles {

    private static final int PEOPLE = Tape.EXTENSIONS;
    private static final int WARM_UP_SECONDS = 10;
    /** Until the last tile is shown. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final Pattern TILE = Pattern.compile(
            "<button[^>]*class=\"tile is-([a-z_]+)[^\"]*\".*?<span class=\"tel quiet\">(\\d+)<", Pattern.DOTALL);

    private final Path home = Files.createTempDirectory("ringbook-bench");
    /** Nanoseconds at which the ring was sent, by telephone. */
    private final Map<String, Long> sent = new ConcurrentHashMap<>();

    /** Filled by the page that is measured. */
    private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());

    /** Rings that no page has shown before the same telephone rang again: too short for it, or not told in time. */
    private final AtomicInteger unseen = new AtomicInteger();

    private FloorTiles() throws Exception {}

    static void run(int rate, int seconds, int supervisors) throws Exception {
        new FloorTiles().measure(rate, seconds, supervisors);
    }

    private void measure(int rate, int seconds, int supervisors) throws Exception {
        try (var pbx = new TapeServer()) {
            try (var server = new ServerProcess(home, List.of("ringbook.demo.enabled=false"))) {
                BigCompany.people(server.database(), Tape.FIRST_EXTENSION, PEOPLE, 4);
                server.database()
                        .sql("update staff_member set role = 'SUPERVISOR' where login = '" + Tape.FIRST_EXTENSION + "'")
                        .update();
            }
            try (var server = new ServerProcess(home, LoggingReader.settings(pbx.port()));
                    var listener = pbx.accept(true)) {
                for (int i = 0; i < supervisors; i++) {
                    look(server, i == 0);
                }
                play(listener, rate, WARM_UP_SECONDS);
                LockSupport.parkNanos(SETTLING.toNanos());
                millis.clear();
                sent.clear();
                unseen.set(0);
                Duration before = server.cpu();
                play(listener, rate, seconds);
                Duration cost = server.cpu().minus(before);
                LockSupport.parkNanos(SETTLING.toNanos());
                double[] seen = List.copyOf(millis).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
                Spread spread = Spread.of(seen);
                System.out.printf(
                        Locale.ROOT,
                        "%d people, %d calls a second, %d supervisors look: ring to tile after ms p50 %.0f, p95 %.0f, longest %.0f"
                                + " (%d rings, and %d that no page showed); %.1f %% of a core%n",
                        PEOPLE,
                        rate,
                        supervisors,
                        spread.median(),
                        spread.at(0.95),
                        spread.max(),
                        seen.length,
                        unseen.get() + sent.size(),
                        100.0 * cost.toMillis() / (seconds * 1000));
            }
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private void play(TapeServer.Listener listener, int rate, int seconds) throws Exception {
        Tape tape = Latency.rings(rate * seconds, Instant.now(), 1_000_000 / rate);
        long start = System.nanoTime();
        for (Tape.Message message : tape.messages()) {
            long due = start + message.micros() * 1000;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            if (message.ring() != null && sent.put(message.ring().split(" ")[0], System.nanoTime()) != null) {
                unseen.incrementAndGet();
            }
            listener.send(message.bytes());
        }
    }

    /** One supervisor's page. */
    private void look(ServerProcess server, boolean measured) throws Exception {
        var client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        String form = client.send(
                        HttpRequest.newBuilder(server.uri("http", "/sign-in")).build(), BodyHandlers.ofString())
                .body();
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(form);
        if (!token.find()) {
            throw new IllegalStateException("No form to sign in");
        }
        String login = "login=" + Tape.FIRST_EXTENSION + "&password=" + BigCompany.PASSWORD + "&_csrf="
                + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        client.send(
                HttpRequest.newBuilder(server.uri("http", "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(login))
                        .build(),
                BodyHandlers.ofString());
        var reading = new Thread(() -> follow(client, server.uri("http", ""), measured), "bench-supervisor");
        reading.setDaemon(true);
        reading.start();
    }

    private void follow(HttpClient client, URI address, boolean measured) {
        try {
            long version = 0;
            var stream = client.send(
                            HttpRequest.newBuilder(address.resolve("/stream")).build(), BodyHandlers.ofInputStream())
                    .body();
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:") && line.contains("\"tiles\"")) {
                    String page = client.send(
                                    HttpRequest.newBuilder(address.resolve("/floor/changes?after=" + version))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body();
                    version = version(page);
                    if (measured) {
                        seen(page);
                    }
                }
            }
        } catch (Exception over) {
            System.out.println("A page stopped looking: " + over);
        }
    }

    private static long version(String page) {
        Matcher version = Pattern.compile("data-version=\"(\\d+)\"").matcher(page);
        if (!version.find()) {
            throw new IllegalStateException("No floor: " + page.substring(0, Math.min(200, page.length())));
        }
        return Long.parseLong(version.group(1));
    }

    private void seen(String page) {
        long now = System.nanoTime();
        for (String piece : page.split("(?=<button)")) {
            Matcher tile = TILE.matcher(piece);
            Long rang = tile.find() && tile.group(1).equals("ringing") ? sent.remove(tile.group(2)) : null;
            if (rang != null) {
                millis.add((now - rang) / 1e6);
            }
        }
    }
}
