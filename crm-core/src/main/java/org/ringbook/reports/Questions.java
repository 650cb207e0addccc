package org.ringbook.reports;

import java.util.List;
import java.util.Map;
import org.ringbook.reports.ListedReport.Plan;
import org.ringbook.reports.Report.Drawing;
import org.ringbook.reports.Report.Shape;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Note;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The reports that are a question of their own. */
final class Questions {

    private static final String IN_PERIOD =
            " f.started_at >= :from and f.started_at < :to and not f.excluded /*filter*/ ";

    /** All numbers of whoever has this one. */
    private static final String NUMBERS =
            " cross join lateral (select coalesce((select array_agg(o.number) from contact_number n"
                    + " join contact_number o on o.contact_id = n.contact_id where n.number = f.party), array[f.party]) as numbers) who ";

    /** Conversations of the period, with when whoever it was had spoken before, and called again. */
    private static final String CONTACTS = "select f.call_id, f.started_at as at, f.direction, f.agent, f.talk,"
            + " (select max(b.started_at) from report_call b where b.party = any(who.numbers) and b.result = 1"
            + " and b.started_at < f.started_at) as before,"
            + " exists (select from report_call a where a.party = any(who.numbers) and a.direction = 0"
            + " and a.started_at > f.started_at and a.started_at < f.started_at + interval '7 days') as again,"
            + " to_char(f.started_at at time zone :zone, 'YYYY-MM-DD') as key"
            + " from report_call f" + NUMBERS
            + " where f.result = 1 and f.direction in (0, 1) and f.party is not null and" + IN_PERIOD;

    private static final String NEW = "(c.before is null or c.before < c.at - make_interval(days => :newAfter))";

    private static final String REPEATED = "select f.call_id, f.started_at as at, f.party, f.result, f.talk,"
            + " count(*) over (partition by f.party order by f.started_at"
            + " range between interval '24 hours' preceding and current row) as day"
            + " from report_call f where f.direction = 0 and f.party is not null and" + IN_PERIOD;

    private static final String TRANSFERS = "select f.call_id, f.started_at as at, t ->> 'kind' as kind,"
            + " coalesce(nullif(t ->> 'from', ''), '?') || ' → ' || coalesce(nullif(t ->> 'to', ''), '?') as key,"
            + " not exists (select from call_leg l where l.call_id = f.call_id and l.party = t ->> 'to'"
            + " and l.answered_at is not null) as lost"
            + " from report_call f join call c on c.id = f.call_id cross join lateral jsonb_array_elements(c.transfers) t"
            + " where" + IN_PERIOD;

    private static final String QUALITY =
            "select f.*, to_char(f.started_at at time zone :zone, 'YYYY-MM-DD') as key from report_call f"
                    + " where f.started_at >= :from and f.started_at < :to /*filter*/";

    private final JdbcClient jdbc;
    private final FactQuery facts;

    Questions(JdbcClient jdbc, FactQuery facts) {
        this.jdbc = jdbc;
        this.facts = facts;
    }

    List<Report> all() {
        return List.of(report(firstContacts()), report(repeated()), report(transfers()), report(quality()));
    }

    private Report report(Plan plan) {
        return new ListedReport(plan, jdbc, facts);
    }

    private static Heading count(String name) {
        return new Heading(name, Unit.COUNT);
    }

    private static String where(String rows, String condition) {
        return "select c.call_id, c.at from (" + rows + ") c where (cast(:key as text) is null or c.key = :key) and "
                + condition;
    }

