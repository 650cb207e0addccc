package org.ringbook.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.reports.StateIntervals.Interval;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The day of one person: what they were when, and their calls above it. Any thread; every method waits for the database and throws {@link
 * DataAccessException} without it.
 */
@Component
public class PersonDays {

    private static final String PARTS = """
            select p.call_id, p.direction, coalesce(p.rang_at, p.answered_at, p.started_at) as since, p.answered_at,
                coalesce(p.ended_at, f.ended_at) as until, f.party
            from report_part p join report_call f on f.call_id = p.call_id
            where p.person = (select id from report_name where kind = 4 and name = :person)
                and p.started_at >= cast(:from as timestamptz) - interval '1 day' and p.started_at < :to
                and coalesce(p.ended_at, f.ended_at, :to) > :from and (p.answered_at is not null or p.rang_at is not null)
            order by since""";

    private static final Duration GAP = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final ObjectProvider<StateIntervals> states;

    PersonDays(JdbcClient jdbc, ObjectProvider<StateIntervals> states) {
        this.jdbc = jdbc;
        this.states = states;
    }

    /**
     * A part that the person had in a call.
     *
     * @param direction 0 inbound, 1 outbound, 2 internal
     * @param answered when they spoke; null when it only rang
     * @param until null while it goes on
     * @param party the outside number without the plus; null for none
     */
    public record Part(UUID call, int direction, Instant since, Instant answered, Instant until, Long party) {}

    /** @param state a state of the ledger, or unknown where it says nothing */
    public record State(String state, String reason, Instant since, Instant until) {}

    /** @param sums time of each state and reason, the longest first */
    public record Day(
            Instant from,
            Instant to,
            List<State> states,
            List<Part> calls,
            Map<String, Duration> sums,
            List<State> gaps) {

        public Instant firstCall() {
            return calls.isEmpty() ? null : calls.get(0).since();
        }

        public Instant lastCall() {
            return calls.isEmpty() ? null : calls.get(calls.size() - 1).since();
        }

        /** Time at the telephone. */
        public Duration talk() {
            return calls.stream()
                    .filter(call -> call.answered() != null && call.until() != null)
                    .map(call -> Duration.between(later(call.answered(), from), earlier(call.until(), to)))
                    .filter(time -> !time.isNegative())
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    public Day of(UUID person, LocalDate day, ZoneId zone) {
        Instant from = day.atStartOfDay(zone).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(zone).toInstant();
        Instant end = earlier(to, Instant.now());
        List<Part> calls = jdbc.sql(PARTS)
                .param("person", person.toString())
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query(PersonDays::read)
                .list();
        StateIntervals ledger = states.getIfAvailable();
        List<State> known = known(ledger == null ? List.of() : ledger.during(Set.of(person), from, to), from, end);
        return new Day(from, to, known, calls, sums(known), gaps(known, calls));
    }

    /** One after the other from the day's beginning to its end, with what nobody knows between. */
    static List<State> known(List<Interval> intervals, Instant from, Instant end) {
        var all = new ArrayList<State>();
        Instant upTo = from;
        for (Interval one : intervals) {
            Instant since = later(one.since(), upTo);
            Instant until = one.until() == null ? end : earlier(one.until(), end);
            if (since.isAfter(upTo)) {
                all.add(new State("unknown", null, upTo, earlier(since, end)));
            }
            if (until.isAfter(since)) {
                all.add(new State(one.state(), one.reason(), since, until));
                upTo = until;
            }
        }
        if (end.isAfter(upTo)) {
            all.add(new State("unknown", null, upTo, end));
        }
        return all;
    }

    private static Map<String, Duration> sums(List<State> states) {
        var sums = new LinkedHashMap<String, Duration>();
        states.forEach(one -> sums.merge(
                one.reason() == null ? one.state() : one.state() + " " + one.reason(),
                Duration.between(one.since(), one.until()),
                Duration::plus));
        return sums;
    }

    /** Of more than a quarter of an hour, in which they were available and no call was theirs. */
    static List<State> gaps(List<State> states, List<Part> calls) {
        var gaps = new ArrayList<State>();
        for (State one : states) {
            if (!one.state().equals("available")) {
                continue;
            }
            Instant free = one.since();
            for (Part call : calls) {
                if (!call.since().isBefore(one.until())) {
                    break;
                }
                if (call.since().isAfter(free)) {
                    gap(gaps, free, call.since());
                }
                free = call.until() == null ? one.until() : later(free, call.until());
            }
            gap(gaps, free, one.until());
        }
        return gaps;
    }

    private static void gap(List<State> gaps, Instant from, Instant to) {
        if (to.isAfter(from) && Duration.between(from, to).compareTo(GAP) > 0) {
            gaps.add(new State("available", null, from, to));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Part read(ResultSet row, int number) throws SQLException {
        return new Part(
                row.getObject("call_id", UUID.class),
                row.getInt("direction"),
                row.getTimestamp("since").toInstant(),
                time(row.getTimestamp("answered_at")),
                time(row.getTimestamp("until")),
                row.getObject("party", Long.class));
    }

    private static Instant time(Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
