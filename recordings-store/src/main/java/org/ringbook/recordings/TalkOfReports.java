package org.ringbook.recordings;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringbook.reports.TalkShares;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who spoke how much, as reports read it. */
@Component
class TalkOfReports implements TalkShares {

    private final JdbcClient jdbc;

    TalkOfReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Share> during(Instant from, Instant to, Share after, int limit) {
        return jdbc.sql("""
                        select r.id, r.started_at, r.call_id, (look.seconds * 1000)::bigint, (look.theirs * 1000)::bigint,
                            (look.ours * 1000)::bigint, (look.silence * 1000)::bigint, (look.overlap * 1000)::bigint
                        from recording r join recording_look look on look.sha256 = r.sha256
                        where r.status = 'stored' and look.seconds > 0 and r.started_at >= :from and r.started_at < :to
                            and (:last::uuid is null or (r.started_at, r.id) > (:from, :last::uuid))
                        order by r.started_at, r.id limit :limit""")
                .param("from", Timestamp.from(after == null ? from : after.at()))
                .param("to", Timestamp.from(to))
                .param("last", after == null ? null : after.id())
                .param("limit", limit)
                .query((row, number) -> new Share(
                        row.getObject(1, UUID.class),
                        row.getTimestamp(2).toInstant(),
                        row.getObject(3, UUID.class),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8)))
                .list();
    }
}
