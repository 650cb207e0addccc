package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallReader;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportQuery;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.DataState;
import org.ringbook.reports.ReportWords;
import org.ringbook.reports.Reports;
import org.ringbook.reports.Unit;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Reports",
        description =
                "What calls come to in a period: the same figures as on the pages, each with its formula and the calls that make it."
                        + " Of the calls that one may see.")
class ReportsApi {

    private static final Set<String> FILTERS = Set.of(
            "from", "to", "zone", "direction", "result", "line", "queue", "person", "team", "minutes", "compare");
    private static final Set<String> OF_CALLS = Set.of(
            "from",
            "to",
            "zone",
            "direction",
            "result",
            "line",
            "queue",
            "person",
            "team",
            "minutes",
            "key",
            "column",
            "offset",
            "limit");
    private static final int MOST_CALLS = 10_000;

    /** @param what of which figures it is */
    @Schema(name = "ReportName")
    record Named(String name, String title, String what) {}

    @Schema(name = "ReportColumn")
    record Heading(
            String name,
            String title,

            @Schema(description = "count; seconds; share: 0 to 1; decimal; time: a moment, as ISO 8601")
            String unit,

            String formula) {}

    /** @param key with which the calls of the row are asked for */
    @Schema(name = "ReportRow")
    record Row(
            String key,
            String label,

            @Schema(description = "By column; null where there is nothing to divide by")
            Map<String, Object> values,

            @Schema(description = "The same of the period before, when asked for", nullable = true)
            Map<String, Object> before) {}

    @Schema(name = "Report")
    record Counted(
            String name,
            LocalDate from,
            LocalDate to,
            String zone,
            List<Heading> columns,
            List<Row> rows,
            @Schema(nullable = true) Row total,

            @Schema(description = "The rules by which it was counted")
            List<String> foot,

            DataState state) {}

    @Schema(name = "ReportCalls")
    record OfFigure(
            @Schema(description = "Ids of calls, newest first")
            List<UUID> items) {}

    private final Reports reports;
    private final CallReader calls;
    private final Staff staff;
    private final NumberPlan plan;

    ReportsApi(Reports reports, CallReader calls, Staff staff, NumberPlan plan) {
        this.reports = reports;
        this.calls = calls;
        this.staff = staff;
        this.plan = plan;
    }

    private ReportWords words(ReportQuery query) {
        return new ReportWords(
                Locale.ENGLISH,
                query == null ? reports.company() : query.period().zone(),
                plan,
                id -> staff.find(id).map(StaffMember::name).orElse(null));
    }

    @GetMapping("/api/reports")
    @Operation(operationId = "listReports", summary = "All reports by name")
    Page<Named> list() {
        ReportWords words = words(null);
        return new Page<>(
                reports.names().stream()
                        .map(name -> new Named(name, words.report(name), words.say("report." + name + ".what")))
                        .toList(),
                null);
    }

