package org.ringbook.recordings;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** For stories of the rooms below: what pages and API would show of a recording. */
public final class KnownRecordings {

    private final RecordingTable table;

    public KnownRecordings(JdbcClient jdbc) {
        this.table = new RecordingTable(jdbc);
    }

    public Optional<Recording> find(UUID id) {
        return table.find(id);
    }
}
