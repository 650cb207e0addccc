package org.ringbook.telephony.inbox;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages of one source, one after another, as they are kept together. For one thread at a time. */
final class RawChunk {

    final String source;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    final DataOutputStream out = new DataOutputStream(bytes);
    final Instant first;
    private final long openedAt = System.nanoTime();
    Instant last;
    int messages;

    RawChunk(String source, Instant first) {
        this.source = source;
        this.first = first;
        this.last = first;
    }

    void add(byte[] message, Instant received) {
        try {
            out.writeLong(received.getEpochSecond() * 1_000_000 + received.getNano() / 1000);
            out.writeInt(message.length);
            out.write(message);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        last = received.isAfter(last) ? received : last;
        messages++;
    }

    boolean isOpenFor(long millis) {
        return System.nanoTime() - openedAt >= millis * 1_000_000;
    }

    byte[] deflated() {
        var packed = new ByteArrayOutputStream(bytes.size() / 6 + 64);
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(packed, deflater, 8192)) {
            bytes.writeTo(out);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    void insert(JdbcClient database, byte[] deflated) {
        database.sql("insert into raw_chunk (source, first_at, last_at, messages, payload) values (?, ?, ?, ?, ?)")
                .params(source, Timestamp.from(first), Timestamp.from(last), messages, deflated)
                .update();
    }
}
