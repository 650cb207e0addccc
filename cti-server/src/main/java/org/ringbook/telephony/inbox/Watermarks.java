package org.ringbook.telephony.inbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.ringbook.calls.log.WriteLimits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Until when the histories of the sources have been read. Any thread; waits for the database. */
@Component
public class Watermarks {

    private final JdbcClient database;
    private final Map<List<String>, Instant> inMemory = new ConcurrentHashMap<>();
    private final Map<List<String>, Instant> seenInMemory = new ConcurrentHashMap<>();

    /** In memory alone. */
    public Watermarks() {
        this(null);
    }

    @Autowired
    public Watermarks(DataSource database) {
        this.database = database == null ? null : JdbcClient.create(WriteLimits.soon(database));
    }

    /** @param name of one of the source's histories */
    public Optional<Instant> of(String source, String name) {
        if (database == null) {
            return Optional.ofNullable(inMemory.get(List.of(source, name)));
        }
        return database.sql("select until from watermark where source = ? and name = ?")
                .params(source, name)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /**
     * Where the last stretch began that told anything: until then surely all was read, whatever our clock said. Empty when nothing
     * was told yet.
     */
    public Optional<Instant> seen(String source, String name) {
        if (database == null) {
            return Optional.ofNullable(seenInMemory.get(List.of(source, name)));
        }
        return database.sql("select seen from watermark where source = ? and name = ? and seen is not null")
                .params(source, name)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /**
     * It is read until then. It never goes back.
     *
     * @param seen where the stretch began, when it told anything; else null
     */
    public void raise(String source, String name, Instant until, Instant seen) {
        if (database == null) {
            inMemory.merge(List.of(source, name), until, (known, now) -> now.isAfter(known) ? now : known);
            seenInMemory.compute(List.of(source, name), (key, known) -> seen == null ? known : seen);
            return;
        }
        database.sql("insert into watermark (source, name, until, seen) values (?, ?, ?, ?) on conflict (source, name)"
                        + " do update set until = greatest(watermark.until, excluded.until),"
                        + " seen = coalesce(excluded.seen, watermark.seen)")
                .params(source, name, Timestamp.from(until), seen == null ? null : Timestamp.from(seen))
                .update();
    }

    /** What it said was beyond what was read: it is read from then on. */
    public void putBack(String source, String name, Instant until) {
        if (database == null) {
            inMemory.put(List.of(source, name), until);
            return;
        }
        database.sql("update watermark set until = ? where source = ? and name = ?")
                .params(Timestamp.from(until), source, name)
                .update();
    }
}
