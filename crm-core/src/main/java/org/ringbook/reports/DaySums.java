package org.ringbook.reports;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sums of days, made anew of the facts whenever a day is dirty: no sum is ever corrected by a difference, so none can drift. Whoever makes
 * facts marks their days in the same transaction, and waits for a day that is being summed up; so a day is never clean beside facts that
 * are not in its sums. Today stays dirty: its facts are counted. Every method waits for the database; any thread.
 */
final class DaySums {

    private static final String TAKE = """
            delete from report_dirty_day where day = (
                select day from report_dirty_day where day < :today order by day desc limit 1 for update skip locked)
            returning day""";

    private static final String CALLS = """
            insert into report_day_calls (day, dim, key, direction, %s)
            select :day, d.dim, d.key, f.direction, %s
            from report_call f
            cross join lateral (values
                (1, extract(hour from f.started_at at time zone :zone)::int),
                (2, coalesce(f.line, 0)),
                (3, f.direction * 100 + f.result * 10 + f.reason)) d (dim, key)
            where f.started_at >= :day::timestamp at time zone :zone
                and f.started_at < (:day + 1)::timestamp at time zone :zone and not f.excluded
            group by d.dim, d.key, f.direction""".formatted(CallSums.COLUMNS, CallSums.OF_FACTS);

    private static final String PEOPLE = """
            insert into report_day_people (day, person, direction, %s)
            select :day, f.person, f.direction, %s
            from report_part f
            where f.started_at >= :day::timestamp at time zone :zone
                and f.started_at < (:day + 1)::timestamp at time zone :zone and not f.excluded
            group by f.person, f.direction""".formatted(PersonSums.COLUMNS, PersonSums.OF_FACTS);

    private static final String VERSION = """
            insert into report_day as d (day, version) values (:day, 1)
            on conflict (day) do update set version = d.version + 1, summed_at = now(), corrected = true""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final String zone;
    private final int shortTalk;

    DaySums(JdbcClient jdbc, TransactionTemplate transaction, String zone, int shortTalk) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.zone = zone;
        this.shortTalk = shortTalk;
    }

    /** Sums up one dirty day that is over. @return the day; empty when none is to be done, or others do them */
    Optional<LocalDate> one(LocalDate today) {
        return transaction.execute(status -> {
            Optional<Date> day = jdbc.sql(TAKE)
                    .param("today", Date.valueOf(today))
                    .query(Date.class)
                    .optional();
            day.ifPresent(this::sumUp);
            return day.map(Date::toLocalDate);
        });
    }

    private void sumUp(Date day) {
        for (String table : new String[] {"report_day_calls", "report_day_people"}) {
            jdbc.sql("delete from " + table + " where day = ?").param(day).update();
        }
        for (String sums : new String[] {CALLS, PEOPLE}) {
            jdbc.sql(sums.replace(":day", "cast(:day as date)"))
                    .param("day", day)
                    .param("zone", zone)
                    .param("shortTalk", shortTalk)
                    .update();
        }
        jdbc.sql(VERSION).param("day", day).update();
    }
}
