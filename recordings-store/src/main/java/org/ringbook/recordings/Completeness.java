package org.ringbook.recordings;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Of the answered calls that should have a recording: which have one, and of each other why it has none. A source that told of no
 * recording at all, neither in the period nor in the 30 days before it, does not record. Waits for the database; any thread.
 */
@Component
public class Completeness {

    private static final String ANSWERED = """
            from call
            left join (
                select call_id, case when bool_or(recording.status = 'stored') then 'stored' else min(recording.status) end as status,
                       max(recording.reason) as reason, count(*) as told
                from recording join call as its on its.id = recording.call_id
                where its.started_at >= :from and its.started_at < :to
                group by call_id) as known on known.call_id = call.id
            where call.result = 'answered' and call.state = 'ended'
              and call.started_at >= :from and call.started_at < :to
              and call.talk_seconds > 0
              and call.source in (select distinct source from recording
                                  where started_at >= cast(:from as timestamptz) - interval '30 days' and started_at < :to)
              and not exists (select from call_seen_again where other_id = call.id)""";

    private final JdbcClient jdbc;

    Completeness(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param should answered calls that should have a recording
     * @param have those that have
     * @param why of the others, by reason
     */
    public record Report(Instant from, Instant to, long should, long have, List<Why> why) {

        /** 100 when none is wanting. */
        public double percent() {
            return should == 0 ? 100 : 100.0 * have / should;
        }
    }

    /**
     * @param reason stable word: {@code recording.reason.REASON} in both languages; "not_told" when the source told of none
     * @param lost whether it is given up
     */
    public record Why(String reason, boolean lost, long calls) {}

    /** @param to exclusive */
    public Report of(Instant from, Instant to) {
        List<Why> all = jdbc.sql(
                        "select case when known.status = 'stored' then 'stored' when known.told is null then 'not_told'"
                                + " else coalesce(known.reason, 'waits') end as why, coalesce(known.status = 'missing', true) as lost,"
                                + " count(*) as calls " + ANSWERED + " group by 1, 2 order by 3 desc")
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, number) -> new Why(row.getString("why"), row.getBoolean("lost"), row.getLong("calls")))
                .list();
        long should = all.stream().mapToLong(Why::calls).sum();
        long have = all.stream()
                .filter(why -> why.reason().equals("stored"))
                .mapToLong(Why::calls)
                .sum();
        return new Report(
                from,
                to,
                should,
                have,
                all.stream().filter(why -> !why.reason().equals("stored")).toList());
    }

    /**
     * A call that should have a recording and has none.
     *
     * @param reason as in {@link Why}
     */
    public record Wanting(UUID callId, Instant startedAt, String reason) {}

    /** Newest first. */
    public List<Wanting> wanting(Instant from, Instant to, int limit) {
        return jdbc.sql("select call.id, call.started_at, case when known.told is null then 'not_told'"
                        + " else coalesce(known.reason, 'waits') end as why " + ANSWERED
                        + " and (known.status is null or known.status <> 'stored')"
                        + " order by call.started_at desc limit :limit")
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("limit", limit)
                .query((row, number) -> new Wanting(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("started_at").toInstant(),
                        row.getString("why")))
                .list();
    }
}
