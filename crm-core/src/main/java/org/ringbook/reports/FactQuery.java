package org.ringbook.reports;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.reports.Figure.Facts;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one question that reports ask of the ledger: figures by group. Sums of days answer it where they can, and facts for days that are
 * dirty, for another zone than the company's, and for calls that a filter leaves out; both in one statement, which sees one moment of
 * the database. Values are parameters.
 */
final class FactQuery {

    private static final String BETWEEN = " f.at >= :from and f.at < :to ";

    /** Starts lie in the order of rows; an entry into a queue follows its call's start within a day. */
    private static final String NEAR_ENTRY =
            "f.started_at >= cast(:from as timestamptz) - interval '1 day' and f.started_at < :to and ";

    private static final String OF_DIRTY = """
            f.started_at >= (select min(day)::timestamp at time zone :zone from dirty)
            and f.started_at < (select (max(day) + 1)::timestamp at time zone :zone from dirty)
            and (f.started_at at time zone :zone)::date in (select day from dirty)""";

    private final JdbcClient jdbc;
    private final ZoneId company;
    private final ReportSettings settings;

    FactQuery(JdbcClient jdbc, ZoneId company, ReportSettings settings) {
        this.jdbc = jdbc;
        this.company = company;
        this.settings = settings;
    }

    /**
     * What is counted.
     *
     * @param facts whose figures are asked for
     * @param stints of queues: each time that a call stood in one, and not each call once
     */
    record Subject(Facts facts, Grouping grouping, boolean stints) {

        String relation() {
            return switch (facts) {
                case CALLS -> "(select *, started_at as at from report_call)";
                case PEOPLE -> "(select *, started_at as at from report_part)";
                case QUEUES ->
                    stints
                            ? "(select call_id, entered_at as at, entered_at as started_at, queue, wait, outcome, excluded from report_stint)"
                            : "(select call_id, entered_at as at, started_at, queue, queue_wait as wait, queue_outcome as outcome, excluded"
                                    + " from report_call where entered_at is not null)";
            };
        }

        private String sums() {
            return facts == Facts.CALLS ? "report_day_calls" : "report_day_people";
        }

        private String columns() {
            return facts == Facts.CALLS ? CallSums.COLUMNS : PersonSums.COLUMNS;
        }

        private String ofFacts() {
            return facts == Facts.CALLS ? CallSums.OF_FACTS : PersonSums.OF_FACTS;
        }

        List<Figure> figures() {
            return java.util.Arrays.stream(Figure.values())
                    .filter(figure -> figure.facts() == facts)
                    .toList();
        }
    }

    /** Figures of each group, by its key. */
    Map<Integer, Sums> groups(Subject subject, ReportQuery query) {
        boolean fromDays = query.isWhole()
                && subject.facts() != Facts.QUEUES
                && subject.grouping().isOfDays()
                && query.period().zone().equals(company);
        String sql = fromDays
                ? ofDays(subject)
                : subject.facts() == Facts.QUEUES ? ofQueues(subject, query) : ofFacts(subject, query);
        var groups = new TreeMap<Integer, Sums>();
        List<Figure> figures = subject.figures();
        jdbc.sql(sql).params(parameters(query)).query(row -> {
            var sums = new EnumMap<Figure, Long>(Figure.class);
            for (int i = 0; i < figures.size(); i++) {
                sums.put(figures.get(i), row.getLong(i + 2));
            }
            groups.put(row.getInt(1), new Sums(sums));
        });
        return groups;
    }

    private static String figures(Subject subject) {
        return subject.figures().stream()
                .map(figure -> "coalesce(" + figure.sql() + ", 0)")
                .collect(Collectors.joining(", "));
    }

    private static String ofDays(Subject subject) {
        String dim =
                subject.facts() == Facts.CALLS ? "d.dim = " + subject.grouping().dim() + " and " : "";
        return "with dirty as materialized (select day from report_dirty_day where day >= :first and day <= :last)"
                + " select b.key, " + figures(subject) + " from (select "
                + subject.grouping().ofDay() + " as key, direction, "
                + subject.columns() + " from " + subject.sums() + " d where " + dim
                + "d.day >= :first and d.day <= :last"
                + " and d.day not in (select day from dirty)"
                + " union all (" + sumsOfFacts(subject, "not f.excluded and " + OF_DIRTY) + ")) b (key, direction, "
                + subject.columns()
                + ") group by b.key";
    }

    private static String ofFacts(Subject subject, ReportQuery query) {
        return "select b.key, " + figures(subject) + " from (" + sumsOfFacts(subject, where(subject, query))
                + ") b (key, direction, " + subject.columns() + ") group by b.key";
    }

