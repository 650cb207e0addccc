package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.orders.Parts;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportWords;
import org.ringbook.reports.Unit;
import org.ringbook.rights.Action;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.sales.Basis;
import org.ringbook.sales.Earnings;
import org.ringbook.sales.Pay;
import org.ringbook.sales.Plans;
import org.ringbook.sales.SalesQuery;
import org.ringbook.sales.SalesReports;
import org.ringbook.sales.SalesReports.Compare;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Reports of sales",
        description =
                "What deals come to: the same figures as on the pages, each with its formula and what makes it. Of the deals and"
                        + " leads that one may see. Money is the company's currency; deals of other currencies are counted and named under"
                        + " the table, and not in the sums. Where there is nothing to divide by a figure is null, never 0 or 100 %.")
class SalesReportsApi {

    private static final Set<String> FILTERS = Set.of(
            "from", "to", "zone", "pipeline", "type", "person", "team", "channel", "basis", "by", "touch", "compare");
    private static final Set<String> OF_ITEMS = Set.of(
            "from",
            "to",
            "zone",
            "pipeline",
            "type",
            "person",
            "team",
            "channel",
            "basis",
            "by",
            "touch",
            "key",
            "column");

    @Schema(name = "SalesReportName")
    record Named(
            String name,
            String title,
            String what,

            @Schema(description = "What its rows can be, the usual first; empty where there is no choice")
            List<String> by) {}

    @Schema(name = "SalesReportColumn")
    record Heading(
            String name,
            String title,

            @Schema(description = "count; money; share: 0 to 1; decimal")
            String unit,

            String formula) {}

    @Schema(name = "SalesReportRow")
    record Row(
            @Schema(description = "With it what makes the row is asked for")
            String key,

            String label,

            @Schema(description = "By column; null where there is nothing to divide by")
            Map<String, Double> values,

            @Schema(description = "The same of the earlier period, when asked for", nullable = true)
            Map<String, Double> before) {}

    @Schema(name = "SalesReport")
    record Counted(
            String name,
            LocalDate from,
            LocalDate to,
            String zone,
            List<Heading> columns,
            List<Row> rows,
            @Schema(nullable = true) Row total,

            @Schema(description = "The rules by which it was counted, and what is not in the sums")
            List<String> foot) {}

    @Schema(name = "SalesReportItems")
    record Items(
            @Schema(description = "deal, lead or client") String kind,

            @Schema(description = "As many as the figure says")
            List<UUID> items) {}

    @Schema(name = "EarnedPart")
    record Part(
            UUID deal,
            LocalDate on,

            @Schema(
                    description =
                            "What the rate is of; negative where another month is put right, null of margins to who does not see costs",
                    nullable = true)
            BigDecimal base,

            @Schema(description = "From the deal's creation until then")
            long days,

            BigDecimal factor,
            BigDecimal pay) {}

    @Schema(name = "EarnedLine")
    record EarnedLine(
            UUID ruleId,
            String rule,

            @Schema(description = "share: percent; piece: money for each")
            String kind,

            @Schema(description = "won, paid, margin") String of,

            @Schema(description = "The rate that was reached")
            BigDecimal rate,

            @Schema(description = "Null of margins to who does not see costs", nullable = true)
            BigDecimal base,

            BigDecimal pay,
            List<Part> parts) {}

    @Schema(name = "EarnedPlan")
    record EarnedPlan(
            String indicator,
            BigDecimal plan,
            BigDecimal fact,
            @Schema(nullable = true) Double done,
            @Schema(nullable = true) BigDecimal runRate,
            int workedDays,
            int workdays) {

        static EarnedPlan of(Plans.Reached one) {
            return new EarnedPlan(
                    one.plan().indicator().word(),
                    one.progress().plan(),
                    one.progress().fact(),
                    one.progress().done(),
                    one.progress().runRate(),
                    one.progress().worked(),
                    one.progress().workdays());
        }
    }

    @Schema(name = "Earned")
    record Earned(UUID person, String month, BigDecimal pay, List<EarnedLine> lines, List<EarnedPlan> plans) {}

    private final SalesReports reports;
    private final Earnings earnings;
    private final Staff staff;
    private final Rights rights;
    private final NumberPlan plan;