    @GetMapping("/api/reports/{name}")
    @Operation(
            operationId = "getReport",
            summary = "One report of a period",
            description =
                    "Without days, of the last seven days. Parameters: `from`, `to` (days, inclusive), `zone` (the company's when left"
                            + " out), `direction`, `result`, `line`, `queue`, `person` (staff id), `team`, `minutes` (15, 30, 60: length of an interval),"
                            + " `compare` (true: the equal period before stands beside).")
    Counted one(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String name,
            @RequestParam(required = false) @Parameter(example = "2026-11-01") String from,
            @RequestParam(required = false) @Parameter(example = "2026-11-30") String to,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, FILTERS);
        known(name);
        ReportQuery query = query(request, me);
        Boolean compare = Words.word("compare", request.getParameter("compare"), ReportsApi::yesOrNo, "true, false");
        ReportTable table = reports.count(name, query, Boolean.TRUE.equals(compare));
        return shown(table, words(query));
    }

    private static java.util.Optional<Boolean> yesOrNo(String word) {
        return word.equals("true") || word.equals("false")
                ? java.util.Optional.of(word.equals("true"))
                : java.util.Optional.empty();
    }

    @GetMapping("/api/reports/{name}/calls")
    @Operation(
            operationId = "getReportCalls",
            summary = "The calls that make a figure",
            description = "Of the same filters, and of `column`; `key` is the one of a row, all rows when left out.")
    OfFigure calls(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String name,
            @RequestParam(required = false) @Parameter(description = "Of a row") String key,
            @RequestParam(required = false) @Parameter(description = "Name of a column", example = "calls")
                    String column,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, OF_CALLS);
        known(name);
        int offset = number(request, "offset", 0, Integer.MAX_VALUE - MOST_CALLS);
        int limit = number(request, "limit", 500, MOST_CALLS);
        return new OfFigure(
                reports.calls(name, query(request, me), key, column == null ? "calls" : column, offset, limit));
    }

    private void known(String name) {
        if (!reports.names().contains(name)) {
            throw NotDone.notFound("There is no report \"" + Shown.text(name) + "\". Known: "
                    + String.join(", ", reports.names()) + ".");
        }
    }

    private static int number(HttpServletRequest request, String name, int usual, int most) {
        String text = request.getParameter(name);
        if (text == null || text.isBlank()) {
            return usual;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException unreadable) {
            // The words below say what is expected.
        }
        throw NotDone.wrong(
                name,
                "\"" + Shown.text(text) + "\" is not known for " + name + ". Write a whole number up to " + most + ".");
    }

    private ReportQuery query(HttpServletRequest request, SignedIn me) {
        String line = value(request, "line");
        String minutes = value(request, "minutes");
        return new ReportQuery(
                period(request),
                Words.word(
                        "direction",
                        value(request, "direction"),
                        word -> constant(word, Call.Direction.class),
                        "inbound, outbound, internal"),
                Words.word(
                        "result",
                        value(request, "result"),
                        word -> constant(word, Call.Result.class),
                        "answered, missed, busy, no_answer, failed"),
                line == null
                        ? null
                        : plan.parse(NumberPlan.ofQuery(line))
                                .map(PhoneNumber::toString)
                                .orElseThrow(() ->
                                        NotDone.wrong("line", "\"" + Shown.text(line) + "\" is no telephone number.")),
                value(request, "queue"),
                Words.id("person", value(request, "person")),
                value(request, "team"),
                minutes == null ? 60 : number(request, "minutes", 60, 60),
                calls.permissions(staff.find(me.id()).orElse(null)).people());
    }

    private Period period(HttpServletRequest request) {
        String from = value(request, "from");
        String to = value(request, "to");
        if (from == null && to == null) {
            Period week = reports.lastWeek();
            return Period.of(week.first().toString(), week.last().toString(), value(request, "zone"), week.zone());
        }
        return Period.of(from == null ? to : from, to == null ? from : to, value(request, "zone"), reports.company());
    }

    private static <T extends Enum<T>> java.util.Optional<T> constant(String word, Class<T> type) {
        return java.util.Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private static String value(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static Counted shown(ReportTable table, ReportWords words) {
        var headings = new ArrayList<Heading>();
        table.columns()
                .forEach(column -> headings.add(new Heading(
                        column.name(),
                        words.column(column.name()),
                        unit(column.unit()),
                        words.formula(column.name()))));
        Period period = table.query().period();
        return new Counted(
                table.name(),
                period.first(),
                period.last(),
                period.zone().getId(),
                headings,
                table.rows().stream().map(row -> row(table, row, words)).toList(),
                table.total() == null ? null : row(table, table.total(), words),
                words.foot(table),
                table.state());
    }

    private static String unit(Unit unit) {
        return switch (unit) {
            case DURATION -> "seconds";
            case MOMENT -> "time";
            default -> unit.name().toLowerCase(Locale.ROOT);
        };
    }

    private static Row row(ReportTable table, ReportTable.Row row, ReportWords words) {
        return new Row(
                row.key(),
                words.label(row.label()),
                cells(table, row.values()),
                row.before().isEmpty() ? null : cells(table, row.before()));
    }

    private static Map<String, Object> cells(ReportTable table, List<Double> values) {
        var cells = new LinkedHashMap<String, Object>();
        for (int i = 0; i < table.columns().size(); i++) {
            cells.put(table.columns().get(i).name(), cell(table.columns().get(i).unit(), values.get(i)));
        }
        return cells;
    }

    private static Object cell(Unit unit, Double value) {
        if (value == null) {
            return null;
        }
        return switch (unit) {
            case COUNT -> value.longValue();
            case DURATION -> value / 1000;
            case MOMENT -> Instant.ofEpochMilli(value.longValue());
            default -> value;
        };
    }
}