    private static String sumsOfFacts(Subject subject, String where) {
        return "select key, direction, " + subject.ofFacts() + " from (select "
                + subject.grouping().ofFact() + " as key, f.* from " + subject.relation() + " f where " + where
                + ") f group by key, direction";
    }

    /** The columns of an inner row by the names that the sums of days have. */
    private static String ofQueues(Subject subject, ReportQuery query) {
        return "select key, " + figures(subject) + " from (select "
                + subject.grouping().ofFact() + " as key, f.* from " + subject.relation() + " f where "
                + where(subject, query) + ") f group by key";
    }

    private static String where(Subject subject, ReportQuery query) {
        String near = subject.facts() == Facts.QUEUES && !subject.stints() ? NEAR_ENTRY : "";
        return near + BETWEEN + " and not f.excluded" + Filter.sql(subject.facts(), query);
    }

    /** Which calls make a figure of a group, newest first. @param key null for all groups */
    List<UUID> calls(Subject subject, ReportQuery query, Integer key, Figure figure, int offset, int limit) {
        String group = key == null ? "" : " and " + subject.grouping().ofFact() + " = :key";
        return jdbc.sql("select f.call_id from " + subject.relation() + " f where " + where(subject, query) + group
                        + " and " + figure.calls()
                        + " group by f.call_id order by max(f.at) desc, f.call_id limit :limit offset :offset")
                .params(parameters(query))
                .param("key", key)
                .param("limit", limit)
                .param("offset", offset)
                .query(UUID.class)
                .list();
    }

    Map<String, Object> parameters(ReportQuery query) {
        Period period = query.period();
        var values = new HashMap<String, Object>();
        values.put("zone", period.zone().getId());
        values.put("from", Timestamp.from(period.from()));
        values.put("to", Timestamp.from(period.to()));
        values.put("first", Date.valueOf(period.first()));
        values.put("last", Date.valueOf(period.last()));
        values.put("minutes", query.minutes());
        values.put("shortTalk", settings.shortTalkMillis());
        values.put("shortAbandon", settings.shortAbandonMillis());
        values.put("newAfter", settings.newAfter());
        values.put("answerWithin", settings.answerWithinMillis());
        values.putAll(Filter.parameters(query));
        return values;
    }

    /** Conditions of calls, for facts of any kind. */
    static final class Filter {

        private Filter() {}

        static String sql(Facts facts, ReportQuery query) {
            var ofCall = new ArrayList<String>();
            add(ofCall, query.direction(), "c.direction = :direction");
            add(ofCall, query.result(), "c.result = :result");
            add(ofCall, query.line(), "c.line = (select id from report_name where kind = 2 and name = :line)");
            add(ofCall, query.queue(), "c.queue = (select id from report_name where kind = 3 and name = :queue)");
            var sql = new StringBuilder();
            if (!ofCall.isEmpty()) {
                sql.append(" and exists (select from report_call c where c.call_id = f.call_id and ")
                        .append(String.join(" and ", ofCall))
                        .append(")");
            }
            add(sql, query.person(), ours(facts, "= (select id from report_name where kind = 4 and name = :person)"));
            add(sql, query.team(), ofTeam(facts));
            add(
                    sql,
                    query.people(),
                    ours(facts, "in (select id from report_name where kind = 4 and name = any(:people))"));
            return sql.toString();
        }

        private static String ours(Facts facts, String person) {
            return facts == Facts.PEOPLE
                    ? " and f.person " + person
                    : " and exists (select from report_part p where p.call_id = f.call_id and p.person " + person + ")";
        }

        private static String ofTeam(Facts facts) {
            String own = facts == Facts.PEOPLE
                    ? " and l.staff_id::text = (select name from report_name where id = f.person)"
                    : "";
            return " and exists (select from call_leg l where l.call_id = f.call_id and l.team = :team" + own + ")";
        }

        private static void add(List<String> conditions, Object value, String condition) {
            if (value != null) {
                conditions.add(condition);
            }
        }

        private static void add(StringBuilder sql, Object value, String condition) {
            if (value != null) {
                sql.append(condition);
            }
        }

        static Map<String, Object> parameters(ReportQuery query) {
            var values = new HashMap<String, Object>();
            values.put(
                    "direction",
                    query.direction() == null ? null : query.direction().ordinal());
            values.put("result", query.result() == null ? null : query.result().ordinal() + 1);
            values.put("line", query.line());
            values.put("queue", query.queue());
            values.put("person", query.person() == null ? null : query.person().toString());
            values.put("team", query.team());
            values.put(
                    "people",
                    query.people() == null
                            ? null
                            : query.people().stream().map(UUID::toString).toArray(String[]::new));
            return values;
        }
    }
}
