package org.ringbook.bench;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.ringbook.api.SignedInBrowser;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * How long the pages of a working day take where much is known: card, lists, search, the log by each of its filters, an export. Over HTTP,
 * signed in as a supervisor, from the first byte asked for to the last one read; beside a plain query without order, rights or page. With
 * {@code bench.home} (a folder) what was made stays there, and the next run only measures.
 */
final class Volumes {

    static final String PASSWORD = "bench-administrator";
    private static final int EXPORTED = 50_000;

    private final ServerProcess server;
    private final JdbcClient database;
    private final PageTimes times;
    private final int people;
    private final Random chance = new Random(7);

    private Volumes(ServerProcess server, int people, int rounds) {
        this.server = server;
        this.database = server.database();
        this.times = new PageTimes(database, new SignedInBrowser(server.port(), "admin", PASSWORD), rounds);
        this.people = people;
    }

    static void run(int people, int calls, int rounds) throws Exception {
        inCompany(people, calls, server -> new Volumes(server, people, rounds).measure());
    }

    interface Measure {
        void of(ServerProcess server) throws Exception;
    }

    /** A server that has been up for a minute, in a company that is made first where it is not there. */
    static void inCompany(int people, int calls, Measure measure) throws Exception {
        String kept = System.getProperty("bench.home");
        Path home = kept == null ? Files.createTempDirectory("ringbook-bench") : Files.createDirectories(Path.of(kept));
        var settings = List.of("ringbook.demo.enabled=false", "ringbook.admin.password=" + PASSWORD);
        try {
            try (var server = new ServerProcess(home, settings)) {
                if (count(server.database(), "contact") == 0) {
                    long began = System.nanoTime();
                    new BigWorkday(server.database()).write(people, calls);
                    System.out.printf(Locale.ROOT, "made in %.0f s%n", (System.nanoTime() - began) / 1e9);
                }
            }
            try (var server = new ServerProcess(home, settings)) {
                // The first start makes the file of numbers; what is measured is a day, not a start.
                TimeUnit.SECONDS.sleep(Integer.getInteger("bench.settle", 60));
                measure.of(server);
            }
        } finally {
            if (kept == null) {
                FileSystemUtils.deleteRecursively(home);
            }
        }
    }

    static long count(JdbcClient database, String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private void measure() throws Exception {
        System.out.printf(
                "%,d people, %,d calls, %,d events%n",
                count(database, "contact"), count(database, "call"), count(database, "event"));
        times.heading();
        cards();
        lists();
        searches();
        log();
        exports();
    }

    private UUID person() {
        return database.sql("select md5('p' || ?)::uuid")
                .param(1 + chance.nextInt(people))
                .query(UUID.class)
                .single();
    }

    private void cards() throws Exception {
        line(
                "card of a person",
                () -> page("/contacts/" + person()),
                () -> plain("select * from contact where id = ?", person()));
        line(
                "its timeline",
                () -> page("/timeline/" + person()),
                () -> plain("select * from event_party where party_id = ? order by at desc limit 30", person()));
        line("its history of fields", () -> page("/changes/contact/" + person()), null);
    }

    private void lists() throws Exception {
        line(
                "contacts, first page",
                () -> page("/contacts"),
                () -> plain("select * from contact order by name_key, id limit 50"));
        line("contacts by a rare name", () -> page("/contacts?text=" + coded("петровский950")), null);
        line("contacts by a common name", () -> page("/contacts?text=" + coded("иванов")), null);
        line("contacts by two words", () -> page("/contacts?text=" + coded("мария кузнецов")), null);
        line("companies, first page", () -> page("/companies"), null);
        line("leads", () -> page("/leads"), null);
        line("tasks", () -> page("/tasks"), null);
        line("my day", () -> page("/day"), null);
    }

    private void searches() throws Exception {
        for (String text : List.of(
                "иванов",
                "мария кузнецов",
                "bdfyjd",
                "петровский950",
                "ромашка 4711",
                "zzzz",
                "123",
                "91611",
                "9161112")) {
            line("search: " + text, () -> page("/search?q=" + coded(text)), null);
        }
    }

    private void log() throws Exception {
        line("log: newest", () -> page("/calls"), () -> plain("select id from call order by started_at desc limit 50"));
        String staff = database.sql("select id::text from staff_member where login = ?")
                .param("" + (Tape.FIRST_EXTENSION + 7))
                .query(String.class)
                .single();
        for (String filter : List.of(
                "direction=OUTBOUND",
                "result=MISSED",
                "result=BUSY",
                "line=%2B74957770002",
                "line=%2B74950000000",
                "queue=sales",
                "queue=nothing",
                "agent=" + (Tape.FIRST_EXTENSION + 7),
                "staff=" + staff,
                "staff=" + staff + "&result=MISSED",
                "disposition=019ad000-0000-7000-8000-00000000d005",
                "period=MONTH&result=MISSED",
                "number=123",
                "number=91611",
                "number=9161112",
                "number=99999999",
                "number=" + coded("иванов"),
                "number=" + coded("мария кузнецов"),
                "number=" + coded("петровский950"),
                "contact=" + person())) {
            line(
                    "log: " + (filter.length() > 38 ? filter.substring(0, 38) + "…" : filter),
                    () -> page("/calls?" + filter),
                    null);
        }
        line(
                "log: digits of a number, plain",
                () -> {},
                () -> plain("select id from call where external like ? limit 50", "%91611%"));
    }

    private void exports() throws Exception {
        String from = Instant.now()
                .minus(Duration.ofSeconds((long) EXPORTED * BigWorkday.SECONDS_APART))
                .toString();
        line(
                "CSV of 50,000 calls",
                () -> read("/api/calls.csv?from=" + from),
                () -> plain("select * from call order by started_at desc limit " + EXPORTED));
        long began = System.nanoTime();
        int first = firstByte("/api/calls.csv?from=" + from);
        System.out.printf(
                Locale.ROOT, "first %d bytes of it after %.0f ms%n", first, (System.nanoTime() - began) / 1e6);
    }

    private static String coded(String text) {
        return SignedInBrowser.coded(text);
    }

    private void page(String address) {
        times.page(address);
    }

    private HttpRequest signed(String address) {
        String sign = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(server.uri("http", address))
                .header("Authorization", "Basic " + sign)
                .build();
    }

    private void read(String address) throws Exception {
        try (InputStream body = HttpClient.newHttpClient()
                .send(signed(address), HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            body.transferTo(OutputStream.nullOutputStream());
        }
    }

    private int firstByte(String address) throws Exception {
        try (InputStream body = HttpClient.newHttpClient()
                .send(signed(address), HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            return body.readNBytes(100).length;
        }
    }

    private void plain(String sql, Object... asked) {
        times.plain(sql, asked);
    }

    private void line(String what, PageTimes.Work product, PageTimes.Work floor) throws Exception {
        times.line(what, product, floor);
    }
}
