package org.ringbook.telephony.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.InflaterInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.log.Unwritten;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What a source said is kept word for word, in order. */
class RawInboxTest {

    private final DataSource tables = TestDatabase.with("telephony");
    private final JdbcClient database = JdbcClient.create(tables);
    private final String source = "pbx";

    @Test
    void everyByteOfEveryMessageComesBackInItsOrderThoughTheyCameFasterThanTheDatabaseTakesThem() throws Exception {
        var inbox = new RawInbox(tables);
        var said = new ArrayList<byte[]>();
        var random = new Random(3);
        inbox.start();
        for (int i = 0; i < 20_000; i++) {
            byte[] message = new byte[random.nextInt(1400)];
            random.nextBytes(message);
            said.add(message);
            inbox.keep(source, message, Instant.ofEpochSecond(i));
        }
        inbox.stop();

        List<byte[]> kept = kept();
        assertThat(kept).hasSize(said.size() - (int) inbox.lost());
        assertThat(inbox.lost()).isZero();
        for (int i = 0; i < said.size(); i++) {
            assertThat(kept.get(i)).isEqualTo(said.get(i));
        }
    }

    @Test
    void aSingleMessageIsKeptWithoutWaitingForMore() {
        var inbox = new RawInbox(tables);
        inbox.start();
        inbox.keep(source, new byte[] {1, 2, 3}, Instant.now());

        await().until(() -> kept().size() == 1);
        inbox.stop();
    }

    /** Its host has vanished: nothing is refused, nothing comes back, and the thread that writes can tell nobody. */
    @Test
    void aDatabaseThatNeverAnswersIsToldOfFromOutside() {
        var answers = new CountDownLatch(1);
        var inbox = new RawInbox(
                new DelegatingDataSource(tables) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        try {
                            answers.await();
                        } catch (InterruptedException stop) {
                            throw new SQLException(stop);
                        }
                        return super.getConnection();
                    }
                },
                new ProgressWatch(Duration.ofMillis(50)));
        inbox.start();
        assertThat(inbox.trouble()).isNull();
        inbox.keep(source, new byte[] {1, 2, 3}, Instant.now());
        await().until(() -> inbox.trouble() != null);
        assertThat(inbox.trouble().kind()).isEqualTo(Unwritten.Kind.AWAY);

        answers.countDown();
        await().until(() -> kept().size() == 1 && inbox.trouble() == null);
        inbox.stop();
    }

    @Test
    void aSourceThatSaysLittleIsKeptThoughAnotherOneNeverPauses() throws Exception {
        var inbox = new RawInbox(tables);
        var done = new AtomicBoolean();
        var busy = new Thread(() -> {
            var random = new Random(9);
            byte[] message = new byte[64 * 1024];
            while (!done.get()) {
                random.nextBytes(message);
                inbox.keep("busy", message.clone(), Instant.now());
                LockSupport.parkNanos(20_000_000);
            }
        });
        inbox.start();
        busy.start();
        inbox.keep(source, new byte[] {1, 2, 3}, Instant.now());
        await().until(() -> kept().size() == 1);
        done.set(true);
        busy.join();
        inbox.stop();
    }

    @Test
    void whatCouldNotBeKeptIsNotedWithItsTimes() {
        var inbox = new RawInbox(tables);
        byte[] large = new byte[600 * 1024];
        new Random(5).nextBytes(large);
        int said = 0;
        for (; inbox.lost() < 3; said++) {
            inbox.keep(source, large, Instant.ofEpochSecond(said));
        }
        inbox.start();
        int last = said - 1;
        await().untilAsserted(() -> assertThat(
                        database.sql("select source || ' ' || extract(epoch from first_at)::int || ' '"
                                        + " || extract(epoch from last_at)::int || ' ' || messages from raw_loss")
                                .query(String.class)
                                .list())
                .containsExactly("pbx " + (last - 2) + " " + last + " 3"));
        inbox.stop();
    }

    private List<byte[]> kept() throws Exception {
        var messages = new ArrayList<byte[]>();
        for (byte[] chunk : database.sql("select payload from raw_chunk where source = ? order by id")
                .param(source)
                .query((row, at) -> row.getBytes(1))
                .list()) {
            try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(chunk)))) {
                while (true) {
                    in.readLong();
                    messages.add(in.readNBytes(in.readInt()));
                }
            } catch (java.io.EOFException end) {
                continue;
            }
        }
        return messages;
    }
}
