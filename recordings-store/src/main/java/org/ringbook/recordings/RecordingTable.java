package org.ringbook.recordings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what is known of recordings; what becomes of them is written by whoever fetches and frees them. Waits for the database; any thread. */
@Component
class RecordingTable {

    private final JdbcClient jdbc;

    RecordingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Recording> find(UUID id) {
        return jdbc.sql("select * from recording where id = ?")
                .param(id)
                .query(RecordingTable::read)
                .optional();
    }

    Map<UUID, Recording> of(Collection<UUID> ids) {
        var found = new HashMap<UUID, Recording>();
        if (!ids.isEmpty()) {
            jdbc.sql("select * from recording where id = any(?)")
                    .param(ids.toArray(UUID[]::new))
                    .query(RecordingTable::read)
                    .list()
                    .forEach(recording -> found.put(recording.id(), recording));
        }
        return found;
    }

    private static Recording read(ResultSet row, int number) throws SQLException {
        return new Recording(
                row.getObject("id", UUID.class),
                row.getObject("call_id", UUID.class),
                row.getString("source"),
                time(row, "started_at"),
                row.getBigDecimal("seconds"),
                Call.RecordingStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getInt("tries"),
                time(row, "due_at"),
                row.getString("format"),
                row.getObject("channels", Integer.class),
                row.getString("sha256"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
