package org.ringbook.workspace.reports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.ReportFiles;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportWords;
import org.ringbook.rights.Action;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.sales.SalesFilter;
import org.ringbook.sales.SalesLists;
import org.ringbook.sales.SalesQuery;
import org.ringbook.sales.SalesReports;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** One report of sales, and what makes one of its figures. For supervisors, of the deals that they may see. */
@Controller
class SalesScreen {

    private static final int PAGE = 50;
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final SalesReports reports;
    private final SalesLists lists;
    private final ReportFiles files;
    private final Staff staff;
    private final Rights rights;
    private final NumberPlan plan;
    private final ApplicationEventPublisher events;

    SalesScreen(
            SalesReports reports,
            SalesLists lists,
            ReportFiles files,
            Staff staff,
            Rights rights,
            NumberPlan plan,
            ApplicationEventPublisher events) {
        this.reports = reports;
        this.lists = lists;
        this.files = files;
        this.staff = staff;
        this.rights = rights;
        this.plan = plan;
        this.events = events;
    }

    /** A choice of days. */
    record Preset(String name, LocalDate first, LocalDate last) {}

    private ReportWords words(Viewer viewer) {
        return new ReportWords(
                        viewer.locale(),
                        reports.company(),
                        plan,
                        id -> staff.find(id).map(StaffMember::name).orElse(null))
                .with(SalesReports.WORDS);
    }

    private SalesQuery query(SalesForm form, Viewer viewer) {
        return form.query(reports.company(), rights.of(viewer.member()));
    }

