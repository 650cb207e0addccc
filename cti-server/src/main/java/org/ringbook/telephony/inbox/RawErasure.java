package org.ringbook.telephony.inbox;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Overwrites words in what the sources said: each with as many zeros, so that all else stays where it is and calls can still be derived
 * again. Any thread; waits for the database.
 */
@Component
public class RawErasure {

    private static final int SHORTEST = 5;

    private final JdbcClient jdbc;

    RawErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Chunk(long id, Timestamp first, byte[] payload) {}

    /**
     * @param source whose messages
     * @param words such as a number without its country; shorter ones than five characters are left alone, they stand everywhere
     * @return how many chunks of messages were changed
     */
    public int erase(String source, Instant from, Instant to, List<String> words) {
        List<byte[]> wanted = words.stream()
                .filter(word -> word.length() >= SHORTEST)
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
        if (wanted.isEmpty()) {
            return 0;
        }
        List<Long> ids = jdbc.sql(
                        "select id from raw_chunk where source = ? and last_at >= ? and first_at <= ? order by id")
                .params(source, Timestamp.from(from), Timestamp.from(to))
                .query(Long.class)
                .list();
        int changed = 0;
        for (long id : ids) {
            changed += erase(id, source, wanted) ? 1 : 0;
        }
        return changed;
    }

    private boolean erase(long id, String source, List<byte[]> words) {
        Chunk chunk = jdbc.sql("select id, first_at, payload from raw_chunk where id = ? and source = ?")
                .params(id, source)
                .query((row, n) -> new Chunk(row.getLong(1), row.getTimestamp(2), row.getBytes(3)))
                .optional()
                .orElse(null);
        if (chunk == null) {
            return false;
        }
        var anew = new RawChunk(source, Instant.EPOCH);
        boolean[] found = new boolean[1];
        RawReader.inflate(chunk.payload, Instant.MIN, (message, received) -> {
            for (byte[] word : words) {
                found[0] |= overwrite(message, word);
            }
            anew.add(message, received);
        });
        if (found[0]) {
            jdbc.sql("update raw_chunk set payload = ? where id = ? and first_at = ?")
                    .params(anew.deflated(), chunk.id, chunk.first)
                    .update();
        }
        return found[0];
    }

    static boolean overwrite(byte[] message, byte[] word) {
        boolean found = false;
        for (int at = 0; at + word.length <= message.length; at++) {
            if (message[at] == word[0] && Arrays.equals(message, at, at + word.length, word, 0, word.length)) {
                Arrays.fill(message, at, at + word.length, (byte) '0');
                found = true;
                at += word.length - 1;
            }
        }
        return found;
    }
}
