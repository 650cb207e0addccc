package org.ringbook.recordings;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** As the index call_spoken has it. */
    private static final String SPOKEN = """
            call.result = 'answered' and call.state = 'ended' and call.talk_seconds > 0
              and call.started_at >= :from and call.started_at < :to
              and call.source = any(array(select source from recording_source))""";

    /**
     * Most calls have their recording, and are known to by a walk along an index of the period; what is left is looked at one by one,
     * also for recordings that began outside of it.
     */
    private static final String LOOK = """
            with recursive every as (
                (select source from recording order by source limit 1)
                union all
                select (select source from recording where source > every.source order by source limit 1)
                from every where every.source is not null),
            recording_source as materialized (
                select source from every
                where exists (select from recording
                              where recording.source = every.source and started_at < :to
                                and started_at >= cast(:from as timestamptz) - interval '30 days')),
            doubtful as materialized (
                select id, started_at from call
                where %1$s
                  and not exists (
                    select from recording
                    where recording.call_id = call.id and recording.status = 'stored'
                      and recording.source = any(array(select source from recording_source))
                      and recording.started_at >= :from and recording.started_at < cast(:to as timestamptz) + interval '1 day')
                  and not exists (select from call_seen_again where other_id = call.id)),
            wanting as materialized (
                select doubtful.id, doubtful.started_at, known.status is null or known.status = 'missing' as lost,
                       case when known.status is null then 'not_told' else coalesce(known.reason, 'waits') end as why
                from doubtful
                cross join lateral (
                    select min(status) as status, max(reason) as reason, coalesce(bool_or(status = 'stored'), false) as stored
                    from recording where call_id = doubtful.id) as known
                where not known.stored)
            select null as why, false as lost, (select count(*) from call where %1$s)
                       - (select count(*) from call_seen_again join call on call.id = other_id where %1$s) as calls,
                   null::uuid as id, null::timestamptz as started_at
            union all
            select why, lost, count(*), null, null from wanting group by why, lost
            union all
            (select why, lost, 1, id, started_at from wanting order by started_at desc, id limit :limit offset :past)""".formatted(SPOKEN);

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

    /**
     * A call that should have a recording and has none.
     *
     * @param reason as in {@link Why}
     */
    public record Wanting(UUID callId, Instant startedAt, String reason) {}

    /** @param wanting newest first, some of those that the report counts */
    public record Look(Report report, List<Wanting> wanting) {}

    /** @param to exclusive */
    public Report of(Instant from, Instant to) {
        return look(from, to, 0, 0).report();
    }

    /**
     * @param to exclusive
     * @param past so many of the calls that are wanting were named before
     * @param limit of those that are named now
     */
    public Look look(Instant from, Instant to, int past, int limit) {
        var why = new ArrayList<Why>();
        var wanting = new ArrayList<Wanting>();
        long[] should = {0};
        jdbc.sql(LOOK)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("past", past)
                .param("limit", limit)
                .query(row -> {
                    String reason = row.getString("why");
                    UUID call = row.getObject("id", UUID.class);
                    if (call != null) {
                        wanting.add(
                                new Wanting(call, row.getTimestamp("started_at").toInstant(), reason));
                    } else if (reason != null) {
                        why.add(new Why(reason, row.getBoolean("lost"), row.getLong("calls")));
                    } else {
                        should[0] = row.getLong("calls");
                    }
                });
        why.sort(Comparator.comparing(Why::calls).reversed());
        wanting.sort(Comparator.comparing(Wanting::startedAt).reversed());
        long have = should[0] - why.stream().mapToLong(Why::calls).sum();
        return new Look(new Report(from, to, should[0], have, List.copyOf(why)), List.copyOf(wanting));
    }
}
