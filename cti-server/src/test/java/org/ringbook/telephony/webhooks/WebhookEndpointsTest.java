package org.ringbook.telephony.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.fold.Calls;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.LogLines;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.IdempotentInbox;
import org.ringbook.telephony.inbox.InboxStores;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.RawInbox;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.inbox.SourceCounters;
import org.ringbook.telephony.inbox.Watermarks;
import org.ringbook.telephony.webhooks.WebhookResult.Answer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is told over HTTP is acknowledged when it is durable, and is kept once. */
class WebhookEndpointsTest {

    private final HikariDataSource database = TestDatabase.pooledWith("telephony");
    private final List<String> translated = new CopyOnWriteArrayList<>();
    private final Told told = new Told();
    private final RawInbox inbox = new RawInbox(database);
    private IdempotentInbox kept;
    private Sources sources;
    private HookBench bench;
    private final WebhookEndpoints hooks = new WebhookEndpoints();

    /** A telephone system whose messages are "id text". */
    private final class Told implements PbxSource {
        @Override
        public String name() {
            return "cloud";
        }

        @Override
        public Optional<WebhookReceiver> receiver() {
            return Optional.of(delivery -> {
                if (delivery.path().equals("ping")) {
                    return new WebhookResult.Reply(Answer.json("{\"hello\":true}"));
                }
                if (delivery.text().startsWith("forged")) {
                    return new WebhookResult.Refuse(Rejection.SIGNATURE);
                }
                String id = delivery.text().substring(0, delivery.text().indexOf(' '));
                byte[] message = new RawHook(delivery.path(), delivery.body()).bytes();
                return new WebhookResult.Keep(id, message, delivery.received(), Answer.OK);
            });
        }

        @Override
        public Intake.Translation translation() {
            return (message, received, facts) ->
                    translated.add(RawHook.of(message).text());
        }

        @Override
        public void start(Intake intake) {}

        @Override
        public SourceHealth check() {
            return new SourceHealth("cloud", SourceHealth.State.UP, Instant.EPOCH, Notice.plain("told"), List.of());
        }

        @Override
        public boolean hasTelephone(String extension) {
            return false;
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void serverStarts() {
        kept = new IdempotentInbox(database);
        kept.start();
        var calls = new Calls(new NumberPlan("RU"), List.of());
        var stores = new InboxStores(inbox, new Gaps(), kept, new Watermarks(database));
        sources = new Sources(List.of(() -> List.of(told)), calls, stores, null, hooks);
        sources.start();
        bench = new HookBench(hooks);
    }

    @AfterEach
    void serverStops() {
        bench.close();
        sources.stop();
        kept.stop();
    }

    @Test
    void whatIsAcknowledgedIsDurableAndIsTranslated() {
        assertThat(bench.post("cloud", "events/call", "e1 Maria calls").statusCode())
                .isEqualTo(200);

        assertThat(keptMessages()).containsExactly("events/call\ne1 Maria calls");
        await().until(() -> translated.equals(List.of("e1 Maria calls")));
    }

    @Test
    void whatComesTwiceIsAcknowledgedTwiceAndKeptOnceAlsoAfterARestart() {
        bench.post("cloud", "events/call", "e1 Maria calls");
        assertThat(bench.post("cloud", "events/call", "e1 Maria calls").statusCode())
                .isEqualTo(200);
        serverStops();
        serverStarts();
        assertThat(bench.post("cloud", "events/call", "e1 Maria calls").statusCode())
                .isEqualTo(200);

        assertThat(keptMessages()).hasSize(1);
        assertThat(translated).hasSize(1);
        assertThat(count().repetitions()).isEqualTo(1);
    }

    @Test
    void whatWasKeptLongAgoIsNotTakenForNewThoughItIsRememberedNoMore() {
        bench.post("cloud", "events/call", "e1 Maria calls");
        JdbcClient.create(database)
                .sql("update raw_id set at = at - interval '3 days'")
                .update();
        serverStops();
        serverStarts();
        Instant longAgo = Instant.now().minusSeconds(3 * 86400);

        var again = hooks.endpoint("cloud")
                .intake()
                .once(
                        "e1",
                        new RawHook("events/call", "e1 Maria calls".getBytes(StandardCharsets.UTF_8)).bytes(),
                        Instant.now(),
                        longAgo);

        assertThat(again.join()).isFalse();
        assertThat(keptMessages()).hasSize(1);
        assertThat(translated).hasSize(1);
    }

    @Test
    void manyAtOnceAreAllKeptEachOnce() {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            String message = "e" + i % 400 + " message";
            answers.add(CompletableFuture.supplyAsync(
                    () -> bench.post("cloud", "events/call", message).statusCode()));
        }
        assertThat(answers).allMatch(answer -> answer.join() == 200);
        assertThat(keptMessages()).hasSize(400).doesNotHaveDuplicates();
        await().until(() -> translated.size() == 400);
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsAcknowledgedAndNothingIsLost() {
        var away = JdbcClient.create(database);
        away.sql("alter table raw_id rename to raw_id_away").update();
        var answer = CompletableFuture.supplyAsync(() -> bench.post("cloud", "events/call", "e1 Maria calls"));
        await().until(() -> translated.size() == 1);
        assertThat(answer).isNotDone();

        away.sql("alter table raw_id_away rename to raw_id").update();

        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(keptMessages()).hasSize(1);
    }

    @Test
    void whileTheDatabaseDoesNotAnswerEverybodyIsToldAtOnceToComeAgainAndNothingIsTakenTwice() throws Exception {
        try (Connection somebody = database.getConnection()) {
            somebody.setAutoCommit(false);
            somebody.createStatement().execute("lock table raw_id");
            var first = CompletableFuture.supplyAsync(() -> bench.post("cloud", "events/call", "e0 Maria calls"));
            Intake intake = hooks.endpoint("cloud").intake();
            await().until(intake::isLate);
            assertThat(first.join().statusCode()).isEqualTo(503);

            var waits = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 1; i <= 60; i++) {
                String message = "e" + i + " Maria calls";
                waits.add(CompletableFuture.supplyAsync(() -> bench.post("cloud", "events/call", message)));
            }
            // Nobody waits for the table, which is still locked.
            assertThat(waits).allSatisfy(answer -> {
                assertThat(answer.join().statusCode()).isEqualTo(503);
                assertThat(answer.join().headers().firstValue("Retry-After")).hasValue("5");
            });
            await().until(() -> translated.size() == 61);
            somebody.rollback();
        }
        await().until(() -> bench.post("cloud", "events/call", "e1 Maria calls").statusCode() == 200);
        await().until(() -> keptMessages().size() == 61);
        assertThat(translated).hasSize(61);
    }

