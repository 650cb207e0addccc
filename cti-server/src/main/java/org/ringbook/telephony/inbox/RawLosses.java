package org.ringbook.telephony.inbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.ringbook.calls.log.Unwritten;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Times of which raw messages are missing, until they are noted: nobody shall take what is left of such a time for the whole of it. */
final class RawLosses {

    private static final Logger LOG = LoggerFactory.getLogger(RawLosses.class);

    private final JdbcClient database;
    private final Map<String, Loss> bySource = new HashMap<>();

    RawLosses(JdbcClient database) {
        this.database = database;
    }

    private record Loss(Instant first, Instant last, int messages) {

        Loss and(Loss other) {
            return new Loss(
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last,
                    messages + other.messages);
        }
    }

    void add(RawChunk chunk) {
        var loss = new Loss(chunk.first, chunk.last, chunk.messages);
        boolean first;
        synchronized (this) {
            first = bySource.put(
                            chunk.source,
                            bySource.containsKey(chunk.source)
                                    ? bySource.get(chunk.source).and(loss)
                                    : loss)
                    == null;
        }
        if (first) {
            LOG.error("Raw messages of {} are not kept from {} on", chunk.source, chunk.first);
        }
    }

    synchronized boolean isEmpty() {
        return bySource.isEmpty();
    }

    /** Notes what it can. Waits for the database. */
    void note() {
        Map<String, Loss> losses;
        synchronized (this) {
            losses = Map.copyOf(bySource);
        }
        for (Map.Entry<String, Loss> each : losses.entrySet()) {
            if (!note(each.getKey(), each.getValue())) {
                return;
            }
        }
    }

    /** @return false when the database does not take it at present */
    private boolean note(String source, Loss loss) {
        try {
            database.sql("insert into raw_loss (source, first_at, last_at, messages) values (?, ?, ?, ?)")
                    .params(source, Timestamp.from(loss.first), Timestamp.from(loss.last), loss.messages)
                    .update();
        } catch (RuntimeException | Error unwritten) {
            if (!Unwritten.isFaultOfTheData(unwritten)) {
                return false;
            }
            LOG.debug("A loss cannot be noted", unwritten);
        }
        LOG.error("{} raw messages of {} from {} to {} were not kept", loss.messages, source, loss.first, loss.last);
        synchronized (this) {
            // Written twice in part, if more was lost meanwhile: that does no harm.
            bySource.remove(source, loss);
        }
        return true;
    }
}
