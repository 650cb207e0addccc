package org.ringbook.reports;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether the figures of a day tie out: what must be equal is counted twice, in two ways, and whatever differs is kept with the calls that
 * break it. Any thread; every method waits for the database and throws {@link DataAccessException} without it.
 */
public final class LedgerCheck {

    private static final int FIRST_YEAR = 2000;
    private static final String DAY = "f.started_at >= :from and f.started_at < :to";

    /** In which anybody beside the outside party had the call, ours and those it was handed to. */
    private static final String UNITED = """
            select f.call_id, f.talk, (select coalesce(sum(extract(epoch from upper(r) - lower(r)) * 1000), 0)::bigint
                from unnest(u.spans) r) as united
            from report_call f join call c on c.id = f.call_id
            left join lateral (select range_agg(tstzrange(greatest(l.answered_at, f.answered_at), least(coalesce(l.ended_at, f.ended_at), f.ended_at)))
                as spans from call_leg l where l.call_id = f.call_id and l.answered_at is not null
                and (l.kind = 'agent' or l.kind = 'outside' and l.party is distinct from c.external)
                and least(coalesce(l.ended_at, f.ended_at), f.ended_at) > greatest(l.answered_at, f.answered_at)) u on true
            where f.direction in (0, 1) and f.result = 1 and f.ended_at is not null and not f.healed and\s""" + DAY;

    private static final Map<String, String> IDENTITIES = identities();

    private final JdbcClient jdbc;
    private final ZoneId company;

    LedgerCheck(JdbcClient jdbc, ZoneId company) {
        this.jdbc = jdbc;
        this.company = company;
    }

    /** Each gives what stands on its two sides, and the calls that break it; none where it holds. */
    private static Map<String, String> identities() {
        var all = new LinkedHashMap<String, String>();
        all.put("facts", """
                select (select count(*) from report_call f where %1$s), (select count(*) from report_call_now f where %1$s), array(
                    (select call_id from (select * from report_call f where %1$s except select * from report_call_now f where %1$s) x
                    union select call_id from (select * from report_call_now f where %1$s except select * from report_call f where %1$s) y
                    union select call_id from (select * from report_part f where %1$s except select * from report_part_now f where %1$s) z)
                    limit 50)""".formatted(DAY));
        all.put(
                "inbound",
                broken(
                        "f.direction = 0",
                        "f.direction = 0 and (f.result <> 0 or f.ended_at is null)",
                        "f.direction = 0 and f.result = 0 and f.ended_at is not null"));
        all.put(
                "offered",
                broken(
                        "f.entered_at is not null",
                        "f.entered_at is not null and (f.queue_outcome <> 4 or f.ended_at is null)",
                        "f.entered_at is not null and f.queue_outcome = 4 and f.ended_at is not null"));
        all.put("speakers", """
                select (select count(*) from report_call f where f.result = 1 and f.agent is not null and %1$s),
                    (select count(*) from report_part p join report_call f on f.call_id = p.call_id
                        where f.result = 1 and p.is_last and %1$s),
                    array(select f.call_id from report_call f where f.result = 1 and f.agent is not null and %1$s
                        and not exists (select from report_part p where p.call_id = f.call_id and p.is_last) limit 50)""".formatted(DAY));
        all.put("talk", """
                with u as (%s)
                select coalesce(sum(u.talk), 0), coalesce(sum(u.united), 0),
                    array(select call_id from u where abs(u.talk - u.united) > 1000 limit 50)
                from u""".formatted(UNITED));
        all.put("sums", """
                select coalesce(sum(d.calls), 0), (select count(*) from report_call f where not f.excluded and %s), '{}'::uuid[]
                from report_day_calls d where d.dim = 3 and d.day = :day""".formatted(DAY));
        all.put("partitions", """
                select coalesce(sum(d.talk) filter (where d.dim = 1), 0) + coalesce(sum(d.calls) filter (where d.dim = 1), 0),
                    coalesce(sum(d.talk) filter (where d.dim = 2), 0) + coalesce(sum(d.calls) filter (where d.dim = 2), 0), '{}'::uuid[]
                from report_day_calls d where d.day = :day""");
        return all;
    }

    private static String broken(String one, String other, String breaking) {
        return "select (select count(*) from report_call f where %2$s and %1$s), (select count(*) from report_call f where %3$s and %1$s), array(select f.call_id from report_call f where %4$s and %1$s limit 50)"
                .formatted(DAY, one, other, breaking);
    }

