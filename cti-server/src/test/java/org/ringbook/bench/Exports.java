package org.ringbook.bench;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.ringbook.api.SignedInBrowser;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** All calls as CSV, beside the database's own export of the same columns, and the page of recordings of a busy week. */
final class Exports {

    private static final String PASSWORD = "bench-administrator";
    private static final String COPIED = "id, source, direction, state, result, reason, external, dialled, line, queue,"
            + " started_at, answered_at, ended_at, wait_seconds, talk_seconds, hold_seconds, ended_by, agent, answered_by,"
            + " rang, rings";

    private Exports() {}

    static void run(int calls, int rounds) throws Exception {
        Path home = Files.createTempDirectory("ringbook-bench");
        var settings = List.of("ringbook.demo.enabled=false", "ringbook.admin.password=" + PASSWORD);
        try (var server = new ServerProcess(home, settings)) {
            BigCompany.people(server.database(), Tape.FIRST_EXTENSION, Tape.EXTENSIONS, 4);
            write(server.database(), calls);
        }
        try (var server = new ServerProcess(home, settings)) {
            awaitPeople(server.database());
            var http = HttpClient.newHttpClient();
            var browser = new SignedInBrowser(server.port(), "admin", PASSWORD);
            String sign = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            HttpRequest csv = HttpRequest.newBuilder(server.uri("http", "/api/calls.csv"))
                    .header("Authorization", "Basic " + sign)
                    .build();
            for (int round = 0; round < rounds; round++) {
                timed("COPY of PostgreSQL", () -> copied(home));
                timed(
                        "CSV of " + calls + " calls",
                        () -> lines(http.send(csv, HttpResponse.BodyHandlers.ofInputStream())
                                .body()));
                timed("page Recordings, a week", () -> {
                    var page = browser.get("/recordings/missing");
                    return page.status() == 200 ? page.body().length() : -page.status();
                });
            }
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    /** The server gives calls that it did not write itself their people, which is no part of an export. */
    private static void awaitPeople(JdbcClient database) throws InterruptedException {
        while (database.sql("select exists (select from call where people is null)")
                .query(Boolean.class)
                .single()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        database.sql("vacuum analyze").update();
    }

    private static void timed(String what, Callable<Integer> work) throws Exception {
        long began = System.nanoTime();
        int got = work.call();
        System.out.printf(Locale.ROOT, "%-28s %6.3f s (%,d)%n", what, (System.nanoTime() - began) / 1e9, got);
    }

    private static int lines(InputStream body) throws Exception {
        int lines = 0;
        byte[] piece = new byte[64 * 1024];
        for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
            for (int i = 0; i < read; i++) {
                lines += piece[i] == '\n' ? 1 : 0;
            }
        }
        return lines;
    }

    private static int copied(Path home) throws Exception {
        var count = new OutputStream() {
            private int bytes;

            @Override
            public void write(int one) {
                bytes++;
            }

            @Override
            public void write(byte[] some, int from, int length) {
                bytes += length;
            }
        };
        try (var connection = ServerProcess.connection(home)) {
            connection
                    .unwrap(org.postgresql.PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (select " + COPIED + " from call order by started_at desc) to stdout csv", count);
        }
        return count.bytes;
    }

    /** Answered calls of the last six days, each with a leg of the caller and two of ours; nearly all were recorded. */
    private static void write(JdbcClient database, int calls) {
        database.sql("""
                insert into call (id, source, source_id, direction, state, result, external, line, started_at, answered_at,
                        ended_at, wait_seconds, talk_seconds, hold_seconds, ended_by, agent, answered_by, rang, rings,
                        agents, legs, transfers, recordings, rules)
                select md5('c' || i)::uuid, 'office', 'bench-' || i, 'inbound', 'ended', 'answered', '+7916' || lpad(i::text, 7, '0'),
                       '+74957770001', at, at + interval '8 seconds', at + interval '98 seconds', 8, 90, 0, 'external', agent,
                       array[agent], array[agent, next], 2, array[agent, next],
                       jsonb_build_array(
                           jsonb_build_object('party', '+7916' || lpad(i::text, 7, '0'), 'kind', 'outside', 'answeredAt', at,
                               'endedAt', at + interval '98 seconds', 'outcome', 'answered'),
                           jsonb_build_object('party', agent, 'kind', 'agent', 'ringAt', at + interval '1 second',
                               'answeredAt', at + interval '8 seconds', 'endedAt', at + interval '98 seconds',
                               'outcome', 'answered'),
                           jsonb_build_object('party', next, 'kind', 'agent', 'ringAt', at + interval '1 second',
                               'endedAt', at + interval '8 seconds', 'outcome', 'answered_elsewhere')),
                       '[]', '[]', '[{"rule": "ended.external-hung-up", "at": "2026-03-02T09:00:00Z"}]'
                from (select i, now() - interval '6 days' + i * (interval '6 days' / :calls) as at,
                             (:first + i % 500)::text as agent, (:first + (i + 1) % 500)::text as next
                      from generate_series(1, :calls) i) made
                """)
                .param("calls", calls)
                .param("first", Tape.FIRST_EXTENSION)
                .update();
        database.sql("""
                insert into recording (id, call_id, source, leg, started_at, ended_at, status, reason, sha256, format, channels, seconds)
                select gen_random_uuid(), id, source, 'leg', started_at, ended_at,
                       case when random() < 0.99 then 'stored' else 'missing' end, null, md5(id::text), 'audio/wav', 1, 90
                from call where source_id like 'bench-%'
                """).update();
        database.sql("analyze").update();
    }
}