    @Test
    void anIdThatNoDatabaseTakesDoesNoHarmToTheOthers() {
        assertThat(bench.post("cloud", "events/call", "e\u0000\uD83D " + "x".repeat(9))
                        .statusCode())
                .isEqualTo(200);
        assertThat(bench.post("cloud", "events/call", "y".repeat(5000) + " z").statusCode())
                .isEqualTo(200);
        assertThat(keptMessages()).hasSize(2);
    }

    @Test
    void forgedOnesAreRefusedCountedByReasonAndLoggedOnceWithoutWhatTheySay() {
        try (var log = new LogLines()) {
            for (int i = 0; i < 3; i++) {
                assertThat(bench.post("cloud", "events/call?token=topsecret", "forged topsecret")
                                .statusCode())
                        .isEqualTo(401);
            }
            assertThat(log.warnings("org.ringbook")).hasSize(1);
            assertThat(log.text()).doesNotContain("topsecret");
        }
        assertThat(hooks.endpoint("cloud").intake().counters().refusals()).containsEntry(Rejection.SIGNATURE, 3L);
        assertThat(keptMessages()).isEmpty();
    }

    @Test
    void aQuestionIsAnsweredWithContentAndNotKept() {
        HttpResponse<String> answer = bench.post("cloud", "ping", "");
        assertThat(answer.body()).isEqualTo("{\"hello\":true}");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(keptMessages()).isEmpty();
    }

    @Test
    void whatIsTooLargeIsRefusedUnreadWithAndWithoutALengthNamed() throws Exception {
        byte[] large = new byte[Delivery.MOST_BYTES + 1];
        HttpRequest.Builder chunked = HttpRequest.newBuilder(URI.create(bench.address("cloud") + "events/call"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)));
        assertThat(bench.send(chunked).statusCode()).isEqualTo(413);
        assertThat(promisesFiftyMegabytes()).startsWith("HTTP/1.1 413");
        assertThat(bench.post("cloud", "events/call", "e1 and all goes on").statusCode())
                .isEqualTo(200);
        assertThat(keptMessages()).hasSize(1);
    }

    private String promisesFiftyMegabytes() throws Exception {
        URI address = URI.create(bench.address("cloud"));
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /hooks/cloud/events/call HTTP/1.1\r\nHost: x\r\nContent-Length: 52428800\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] answer = socket.getInputStream().readNBytes(12);
            return new String(answer, StandardCharsets.US_ASCII);
        }
    }

    @Test
    void whatNobodyCanReadIsRefusedAndTheRestGoesOn() {
        assertThat(bench.post("cloud", "events/call", "noblank").statusCode()).isEqualTo(400);
        assertThat(bench.post("nobody", "events/call", "e1 x").statusCode()).isEqualTo(404);
        HttpRequest.Builder put = HttpRequest.newBuilder(URI.create(bench.address("cloud")))
                .PUT(HttpRequest.BodyPublishers.ofString("e1 x"));
        assertThat(bench.send(put).statusCode()).isEqualTo(405);
        assertThat(count().refused()).isEqualTo(2);
    }

    @Test
    void aFormInWhichAFieldStandsTwiceIsNone() {
        assertThat(Delivery.form("json=%7B%7D&sign=a+b"))
                .containsEntry("json", "{}")
                .containsEntry("sign", "a b");
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> Delivery.form("json=1&json=2"));
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException().isThrownBy(() -> Delivery.form("a=%zz"));
    }

    private SourceCounters.Reading read() {
        return sources.counters().get("cloud");
    }

    private Counted count() {
        return new Counted(
                read().refused(), hooks.endpoint("cloud").intake().counters().repetitions());
    }

    private record Counted(long refused, long repetitions) {}

    private List<String> keptMessages() {
        var messages = new ArrayList<String>();
        inbox.read(
                "cloud", Instant.EPOCH, (bytes, received) -> messages.add(new String(bytes, StandardCharsets.UTF_8)));
        return messages;
    }
}