    /** Names of all that is checked. */
    public static List<String> names() {
        return List.copyOf(IDENTITIES.keySet());
    }

    /** @param calls that break it, at most 50 */
    public record Breach(LocalDate day, String identity, long one, long other, List<UUID> calls, Instant foundAt) {}

    /** Whether a day can be checked: it is over, none of its calls has changed since it was summed up, and it is no slip of the pen. */
    public boolean isSettled(LocalDate day, LocalDate today) {
        return day.isBefore(today)
                && day.getYear() >= FIRST_YEAR
                && jdbc.sql("select not exists (select from report_dirty_day where day = ?)")
                        .param(Date.valueOf(day))
                        .query(Boolean.class)
                        .single();
    }

    /** Checks a day; what was found before of it is replaced. @return what does not tie out */
    public List<Breach> check(LocalDate day) {
        jdbc.sql("delete from report_breach where day = ?")
                .param(Date.valueOf(day))
                .update();
        List<Breach> found = IDENTITIES.keySet().stream()
                .map(identity -> checked(day, identity))
                .filter(LedgerCheck::isBroken)
                .toList();
        found.forEach(this::keep);
        jdbc.sql(
                        "insert into report_check as c (day, calls, version) select :day, count(*), coalesce((select version from report_day"
                                + " where day = :day), 0) from report_call f where " + DAY
                                + " on conflict (day) do update set checked_at = now(), calls = excluded.calls, version = excluded.version")
                .param("day", Date.valueOf(day))
                .param("from", Timestamp.from(start(day)))
                .param("to", Timestamp.from(start(day.plusDays(1))))
                .update();
        return found;
    }

    /** Of talk each call may differ by what clocks round. */
    private static boolean isBroken(Breach one) {
        return !one.calls().isEmpty() || !one.identity().equals("talk") && one.one() != one.other();
    }

    private Breach checked(LocalDate day, String identity) {
        return jdbc.sql(IDENTITIES.get(identity))
                .param("day", Date.valueOf(day))
                .param("from", Timestamp.from(start(day)))
                .param("to", Timestamp.from(start(day.plusDays(1))))
                .query((row, number) -> {
                    java.sql.Array calls = row.getArray(3);
                    return new Breach(
                            day,
                            identity,
                            row.getLong(1),
                            row.getLong(2),
                            calls == null ? List.of() : Arrays.asList((UUID[]) calls.getArray()),
                            Instant.now());
                })
                .single();
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(company).toInstant();
    }

    private void keep(Breach breach) {
        jdbc.sql("insert into report_breach (day, identity, one, other, calls) values (?, ?, ?, ?, ?)")
                .params(
                        Date.valueOf(breach.day()),
                        breach.identity(),
                        breach.one(),
                        breach.other(),
                        breach.calls().toArray(UUID[]::new))
                .update();
    }

    /** The newest day first. */
    public List<Breach> breaches(int limit) {
        return jdbc.sql("select * from report_breach order by day desc, identity limit ?")
                .param(limit)
                .query((row, number) -> new Breach(
                        row.getDate("day").toLocalDate(),
                        row.getString("identity"),
                        row.getLong("one"),
                        row.getLong("other"),
                        Arrays.asList((UUID[]) row.getArray("calls").getArray()),
                        row.getTimestamp("found_at").toInstant()))
                .list();
    }

    /**
     * Days that were checked.
     *
     * @param last null when none was
     * @param at of the last one
     */
    public record Checked(int days, long calls, LocalDate last, Instant at) {}

    public Checked checked() {
        return jdbc.sql("select count(*), coalesce(sum(calls), 0), max(day), max(checked_at) from report_check")
                .query((row, number) -> new Checked(
                        row.getInt(1),
                        row.getLong(2),
                        row.getDate(3) == null ? null : row.getDate(3).toLocalDate(),
                        row.getTimestamp(4) == null ? null : row.getTimestamp(4).toInstant()))
                .single();
    }

    /** Days that are over, have calls, and were never checked or have other sums since; the newest first. */
    List<LocalDate> due(LocalDate today, int limit) {
        return jdbc.sql("select d.day from report_day d left join report_check c on c.day = d.day where d.day < ?"
                        + " and (c.day is null or c.version <> d.version) and not exists (select from report_dirty_day y where y.day = d.day)"
                        + " order by d.day desc limit ?")
                .params(Date.valueOf(today), limit)
                .query((row, number) -> row.getDate(1).toLocalDate())
                .list();
    }
}
