package org.ringbook.recordings;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.ringbook.recordings.audio.TalkFigures;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds conversations by who spoke how much. Only recordings whose sides are apart have figures. Waits for the database; any thread. */
@Component
public class TalkSearch {

    private static final int BATCH = 200;

    private static final String FOUND = """
            select recording.id, recording.call_id, recording.started_at, look.*
            from recording join recording_look look on look.sha256 = recording.sha256
            where recording.status = 'stored' and look.seconds > 0
              and recording.started_at >= :from and recording.started_at < :to
              and (recording.started_at, recording.id) < (:before, :beforeId)
              and look.silence >= :silence and greatest(look.their_longest, look.our_longest) >= :monologue
              and 100 * look.ours >= :ours * look.seconds and 100 * look.theirs >= :theirs * look.seconds
            order by recording.started_at desc, recording.id desc limit :limit""";

    private final JdbcClient jdbc;

    TalkSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What to look for; 0 for any.
     *
     * @param from start of the recording, inclusive
     * @param to exclusive
     * @param silence seconds at least
     * @param monologue seconds at least, of either side
     * @param ours share of our speech in percent of the whole, at least
     * @param theirs share of theirs
     */
    public record Asked(Instant from, Instant to, int silence, int monologue, int ours, int theirs) {}

    public record Found(UUID recordingId, UUID callId, Instant startedAt, TalkFigures talk) {}

    /**
     * Newest first.
     *
     * @param wanted which of them are for who asks
     */
    public List<Found> find(Asked asked, Predicate<Found> wanted, int limit) {
        var found = new ArrayList<Found>();
        Instant before = asked.to();
        UUID beforeId = new UUID(-1, -1);
        while (found.size() < limit) {
            List<Found> some = read(asked, before, beforeId);
            some.stream().filter(wanted).limit((long) limit - found.size()).forEach(found::add);
            if (some.size() < BATCH) {
                return found;
            }
            before = some.get(BATCH - 1).startedAt();
            beforeId = some.get(BATCH - 1).recordingId();
        }
        return found;
    }

    private List<Found> read(Asked asked, Instant before, UUID beforeId) {
        return jdbc.sql(FOUND)
                .param("from", Timestamp.from(asked.from()))
                .param("to", Timestamp.from(asked.to()))
                .param("before", Timestamp.from(before))
                .param("beforeId", beforeId)
                .param("silence", BigDecimal.valueOf(asked.silence()))
                .param("monologue", BigDecimal.valueOf(asked.monologue()))
                .param("ours", BigDecimal.valueOf(asked.ours()))
                .param("theirs", BigDecimal.valueOf(asked.theirs()))
                .param("limit", BATCH)
                .query((row, number) -> new Found(
                        row.getObject("id", UUID.class),
                        row.getObject("call_id", UUID.class),
                        row.getTimestamp("started_at").toInstant(),
                        new TalkFigures(
                                row.getBigDecimal("seconds"),
                                row.getBigDecimal("theirs"),
                                row.getBigDecimal("ours"),
                                row.getBigDecimal("their_longest"),
                                row.getBigDecimal("our_longest"),
                                row.getBigDecimal("silence"),
                                row.getBigDecimal("overlap"))))
                .list();
    }
}
