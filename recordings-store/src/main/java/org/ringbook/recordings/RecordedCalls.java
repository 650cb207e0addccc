package org.ringbook.recordings;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the calls of which there is audio to hear. Waits for the database; any thread. */
@Component
public class RecordedCalls {

    private static final int BATCH = 100;

    private static final String STORED = """
            select id, call_id, started_at from recording
            where status = 'stored' and started_at >= :from and (started_at, id) < (:before, :beforeId)
            order by started_at desc, id desc limit :limit""";

    private final JdbcClient jdbc;

    RecordedCalls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A recording in the list, newest first; what follows it is older. */
    public record Place(Instant startedAt, UUID recordingId) {

        /** Before everything that began sooner than this. */
        public static Place of(Instant end) {
            return new Place(end, new UUID(0, 0));
        }
    }

    /**
     * @param calls newest first, each once
     * @param next where older ones begin; null when there are none
     */
    public record Page(List<UUID> calls, Place next) {}

    private record Row(UUID callId, Place place) {}

    /**
     * A call with several recordings may stand on two pages, on each at its latest recording there.
     *
     * @param from start of the recording, inclusive
     * @param before only what is older
     * @param heard which of some calls are for who asks
     * @param limit calls at most
     */
    public Page find(Instant from, Place before, UnaryOperator<List<UUID>> heard, int limit) {
        var found = new LinkedHashSet<UUID>();
        Place place = before;
        while (true) {
            List<Row> some = read(from, place);
            List<UUID> theirs =
                    heard.apply(some.stream().map(Row::callId).distinct().toList());
            for (Row row : some) {
                if (found.size() == limit && theirs.contains(row.callId()) && !found.contains(row.callId())) {
                    return new Page(new ArrayList<>(found), place);
                }
                place = row.place();
                if (theirs.contains(row.callId())) {
                    found.add(row.callId());
                }
            }
            if (some.size() < BATCH) {
                return new Page(new ArrayList<>(found), null);
            }
        }
    }

    private List<Row> read(Instant from, Place before) {
        return jdbc.sql(STORED)
                .param("from", Timestamp.from(from))
                .param("before", Timestamp.from(before.startedAt()))
                .param("beforeId", before.recordingId())
                .param("limit", BATCH)
                .query((row, number) -> new Row(
                        row.getObject("call_id", UUID.class),
                        new Place(row.getTimestamp("started_at").toInstant(), row.getObject("id", UUID.class))))
                .list();
    }
}
