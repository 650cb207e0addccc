package org.ringbook.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.StateIntervals.Interval;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What went on in any second of the past: who talked with whom, who waited, who was paused, by all that is known of it today. Any thread;
 * every method waits for the database and throws {@link DataAccessException} without it.
 */
@Component
public class Moments {

    private static final String CALLS = """
            select f.call_id, f.direction, f.party, f.started_at, f.answered_at, l.name as line,
                (select q.name from report_stint s join report_name q on q.id = s.queue where s.call_id = f.call_id
                    and s.entered_at <= :at and (s.left_at is null or s.left_at > :at) order by s.entered_at desc limit 1) as queue,
                array(select n.name from report_part p join report_name n on n.id = p.person where p.call_id = f.call_id
                    and p.answered_at <= :at and (p.ended_at is null or p.ended_at > :at) order by p.answered_at) as talking,
                array(select n.name from report_part p join report_name n on n.id = p.person where p.call_id = f.call_id
                    and p.rang_at <= :at and (p.answered_at is null or p.answered_at > :at)
                    and (p.ended_at is null or p.ended_at > :at) order by p.rang_at, n.name) as ringing
            from report_call f left join report_name l on l.id = f.line
            where f.started_at <= :at and f.started_at > cast(:at as timestamptz) - interval '2 days'
                and (f.ended_at is null or f.ended_at > :at) and not f.excluded\s""";

    private static final String SEEN = " and exists (select from report_part p join report_name n on n.id = p.person"
            + " where p.call_id = f.call_id and n.kind = 4 and n.name = any(:people))";

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final JdbcClient jdbc;
    private final ObjectProvider<StateIntervals> states;

    Moments(JdbcClient jdbc, ObjectProvider<StateIntervals> states) {
        this.jdbc = jdbc;
        this.states = states;
    }

    /** How a call stood. */
    public enum Standing {
        WAITING,
        RINGING,
        TALKING
    }

    /**
     * @param direction 0 inbound, 1 outbound, 2 internal
     * @param party the outside number without the plus; null for none
     * @param line our number; null for none
     * @param queue in which it stood in that second; null for none
     * @param since of the standing
     */
    public record Going(
            UUID call,
            int direction,
            Long party,
            String line,
            String queue,
            Standing standing,
            Instant since,
            List<Label> people) {}

    /** @param calls longest first */
    public record Board(Instant at, List<Going> calls, List<Interval> people) {

        public long waiting() {
            return calls.stream()
                    .filter(call -> call.standing() == Standing.WAITING)
                    .count();
        }

        public long talking() {
            return calls.stream()
                    .filter(call -> call.standing() == Standing.TALKING)
                    .count();
        }
    }

    /** @param people whose calls and states may be seen; null for everybody's */
    public Board at(Instant at, Collection<UUID> people) {
        var query = jdbc.sql(CALLS + (people == null ? "" : SEEN) + " order by f.started_at, f.call_id")
                .param("at", Timestamp.from(at));
        if (people != null) {
            query = query.param("people", people.stream().map(UUID::toString).toArray(String[]::new));
        }
        List<Going> calls = query.query((row, number) -> read(row, at)).list();
        StateIntervals ledger = states.getIfAvailable();
        return new Board(at, calls, ledger == null ? List.of() : ledger.during(people, at, at.plus(MOMENT)));
    }

    private static Going read(ResultSet row, Instant at) throws SQLException {
        Timestamp answered = row.getTimestamp("answered_at");
        List<String> talking = texts(row, "talking");
        boolean talks = answered != null && !answered.toInstant().isAfter(at);
        List<String> ringing = texts(row, "ringing");
        Standing standing = talks ? Standing.TALKING : ringing.isEmpty() ? Standing.WAITING : Standing.RINGING;
        return new Going(
                row.getObject("call_id", UUID.class),
                row.getInt("direction"),
                row.getObject("party", Long.class),
                row.getString("line"),
                row.getString("queue"),
                standing,
                talks ? answered.toInstant() : row.getTimestamp("started_at").toInstant(),
                (talks ? talking : ringing)
                        .stream().map(name -> new Label("person", name)).toList());
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
