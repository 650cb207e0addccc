package org.ringbook.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The facts of calls, made anew of what the log says of them now. What is as it was is not touched; of what changed, the days of before
 * and of now become dirty in the same transaction. Every method waits for the database; any thread.
 */
final class FactTables {

    /** One at a time makes facts: whoever comes second reads what the first one's calls have become since. */
    private static final long LOCK = 0x52696e67_66616374L;

    private static final Table CALLS = new Table(
            "report_call",
            "call_id",
            "call_id, started_at, answered_at, ended_at, direction, result, reason, source, line, queue, agent, party, wait, talk,"
                    + " hold, entered_at, queue_wait, queue_outcome, healed, seen_again, excluded",
            "started_at, entered_at");

    private static final Table PARTS = new Table(
            "report_part",
            "call_id, person",
            "call_id, person, started_at, direction, result, rang_at, answered_at, ended_at, talk, hold, is_last, rang_out, excluded",
            "started_at");

    private static final Table STINTS = new Table(
            "report_stint",
            "call_id, place",
            "call_id, place, queue, entered_at, left_at, wait, outcome, excluded",
            "entered_at");

    private static final String NAMES = """
            insert into report_name (kind, name)
            select distinct on (n.kind, n.name) n.kind, n.name from (
                select 1 as kind, c.source as name from call c where c.id = any(:ids)
                union all select 2, c.line from call c where c.id = any(:ids)
                union all select 3, c.queue from call c where c.id = any(:ids)
                union all select 3, l.party from call_leg l where l.call_id = any(:ids) and l.kind = 'queue'
                union all select 4, 'tel:' || c.agent from call c where c.id = any(:ids)
                union all select 4, unnest(c.speakers)::text from call c where c.id = any(:ids)
                union all select 4, coalesce(l.staff_id::text, 'tel:' || l.party) from call_leg l
                    where l.call_id = any(:ids) and l.at is not null and (l.staff_id is not null or l.kind = 'agent')) n
            where n.name is not null
                and not exists (select from report_name r where r.kind = n.kind and r.name = n.name)
            """;

    private static final String DIRTY = """
            insert into report_dirty_day (day, why) select d, :why from unnest(:days::date[]) d order by d
            on conflict (day) do update set why = excluded.why, at = now()
            """;

    private final JdbcClient jdbc;
    private final String zone;

    /** @param zone of the company: in it a moment belongs to a day */
    FactTables(JdbcClient jdbc, String zone) {
        this.jdbc = jdbc;
        this.zone = zone;
    }

    /** @param moments columns that decide to which days a row belongs */
    private record Table(String name, String key, String columns, String moments) {

        String put() {
            List<String> moments = split(this.moments);
            List<String> values = split(columns);
            String key = this.key;
            String same =
                    split(key).stream().map(one -> "n." + one + " = f." + one).collect(Collectors.joining(" and "));
            String sets = values.stream()
                    .filter(one -> !split(key).contains(one))
                    .map(one -> one + " = excluded." + one)
                    .collect(Collectors.joining(", "));
            String days = moments.stream().map("gone.%s"::formatted).collect(Collectors.joining(", "));
            return """
                    with now as materialized (select %1$s from %2$s_now where call_id = any(:ids)),
                    before as (select * from %2$s where call_id = any(:ids)),
                    gone as (delete from %2$s f where f.call_id = any(:ids)
                        and not exists (select from now n where %3$s) returning f.*),
                    put as (insert into %2$s as f (%1$s) select %1$s from now
                        on conflict (%4$s) do update set %5$s where (%6$s) is distinct from (%7$s) returning f.*)
                    select distinct (at at time zone :zone)::date as day from (
                        select unnest(array[%8$s]) as at from gone
                        union all select unnest(array[%9$s]) from put
                        union all select unnest(array[%10$s]) from put join before using (%4$s)) changed
                    where at is not null""".formatted(
                            columns,
                            name,
                            same,
                            key,
                            sets,
                            prefixed(values, "f."),
                            prefixed(values, "excluded."),
                            days,
                            prefixed(moments, "put."),
                            prefixed(moments, "before."));
        }

        private static List<String> split(String names) {
            return Arrays.asList(names.split(", "));
        }

        private static String prefixed(List<String> names, String prefix) {
            return names.stream().map(prefix::concat).collect(Collectors.joining(", "));
        }
    }

    /** Held until the transaction ends. */
    void lock() {
        jdbc.sql("select 1 from pg_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Integer.class)
                .list();
    }

    /**
     * In a transaction that has the {@link #lock()}.
     *
     * @param calls ids of records of the log, or of what was one
     * @param why new, changed, derived, settings: shown beside a day that is dirty
     * @return whether anything is not as it was
     */
    boolean take(Collection<UUID> calls, String why) {
        UUID[] ids = calls.toArray(UUID[]::new);
        jdbc.sql(NAMES).param("ids", ids).update();
        var days = new ArrayList<java.sql.Date>();
        // Who took part is read beside the fact of the call, and comes after it.
        for (Table table : List.of(CALLS, PARTS, STINTS)) {
            days.addAll(jdbc.sql(table.put())
                    .param("ids", ids)
                    .param("zone", zone)
                    .query(java.sql.Date.class)
                    .list());
        }
        dirty(days.stream().map(java.sql.Date::toString).distinct().toList(), why);
        return !days.isEmpty();
    }

    private void dirty(List<String> days, String why) {
        if (!days.isEmpty()) {
            jdbc.sql(DIRTY)
                    .param("why", why)
                    .param("days", days.toArray(String[]::new))
                    .update();
        }
    }

    /** All that is summed up is to be summed up anew: by other settings it comes out otherwise. */
    void dirtyAll(String why) {
        // By another zone a day may have calls that had none before.
        jdbc.sql("insert into report_dirty_day (day, why) select d.day, :why from (select day from report_day union"
                        + " select generate_series((min(started_at) at time zone :zone)::date,"
                        + " (max(started_at) at time zone :zone)::date, interval '1 day')::date from report_call) d"
                        + " where d.day is not null order by d.day"
                        + " on conflict (day) do update set why = excluded.why, at = now()")
                .param("why", why)
                .param("zone", zone)
                .update();
    }
}
