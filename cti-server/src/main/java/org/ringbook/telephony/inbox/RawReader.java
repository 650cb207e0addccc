package org.ringbook.telephony.inbox;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads what the inbox has kept. Any thread; waits for the database and throws {@link DataAccessException} without it. However long
 * the time is that is read, only a few chunks of half a megabyte are in memory at once.
 */
public final class RawReader {

    private static final int CHUNKS_AT_ONCE = 8;

    private static final Duration CLOCK_CORRECTED = Duration.ofMinutes(1);

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    RawReader(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        transaction.setReadOnly(true);
    }

    /** Takes what one message said, and when it was received. */
    public interface Taker {
        void message(byte[] bytes, Instant received);
    }

    /** When the last message of a source was received that is kept. */
    Optional<Instant> lastReceived(String source) {
        // Our clock may have been ahead for a while: what bears a time to come says nothing of when it was received.
        return database.sql("select coalesce(max(last_at) filter (where last_at <= ?), max(last_at)) from raw_chunk"
                        + " where source = ?")
                .params(Timestamp.from(Instant.now().plus(CLOCK_CORRECTED)), source)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** What a source said, in the order of receipt. */
    void read(String source, Instant from, Taker taker) {
        // Only in a transaction the driver hands out rows a few at a time.
        transaction.executeWithoutResult(status -> database.sql(
                        "select payload from raw_chunk where source = ? and last_at >= ? order by first_at, id")
                .params(source, Timestamp.from(from))
                .withFetchSize(CHUNKS_AT_ONCE)
                .query((RowCallbackHandler) row -> inflate(row.getBytes(1), from, taker)));
    }

    /** The messages of one chunk that were received since. */
    public static void inflate(byte[] deflated, Instant from, Taker taker) {
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(deflated)))) {
            while (true) {
                long micros;
                try {
                    micros = in.readLong();
                } catch (EOFException end) {
                    return;
                }
                byte[] message = new byte[in.readInt()];
                in.readFully(message);
                Instant received = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
                if (!received.isBefore(from)) {
                    taker.message(message, received);
                }
            }
        } catch (IOException torn) {
            throw new UncheckedIOException("A chunk of raw messages cannot be read", torn);
        }
    }
}
