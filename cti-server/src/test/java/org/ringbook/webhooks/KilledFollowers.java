package org.ringbook.webhooks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.ringbook.TestDatabase;
import org.ringbook.sealing.SecretBox;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Calls are written and followed by a process that is killed (-9) again and again, at moments that a seed gives.
 *
 * @param kills how often, spread over the calls
 */
record KilledFollowers(int calls, int kills, long seed, Path home) {

    private static final Duration ENOUGH = Duration.ofMinutes(4);

    /**
     * What came of it.
     *
     * @param sent messages that the receiver was sent, those that it refused and those that came twice included
     * @param findings what is not as promised; empty when it holds
     */
    record Outcome(int changes, int sent, int refused, int twice, int fileTwice, List<String> findings) {}

    private record Change(long number, UUID call, String type) {

        String id() {
            return call + "_" + number;
        }
    }

    Outcome run() throws IOException, SQLException, InterruptedException {
        DataSource database = TestDatabase.with("calls", "webhooks");
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("create table followed (place bigserial, number bigint)").update();
        String url;
        try (var connection = database.getConnection()) {
            url = connection.getMetaData().getURL();
        }
        try (var receiver = new Receiver(number -> number % 3 == 0 ? aResponse().withStatus(500) : ok())) {
            addWebhook(jdbc, receiver.url());
            followAndKill(jdbc, url, receiver);
            return judged(jdbc, receiver);
        }
    }

    private void addWebhook(JdbcClient jdbc, String url) {
        var webhook = new Webhook(UUID.randomUUID(), "CRM", url, Webhooks.events(), true, null, Instant.now());
        new WebhookTable(jdbc).add(webhook, new SecretBox(home.resolve("webhooks.key")).seal(Signature.newSecret()));
        // It is there before the first call, wherever it is killed.
        jdbc.sql("insert into call_follower (name, passed) values ('webhooks', 0)")
                .update();
    }

    private void followAndKill(JdbcClient jdbc, String url, Receiver receiver)
            throws IOException, InterruptedException {
        var chance = new Random(seed);
        Process process = start(url);
        try {
            for (int kill = 1; kill <= kills; kill++) {
                int until = calls * kill / (kills + 1) + chance.nextInt(Math.max(1, calls / (kills + 1) / 2));
                Process runs = process;
                await(() -> ended(jdbc) >= until || !runs.isAlive());
                TimeUnit.MILLISECONDS.sleep(chance.nextInt(40));
                process.destroyForcibly().waitFor();
                process = start(url);
            }
            await(() -> ended(jdbc) >= calls && allIsDone(jdbc, receiver));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(String url) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx160m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FeedProcess.class.getName(),
                        url,
                        home.toString(),
                        Integer.toString(calls))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("process.log").toFile()))
                .start();
    }

    private static int ended(JdbcClient jdbc) {
        return jdbc.sql("select count(*)::int from call where state = 'ended'")
                .query(Integer.class)
                .single();
    }

    private static boolean allIsDone(JdbcClient jdbc, Receiver receiver) {
        boolean passed = jdbc.sql(
                        "select count(*) = 3 and min(passed) = (select max(number) from call_change) from call_follower")
                .query(Boolean.class)
                .single();
        return passed
                && jdbc.sql("select count(*) = 0 from webhook_delivery where due_at is not null")
                        .query(Boolean.class)
                        .single();
    }

    private void await(BooleanSupplier what) throws InterruptedException {
        Instant until = Instant.now().plus(ENOUGH);
        while (!what.getAsBoolean() && Instant.now().isBefore(until)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private Outcome judged(JdbcClient jdbc, Receiver receiver) throws IOException {
        List<Change> changes = jdbc.sql("select number, call_id, type from call_change order by number")
                .query((row, place) -> new Change(row.getLong(1), row.getObject(2, UUID.class), row.getString(3)))
                .list();
        var findings = new ArrayList<String>();
        Map<UUID, List<String>> byCall = new HashMap<>();
        changes.forEach(each ->
                byCall.computeIfAbsent(each.call(), call -> new ArrayList<>()).add(each.type()));
        if (byCall.size() != calls
                || byCall.values().stream().anyMatch(each -> !each.equals(List.of("call.logged", "call.ended")))) {
            findings.add("not each call was logged once and ended once: " + byCall.size() + " calls");
        }
        List<Long> table = jdbc.sql("select number from followed order by place")
                .query(Long.class)
                .list();
        List<Long> numbers = changes.stream().map(Change::number).toList();
        if (!table.equals(numbers)) {
            findings.add("the table has not each change once and in order: " + table.size() + " of " + numbers.size());
        }
        List<Long> file = Files.readAllLines(home.resolve("followed")).stream()
                .map(Long::valueOf)
                .toList();
        if (!firsts(file).equals(numbers)) {
            findings.add(
                    "the file has not each change in order: " + new HashSet<>(file).size() + " of " + numbers.size());
        }
        List<String> arrived =
                receiver.arrived().stream().map(Receiver.Letter::id).toList();
        receiverIsWrong(changes, arrived, findings);
        return new Outcome(
                changes.size(),
                receiver.letters().size(),
                receiver.letters().size() - arrived.size(),
                arrived.size() - new HashSet<>(arrived).size(),
                file.size() - new HashSet<>(file).size(),
                findings);
    }

    private static <T> List<T> firsts(List<T> all) {
        return all.stream().distinct().toList();
    }

    private static void receiverIsWrong(List<Change> changes, List<String> arrived, List<String> findings) {
        var missing = new HashSet<>(changes.stream().map(Change::id).toList());
        arrived.forEach(missing::remove);
        if (!missing.isEmpty()) {
            findings.add(missing.size() + " messages never arrived, such as "
                    + missing.iterator().next());
        }
        var last = new HashMap<String, Long>();
        for (String id : firsts(arrived)) {
            String call = id.substring(0, id.indexOf('_'));
            long number = Long.parseLong(id.substring(id.indexOf('_') + 1));
            if (last.getOrDefault(call, 0L) > number) {
                findings.add("out of order: " + id);
            }
            last.put(call, number);
        }
    }
}