    SalesReportsApi(SalesReports reports, Earnings earnings, Staff staff, Rights rights, NumberPlan plan) {
        this.reports = reports;
        this.earnings = earnings;
        this.staff = staff;
        this.rights = rights;
        this.plan = plan;
    }

    private ReportWords words(Period period) {
        return new ReportWords(
                        Locale.ENGLISH,
                        period == null ? reports.company() : period.zone(),
                        plan,
                        id -> staff.find(id).map(StaffMember::name).orElse(null))
                .with(SalesReports.WORDS);
    }

    @GetMapping("/api/reports/sales")
    @Operation(operationId = "listSalesReports", summary = "All reports of sales by name")
    Page<Named> list() {
        ReportWords words = words(null);
        return new Page<>(
                reports.names().stream()
                        .map(name -> new Named(
                                name, words.report(name), words.say("report." + name + ".what"), reports.rowsBy(name)))
                        .toList(),
                null);
    }

    // The condition makes it the closer one of two that fit the address of a report called "calls".
    @GetMapping(value = "/api/reports/sales/{name}", params = "!report")
    @Operation(
            operationId = "getSalesReport",
            summary = "One report of sales",
            description =
                    "`funnel`: closed deals of a cohort; reached = entered the stage or a later one; to the next = reached next /"
                            + " reached this; in the row `won`, `of-closed` is the whole conversion, in `closed` how much of the cohort is closed;"
                            + " deals lost for a reason that is no demand leave all rates. `open`: open deals by stage at the end of the"
                            + " period. `forecast`: sum of amount × probability by month of expected closing, late and undated ones apart."
                            + " `cycle`: won deals, closing − first creation, and all stays in each stage. `wins`: won / (won + lost), both by"
                            + " closing. `reasons`: lost deals. `abc`: share before a client < 80 % A, < 95 % B, else C; σ/μ of four quarters"
                            + " ≤ 10 % X, ≤ 25 % Y, else Z. `rfm`: fifths. `bcg`: share and growth by medians. `end-to-end`: CPL = cost /"
                            + " leads, CAC = cost / new clients, ROMI = (margin − cost) / cost. `plan`: run rate = fact / worked days × working"
                            + " days. Without days, of this month. `pipeline` (the first when left out), `type`, `person`, `team`, `channel`"
                            + " choose deals; `basis`: created or closed; `by`: what rows are; `touch`: first or last; `compare`: before or"
                            + " year.")
    Counted one(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String name,
            @RequestParam(required = false) @Parameter(example = "2026-11-01") String from,
            @RequestParam(required = false) @Parameter(example = "2026-11-30") String to,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, FILTERS);
        known(name);
        SalesQuery query = query(request, me);
        Compare compare = Words.word(
                "compare",
                request.getParameter("compare"),
                word -> word.equals("before")
                        ? Optional.of(Compare.BEFORE)
                        : word.equals("year") ? Optional.of(Compare.YEAR) : Optional.empty(),
                "before, year");
        ReportTable table = reports.count(name, query, compare == null ? Compare.NOTHING : compare);
        return shown(table, words(query.period()));
    }

    @GetMapping("/api/reports/sales/{name}/items")
    @Operation(
            operationId = "getSalesReportItems",
            summary = "The deals, leads or clients that make a figure",
            description = "Of the same filters, and of `column`; `key` is the one of a row, the total when left out.")
    Items items(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String name,
            @RequestParam(required = false) @Parameter(description = "Of a row") String key,
            @RequestParam(required = false) @Parameter(description = "Name of a column", example = "reached")
                    String column,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, OF_ITEMS);
        known(name);
        SalesReports.Opened opened = reports.open(name, query(request, me), key, column);
        return new Items(opened.kind().name().toLowerCase(Locale.ROOT), opened.ids());
    }

    @GetMapping("/api/reports/sales/pay")
    @Operation(
            operationId = "getEarned",
            summary = "What somebody has earned in a month so far, with each deal's part",
            description =
                    "Everybody of themselves; supervisors also of others whose deals they see. `month` as 2026-11, this one when"
                            + " left out. A part = base × rate × factor by days, rounded to kopecks; pay is the sum of the parts. A won deal that"
                            + " was reopened is taken back in the month of the reopening, and returns as it is won again.")
    Earned pay(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) String person,
            @RequestParam(required = false) @Parameter(example = "2026-11") String month,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("person", "month"));
        StaffMember asking = member(me);
        UUID asked = Words.id("person", person);
        StaffMember whose = asked == null ? asking : staff.find(asked).orElse(null);
        boolean may = whose != null
                && (whose.id().equals(asking.id())
                        || asking.role().compareTo(Role.SUPERVISOR) >= 0 && sees(asking, whose.id()));
        if (!may) {
            throw NotDone.notFound("There is nobody of that id whose pay you may see.");
        }
        Earnings.Earned earned = earnings.of(whose, month == null ? earnings.month() : PlansApi.month("month", month));
        return shown(Parts.seesCost(asking) ? earned : earned.withoutMargin());
    }

    private boolean sees(StaffMember asking, UUID person) {
        var people = rights.of(asking).people(Action.SEE);
        return people == null || people.contains(person);
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    private static Earned shown(Earnings.Earned earned) {
        return new Earned(
                earned.person(),
                earned.month().toString(),
                earned.pay().sum(),
                earned.pay().lines().stream().map(SalesReportsApi::line).toList(),
                earned.plans().stream().map(EarnedPlan::of).toList());
    }

    private static EarnedLine line(Pay.Line line) {
        return new EarnedLine(
                line.rule().id(),
                line.rule().name(),
                line.rule().kind().name().toLowerCase(Locale.ROOT),
                line.rule().of().name().toLowerCase(Locale.ROOT),
                line.rate(),
                line.base(),
                line.sum(),
                line.parts().stream()
                        .map(part ->
                                new Part(part.deal(), part.on(), part.base(), part.days(), part.factor(), part.pay()))
                        .toList());
    }

    private void known(String name) {
        if (!reports.names().contains(name)) {
            throw NotDone.notFound("There is no report \"" + Shown.text(name) + "\". Known: "
                    + String.join(", ", reports.names()) + ", pay.");
        }
    }

    private SalesQuery query(HttpServletRequest request, SignedIn me) {
        Permissions permissions = rights.of(staff.find(me.id()).orElse(null));
        Basis basis = Words.word(
                "basis",
                value(request, "basis"),
                word -> word.equals("created")
                        ? Optional.of(Basis.CREATED)
                        : word.equals("closed") ? Optional.of(Basis.CLOSED) : Optional.empty(),
                "created, closed");
        Boolean last = Words.word(
                "touch",
                value(request, "touch"),
                word -> word.equals("first")
                        ? Optional.of(false)
                        : word.equals("last") ? Optional.of(true) : Optional.empty(),
                "first, last");
        return new SalesQuery(
                period(request),
                Words.id("pipeline", value(request, "pipeline")),
                Words.id("type", value(request, "type")),
                Words.id("person", value(request, "person")),
                value(request, "team"),
                value(request, "channel"),
                basis == null ? Basis.CREATED : basis,
                value(request, "by"),
                Boolean.TRUE.equals(last),
                permissions);
    }

    private Period period(HttpServletRequest request) {
        String from = value(request, "from");
        String to = value(request, "to");
        if (from == null && to == null) {
            Period month = reports.thisMonth();
            return Period.of(month.first().toString(), month.last().toString(), value(request, "zone"), month.zone());
        }
        return Period.of(from == null ? to : from, to == null ? from : to, value(request, "zone"), reports.company());
    }

    private static String value(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static Counted shown(ReportTable table, ReportWords words) {
        Period period = table.query().period();
        return new Counted(
                table.name(),
                period.first(),
                period.last(),
                period.zone().getId(),
                table.columns().stream()
                        .map(column -> new Heading(
                                column.name(),
                                words.column(column.name()),
                                unit(column.unit()),
                                words.formula(column.name())))
                        .toList(),
                table.rows().stream().map(row -> row(table, row, words)).toList(),
                table.total() == null ? null : row(table, table.total(), words),
                words.foot(table));
    }

    private static String unit(Unit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }

    private static Row row(ReportTable table, ReportTable.Row row, ReportWords words) {
        return new Row(
                row.key(),
                words.label(row.label()),
                cells(table, row.values()),
                row.before().isEmpty() ? null : cells(table, row.before()));
    }

    private static Map<String, Double> cells(ReportTable table, List<Double> values) {
        var cells = new LinkedHashMap<String, Double>();
        for (int i = 0; i < table.columns().size(); i++) {
            cells.put(table.columns().get(i).name(), values.get(i));
        }
        return cells;
    }
}
