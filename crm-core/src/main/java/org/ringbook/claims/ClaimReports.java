package org.ringbook.claims;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.claims.ClaimFigures.Counted;
import org.ringbook.claims.ClaimFigures.Line;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.Drawn;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportQuery;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.reports.Unit;
import org.ringbook.rights.Permissions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The three reports of claims, counted when they are asked for, of the claims that the reader may see. What looks like spam is in none.
 * Any thread; every method waits for the database.
 */
@Component
public class ClaimReports {

    private static final String DYNAMICS = "claims-dynamics";
    private static final String STRUCTURE = "claims-structure";
    private static final String SATISFACTION = "claims-satisfaction";
    private static final int USUAL_MONTHS = 6;
    private static final int MOST_SERIES = 3;
    /** Length of a day as it is written: 2026-11-23. */
    private static final int DAY = 10;

    private final ClaimRows rows;
    private final ClaimCauses causes;
    private final ZoneId company;
    private final Clock clock;

    ClaimReports(JdbcClient jdbc, ClaimCauses causes, WorkingCalendar calendar) {
        this.rows = new ClaimRows(jdbc);
        this.causes = causes;
        this.company = calendar.zone();
        this.clock = Clock.systemUTC();
    }

    /**
     * Of which claims.
     *
     * @param team whose work they are of; null for any
     * @param cause it and all below it; null for any
     */
    public record Asked(Period period, String team, UUID cause) {}

    public static List<String> names() {
        return List.of(DYNAMICS, STRUCTURE, SATISFACTION);
    }

    /** The zone in which the company's days begin and end. */
    public ZoneId company() {
        return company;
    }

    /** Six months with this one: what a report is of when nobody says. */
    public Period usualPeriod() {
        LocalDate today = LocalDate.now(company);
        return new Period(today.withDayOfMonth(1).minusMonths(USUAL_MONTHS - 1L), today, company);
    }

    /**
     * @param locale in which causes are called
     * @throws Refused if there is no such report
     */
    public ReportTable count(String name, Asked asked, Permissions who, Locale locale) {
        Counted counted = counted(name, asked, who, locale);
        List<Note> foot = name.equals(SATISFACTION)
                ? List.of(Note.of("claims-withdrawn"), Note.of("claims-reopened"), Note.of("claims-spam"))
                : List.of(Note.of("claims-spam"));
        var query = new ReportQuery(asked.period(), null, null, null, null, null, asked.team(), 60, null);
        return new ReportTable(
                name,
                query,
                counted.columns(),
                counted.rows().stream().map(ClaimReports::row).toList(),
                row(counted.total()),
                foot,
                null);
    }

    /** How it is drawn beside its table: no more series than there are colours. */
    public static Drawn drawn(ReportTable table) {
        return switch (table.name()) {
            case DYNAMICS -> drawnByMonth(table);
            case SATISFACTION ->
                Drawn.asColumns(
                        table, List.of("claims-satisfied", "claims-partly", "claims-withdrawn", "claims-refused"));
            default -> {
                List<String> causes = table.columns().stream()
                        .skip(1)
                        .map(ReportTable.Heading::name)
                        .toList();
                yield Drawn.asColumns(table, causes.size() > MOST_SERIES ? List.of("claims") : causes);
            }
        };
    }

    /** Months across, what was open as each ended, by team. */
    private static Drawn drawnByMonth(ReportTable table) {
        int open = table.columns().size() - 1;
        var months = new TreeMap<String, Map<String, Double>>();
        var teams = new TreeSet<String>();
        for (ReportTable.Row row : table.rows()) {
            String month = row.key().substring(0, DAY);
            String team = row.key().substring(DAY).strip();
            teams.add(team);
            months.computeIfAbsent(month, key -> new HashMap<>())
                    .put(team, row.values().get(open));
        }
        boolean apart = teams.size() <= MOST_SERIES && !teams.contains("");
        List<String> series =
                apart ? teams.stream().map(team -> ReportTable.OWN + team).toList() : List.of("claims-open");
        List<ReportTable.Row> rows = months.entrySet().stream()
                .map(month -> new ReportTable.Row(
                        month.getKey(),
                        new Label("month", month.getKey()),
                        apart
                                ? teams.stream()
                                        .map(team -> month.getValue().getOrDefault(team, 0.0))
                                        .toList()
                                : List.of(month.getValue().values().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .sum()),
                        List.of(),
                        List.of()))
                .toList();
        List<ReportTable.Heading> columns = series.stream()
                .map(name -> new ReportTable.Heading(name, Unit.COUNT))
                .toList();
        return Drawn.asColumns(
                new ReportTable(table.name(), table.query(), columns, rows, null, List.of(), null), series);
    }

    private static ReportTable.Row row(Line line) {
        var values = new ArrayList<Double>();
        line.cells().forEach(cell -> values.add(cell.value()));
        return new ReportTable.Row(
                line.key(),
                line.label(),
                values,
                List.of(),
                line.cells().stream().map(cell -> !cell.claims().isEmpty()).toList());
    }

    /**
     * The claims that make a figure.
     *
     * @param key of a row; empty for the total
     * @throws Refused if there is no such report or column; of a row that is not there, there are none
     */
    public List<UUID> claims(String name, Asked asked, String key, String column, Permissions who, Locale locale) {
        Counted counted = counted(name, asked, who, locale);
        List<String> columns =
                counted.columns().stream().map(ReportTable.Heading::name).toList();
        int place = columns.indexOf(column);
        if (place < 0) {
            throw Refused.because("column", "claims.report.column", column);
        }
        Line line = key == null || key.isEmpty()
                ? counted.total()
                : counted.rows().stream()
                        .filter(one -> one.key().equals(key))
                        .findFirst()
                        .orElse(null);
        return line == null ? List.of() : line.cells().get(place).claims();
    }

    private Counted counted(String name, Asked asked, Permissions who, Locale locale) {
        if (!names().contains(name)) {
            throw Refused.because("name", "claims.report.none", name, String.join(", ", names()));
        }
        Period period = asked.period();
        List<ClaimFact> facts = rows.facts(
                period.from(),
                period.to(),
                asked.team(),
                asked.cause() == null ? null : causes.withBelow(asked.cause()),
                who);
        Map<UUID, ClaimCause> known = causes.byId();
        return switch (name) {
            case DYNAMICS -> ClaimFigures.dynamics(facts, period, now());
            case STRUCTURE ->
                ClaimFigures.structure(facts, period, fact -> column(fact.causeId(), asked.cause(), known, locale));
            default ->
                ClaimFigures.satisfaction(
                        facts, period, fact -> new Label("text", ClaimCauses.path(fact.causeId(), known, locale)));
        };
    }

    private Instant now() {
        return clock.instant();
    }

    /** Causes stand across as those just below the one that was asked for: of all, those at the top. */
    private static String column(UUID cause, UUID top, Map<UUID, ClaimCause> known, Locale locale) {
        ClaimCause one = known.get(cause);
        while (one != null
                && one.parentId() != null
                && !one.id().equals(top)
                && !one.parentId().equals(top)) {
            one = known.get(one.parentId());
        }
        return one == null ? "claims-no-cause" : ReportTable.OWN + one.name(locale);
    }
}
