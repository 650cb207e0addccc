package org.ringbook.telephony.inbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Until when the histories of the sources have been read. Any thread; waits for the database. */
@Component
public class Watermarks {

    private final JdbcClient database;
    private final Map<List<String>, Instant> inMemory = new ConcurrentHashMap<>();

    /** In memory alone. */
    public Watermarks() {
        this(null);
    }

    @Autowired
    public Watermarks(JdbcClient database) {
        this.database = database;
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

    /** It never goes back. */
    public void raise(String source, String name, Instant until) {
        if (database == null) {
            inMemory.merge(List.of(source, name), until, (known, now) -> now.isAfter(known) ? now : known);
            return;
        }
        database.sql("insert into watermark (source, name, until) values (?, ?, ?) on conflict (source, name)"
                        + " do update set until = greatest(watermark.until, excluded.until)")
                .params(source, name, Timestamp.from(until))
                .update();
    }
}
