package org.ringbook.webhooks;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.log.CallLog;
import org.ringbook.feed.ChangeTable;
import org.ringbook.feed.Feed;
import org.ringbook.feed.FeedChange;
import org.ringbook.feed.Follower;
import org.ringbook.sealing.SecretBox;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process that may be killed at any moment: it writes the calls that the log has not yet, and follows what becomes of them: into a
 * table, into a file, and to a receiver over HTTP. Started again, it goes on.
 */
final class FeedProcess {

    private static final List<Duration> PAUSES = java.util.Collections.nCopies(50, Duration.ofMillis(50));

    private FeedProcess() {}

    /** Address of the database, folder of its own, number of calls. */
    public static void main(String[] args) throws InterruptedException {
        var database = new HikariDataSource();
        database.setJdbcUrl(args[0]);
        database.setUsername("postgres");
        database.setMaximumPoolSize(12);
        Path home = Path.of(args[1]);
        JdbcClient jdbc = JdbcClient.create(database);
        var changes = new ChangeTable(database);
        var log = new CallLog(database, changes);
        var feed = new Feed(changes, database, followers(jdbc, log, home));
        feed.start();
        write(log, jdbc, Integer.parseInt(args[2]));
        TimeUnit.HOURS.sleep(1);
    }

    private static List<Follower> followers(JdbcClient jdbc, CallLog log, Path home) {
        var settings =
                new WebhooksSettings(PAUSES, Duration.ofSeconds(5), Duration.ofDays(1), List.of("127.0.0.1"), home);
        var webhooks = new WebhookTable(jdbc);
        var deliveries = new DeliveryTable(jdbc);
        CallDocument calls =
                id -> log.find(id).map(call -> Map.of("id", call.id().toString(), "state", call.state()));
        var messages = new Messages(
                webhooks,
                new SecretBox(home.resolve("webhooks.key")),
                calls,
                JsonMapper.builder().build(),
                new Post(new AddressRules(settings.allowed()), InetAddress::getAllByName, settings.timeout()));
        var senders = new Senders(webhooks, deliveries, messages, settings);
        senders.start();
        return List.of(new IntoATable(jdbc), new IntoAFile(home), new DeliveriesOfTheFeed(deliveries, senders));
    }

    /** Each call rings first, and has ended some time later; a few at a time. */
    private static void write(CallLog log, JdbcClient jdbc, int calls) throws InterruptedException {
        var ended = new HashSet<>(jdbc.sql("select id from call where state = 'ended'")
                .query(UUID.class)
                .list());
        var chance = new Random();
        for (int i = 0; i < calls; ) {
            int some = Math.min(calls - i, 1 + chance.nextInt(5));
            var begin = new ArrayList<CallChange>();
            var end = new ArrayList<CallChange>();
            for (int n = 0; n < some; n++, i++) {
                Call call = CallsOfTheDay.missed(CallsOfTheDay.NINE.plusSeconds(i));
                if (!ended.contains(call.id())) {
                    begin.add(CallsOfTheDay.change(CallsOfTheDay.ringing(call)));
                    end.add(CallsOfTheDay.change(call));
                }
            }
            log.write(begin);
            TimeUnit.MILLISECONDS.sleep(end.isEmpty() ? 0 : chance.nextInt(8));
            log.write(end);
        }
    }

    /** Its effect commits with its cursor: each change once. */
    private record IntoATable(JdbcClient jdbc) implements Follower {

        @Override
        public String name() {
            return "table";
        }

        @Override
        public Start start() {
            return Start.BEGINNING;
        }

        @Override
        public void take(List<FeedChange> changes) {
            changes.forEach(each -> jdbc.sql("insert into followed (number) values (?)")
                    .param(each.number())
                    .update());
        }
    }

    /** Its effect is elsewhere: each change once or more. */
    private record IntoAFile(Path home) implements Follower {

        @Override
        public String name() {
            return "file";
        }

        @Override
        public Start start() {
            return Start.BEGINNING;
        }

        @Override
        public void take(List<FeedChange> changes) {
            var lines = new StringBuilder();
            changes.forEach(each -> lines.append(each.number()).append('\n'));
            try (var file =
                    FileChannel.open(home.resolve("followed"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                file.write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