    private static Plan firstContacts() {
        return new Plan(
                "first-contact",
                "day",
                List.of(
                        count("talks"),
                        count("first-ever"),
                        count("new-contacts"),
                        count("resolved-first"),
                        new Heading("resolved-share", Unit.SHARE)),
                "select c.key, count(*), count(*) filter (where c.before is null), count(*) filter (where " + NEW
                        + "), count(*) filter (where " + NEW + " and not c.again), count(*) filter (where " + NEW
                        + " and not c.again)::float / nullif(count(*) filter (where " + NEW + "), 0) from (" + CONTACTS
                        + ") c group by c.key order by c.key",
                Map.of(
                        "talks", where(CONTACTS, "true"),
                        "first-ever", where(CONTACTS, "c.before is null"),
                        "new-contacts", where(CONTACTS, NEW),
                        "resolved-first", where(CONTACTS, NEW + " and not c.again")),
                true,
                new Drawing(Shape.COLUMNS, List.of("new-contacts")),
                List.of(Note.of("by-start"), Note.of("by-new")));
    }

    private static Plan repeated() {
        String keyed = "select r.*, r.party::text as key, max(r.day) over (partition by r.party) as most from ("
                + REPEATED + ") r";
        return new Plan(
                "repeated-calls",
                "party",
                List.of(count("calls"), count("most-a-day"), count("answered"), new Heading("last-at", Unit.MOMENT)),
                "select c.key, count(*), max(c.most), count(*) filter (where c.result = 1),"
                        + " extract(epoch from max(c.at)) * 1000 from (" + keyed
                        + ") c where c.most >= 3 group by c.key order by max(c.most) desc, count(*) desc, c.key limit 500",
                Map.of(
                        "calls", where(keyed, "c.most >= 3"),
                        "answered", where(keyed, "c.most >= 3 and c.result = 1")),
                false,
                Drawing.NONE,
                List.of(Note.of("by-start"), Note.of("by-repeated")));
    }

    private static Plan transfers() {
        return new Plan(
                "transfers",
                "transfer",
                List.of(count("transfers"), count("blind"), count("attended"), count("transfer-lost")),
                "select c.key, count(*), count(*) filter (where c.kind = 'blind'), count(*) filter (where c.kind <> 'blind'),"
                        + " count(*) filter (where c.lost) from (" + TRANSFERS
                        + ") c group by c.key order by count(*) desc, c.key limit 500",
                Map.of(
                        "transfers", where(TRANSFERS, "true"),
                        "blind", where(TRANSFERS, "c.kind = 'blind'"),
                        "attended", where(TRANSFERS, "c.kind <> 'blind'"),
                        "transfer-lost", where(TRANSFERS, "c.lost")),
                true,
                new Drawing(Shape.BARS, List.of("transfers")),
                List.of(Note.of("by-start"), Note.of("by-transfer")));
    }

    private static Plan quality() {
        String keyed = "select q.*, q.started_at as at from (" + QUALITY + ") q";
        return new Plan(
                "data-quality",
                "day",
                List.of(
                        count("calls"),
                        count("healed"),
                        count("seen-again"),
                        count("excluded"),
                        count("still-open"),
                        count("nobodys")),
                "select c.key, count(*) filter (where not c.excluded), count(*) filter (where c.healed), count(*) filter (where c.seen_again),"
                        + " count(*) filter (where c.excluded),"
                        + " count(*) filter (where c.ended_at is null and c.started_at < now() - interval '1 day'),"
                        + " count(*) filter (where c.agent is not null and (select n.name from report_name n where n.id = c.agent) like 'tel:%')"
                        + " from (" + keyed + ") c group by c.key order by c.key",
                Map.of(
                        "calls", where(keyed, "not c.excluded"),
                        "healed", where(keyed, "c.healed"),
                        "seen-again", where(keyed, "c.seen_again"),
                        "excluded", where(keyed, "c.excluded"),
                        "still-open", where(keyed, "c.ended_at is null and c.started_at < now() - interval '1 day'"),
                        "nobodys",
                                where(
                                        keyed,
                                        "c.agent is not null and (select n.name from report_name n where n.id = c.agent) like 'tel:%'")),
                true,
                Drawing.NONE,
                List.of(Note.of("by-start")));
    }
}