    // The condition makes it the closer one of two that fit the address of a report called "calls".
    @GetMapping(value = "/reports/sales/{name}", params = "!report")
    String show(
            @PathVariable String name,
            @ModelAttribute("form") SalesForm form,
            Viewer viewer,
            HttpServletResponse response,
            HttpServletRequest request,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        known(name);
        model.addAttribute("name", name);
        model.addAttribute("words", words(viewer));
        model.addAttribute("pipelines", reports.pipelines());
        model.addAttribute(
                "filters", reports.filters(name).stream().map(SalesFilter::word).toList());
        model.addAttribute("onePipeline", reports.ofOnePipeline(name));
        model.addAttribute("rowsBy", reports.rowsBy(name));
        model.addAttribute("compares", reports.compares(name));
        model.addAttribute("presets", presets());
        List<StaffMember> people = people(viewer);
        model.addAttribute("people", people);
        model.addAttribute(
                "teams",
                people.stream()
                        .map(StaffMember::team)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList());
        model.addAttribute("asked", request.getQueryString() == null ? "" : "?" + request.getQueryString());
        try {
            SalesQuery query = query(form, viewer);
            model.addAttribute("period", query.period());
            ReportTable table = reports.count(name, query, form.compares());
            model.addAttribute("table", table);
            model.addAttribute("drawn", reports.drawn(table));
            model.addAttribute("foot", words(viewer).foot(table));
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) Objects.requireNonNull(model.getAttribute("print"))).why(refused));
        }
        return "reports/sales";
    }

    private void known(String name) {
        if (!reports.names().contains(name)) {
            throw new NoSuchPage();
        }
    }

    private List<Preset> presets() {
        LocalDate today = LocalDate.now(reports.company());
        LocalDate month = today.withDayOfMonth(1);
        LocalDate quarter = month.minusMonths((month.getMonthValue() - 1) % 3);
        return List.of(
                new Preset("month", month, today),
                new Preset("last-month", month.minusMonths(1), month.minusDays(1)),
                new Preset("quarter", quarter, today),
                new Preset("year", today.withDayOfYear(1), today),
                new Preset("twelve", today.plusDays(1).minusYears(1), today));
    }

    private List<StaffMember> people(Viewer viewer) {
        Permissions permissions = rights.of(viewer.member());
        var seen = permissions.people(Action.SEE);
        return staff.all().stream()
                .filter(one -> seen == null || seen.contains(one.id()))
                .toList();
    }

    /** What makes a figure. @param key of the row; empty for the total */
    @GetMapping("/reports/sales/{name}/items")
    String items(
            @PathVariable String name,
            @ModelAttribute("form") SalesForm form,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String column,
            @RequestParam(defaultValue = "0") int offset,
            Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        known(name);
        ReportWords words = words(viewer);
        model.addAttribute("name", name);
        model.addAttribute("column", column);
        model.addAttribute("words", words);
        model.addAttribute("rows", List.of());
        model.addAttribute("asked", request.getQueryString() == null ? "" : "?" + request.getQueryString());
        model.addAttribute("back", form.address(name, null, null));
        try {
            SalesReports.Opened opened = reports.open(name, query(form, viewer), key, column);
            int first = Math.min(Math.max(0, offset), opened.ids().size());
            int last = Math.min(first + PAGE, opened.ids().size());
            List<UUID> ids = opened.ids().subList(first, last);
            model.addAttribute("kind", opened.kind().name().toLowerCase(Locale.ROOT));
            model.addAttribute("size", opened.ids().size());
            model.addAttribute("rows", lists.of(opened.kind(), ids, rights.of(viewer.member()), viewer.locale()));
            model.addAttribute("more", last < opened.ids().size() ? next(request, last) : null);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) Objects.requireNonNull(model.getAttribute("print"))).why(refused));
        }
        return offset > 0 ? "reports/sales-items :: rows" : "reports/sales-items";
    }

    /** All that makes a figure, as a file. */
    @GetMapping("/reports/sales/{name}/items/xlsx")
    void itemsXlsx(
            @PathVariable String name,
            @ModelAttribute SalesForm form,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String column,
            Viewer viewer,
            HttpServletResponse response,
            Model model)
            throws IOException {
        viewer.require(Role.SUPERVISOR);
        known(name);
        Print print = (Print) Objects.requireNonNull(model.getAttribute("print"));
        try {
            SalesReports.Opened opened = reports.open(name, query(form, viewer), key, column);
            List<List<Object>> rows =
                    lists.of(opened.kind(), opened.ids(), rights.of(viewer.member()), viewer.locale()).stream()
                            .map(item -> cells(item, print))
                            .toList();
            head(response, name + "-" + column, query(form, viewer), true);
            files.xlsx(
                    response.getOutputStream(),
                    words(viewer).report(name) + " " + words(viewer).column(column),
                    List.of(
                            print.say("sales.item"),
                            print.say("sales.state"),
                            print.say("sales.person"),
                            print.say("sales.amount"),
                            print.say("sales.currency"),
                            print.say("sales.created"),
                            print.say("sales.closed"),
                            "ID"),
                    rows,
                    words(viewer));
            note(name + "/" + column, query(form, viewer), rows.size(), viewer);
        } catch (Refused refused) {
            refused(refused, viewer, response);
        }
    }

    private static List<Object> cells(SalesLists.Item item, Print print) {
        return Arrays.asList(
                (item.number() == null ? "" : "№ " + item.number() + " ") + (item.title() == null ? "" : item.title()),
                item.state(),
                item.person() == null ? null : print.person(item.person()),
                item.amount(),
                item.amount() == null ? null : item.currency(),
                item.createdAt(),
                item.closedAt(),
                item.id());
    }

    private static String next(HttpServletRequest request, int offset) {
        return UriComponentsBuilder.fromPath(request.getRequestURI())
                .query(request.getQueryString())
                .replaceQueryParam("offset", offset)
                .build(true)
                .toUriString();
    }

    @GetMapping("/reports/sales/{name}/csv")
    void csv(@PathVariable String name, @ModelAttribute SalesForm form, Viewer viewer, HttpServletResponse response)
            throws IOException {
        file(name, form, viewer, false, response);
    }

    @GetMapping("/reports/sales/{name}/xlsx")
    void xlsx(@PathVariable String name, @ModelAttribute SalesForm form, Viewer viewer, HttpServletResponse response)
            throws IOException {
        file(name, form, viewer, true, response);
    }

    /** What cannot be counted is refused in words before anything of a file is sent. */
    private void file(String name, SalesForm form, Viewer viewer, boolean xlsx, HttpServletResponse response)
            throws IOException {
        viewer.require(Role.SUPERVISOR);
        known(name);
        try {
            SalesQuery query = query(form, viewer);
            ReportTable table = reports.count(name, query, form.compares());
            head(response, name, query, xlsx);
            if (xlsx) {
                files.xlsx(response.getOutputStream(), table, words(viewer));
            } else {
                files.csv(response.getOutputStream(), table, words(viewer));
            }
            note(name, query, table.rows().size(), viewer);
        } catch (Refused refused) {
            refused(refused, viewer, response);
        }
    }

    private static void head(HttpServletResponse response, String name, SalesQuery query, boolean xlsx) {
        response.setContentType(xlsx ? XLSX.toString() : "text/csv; charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + name + "-" + query.period().first() + "-"
                        + query.period().last() + (xlsx ? ".xlsx\"" : ".csv\""));
    }

    /** Who took what out of the house. */
    private void note(String what, SalesQuery query, int rows, Viewer viewer) {
        events.publishEvent(AuditEntry.of(AuditKind.PLAN, "exported")
                .on(what, null)
                .with("period", null, words(viewer).period(query.period()))
                .with("rows", null, rows));
    }

    private static void refused(Refused refused, Viewer viewer, HttpServletResponse response) throws IOException {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        response.setContentType("text/plain; charset=UTF-8");
        response.getWriter().write(refused.words(viewer.locale()));
    }
}
