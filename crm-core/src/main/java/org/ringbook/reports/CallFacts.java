package org.ringbook.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.reports.ReportTable.Label;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Calls as the ledger of reports has them, for the tables behind a figure. Any thread; waits for the database and throws {@link DataAccessException} without it. */
@Component
public class CallFacts {

    private static final int PART = 5_000;

    private static final String SELECT = """
            select f.call_id, f.started_at, f.direction * 100 + f.result * 10 + f.reason as result, f.party, l.name as line, q.name as queue,
                p.name as person, f.wait, f.talk, f.hold
            from report_call f left join report_name l on l.id = f.line left join report_name q on q.id = f.queue
            left join report_name p on p.id = f.agent where f.call_id = any(?)""";

    private final JdbcClient jdbc;

    CallFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param result direction, result and reason as a label of the report "results"
     * @param party the outside number; empty when withheld or inside
     * @param person whose call it is; null for nobody
     * @param waiteded milliseconds, and so are those that follow
     */
    public record Line(
            UUID id,
            Instant startedAt,
            Label result,
            Label party,
            Label line,
            String queue,
            Label person,
            long waited,
            long talk,
            long hold) {}

    /** In their order; calls that are gone since are left out. */
    public void each(List<UUID> calls, Consumer<Line> taker) {
        for (int from = 0; from < calls.size(); from += PART) {
            List<UUID> part = calls.subList(from, Math.min(calls.size(), from + PART));
            Map<UUID, Line> found = new HashMap<>();
            jdbc.sql(SELECT).param(part.toArray(UUID[]::new)).query((ResultSet row) -> {
                Line line = read(row);
                found.put(line.id(), line);
            });
            part.stream().map(found::get).filter(java.util.Objects::nonNull).forEach(taker);
        }
    }

    public List<Line> list(List<UUID> calls) {
        var lines = new ArrayList<Line>();
        each(calls, lines::add);
        return lines;
    }

    private static Line read(ResultSet row) throws SQLException {
        String party = row.getString("party");
        String line = row.getString("line");
        String person = row.getString("person");
        Timestamp start = row.getTimestamp("started_at");
        return new Line(
                row.getObject("call_id", UUID.class),
                start.toInstant(),
                new Label("result", row.getString("result")),
                new Label("party", party == null ? "" : party),
                new Label("line", line == null ? "" : line),
                row.getString("queue"),
                person == null ? null : new Label("person", person),
                row.getLong("wait"),
                row.getLong("talk"),
                row.getLong("hold"));
    }
}
