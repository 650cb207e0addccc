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
    public List<Share> during(Instant from, Instant to) {
        return jdbc.sql("""
                        select r.call_id, (look.seconds * 1000)::bigint, (look.theirs * 1000)::bigint, (look.ours * 1000)::bigint,
                            (look.silence * 1000)::bigint, (look.overlap * 1000)::bigint
                        from recording r join recording_look look on look.sha256 = r.sha256
                        where r.status = 'stored' and look.seconds > 0 and r.started_at >= ? and r.started_at < ?""")
                .params(Timestamp.from(from), Timestamp.from(to))
                .query((row, number) -> new Share(
                        row.getObject(1, UUID.class),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)))
                .list();
    }
}
