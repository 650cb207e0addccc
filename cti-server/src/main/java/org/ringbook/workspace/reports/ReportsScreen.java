package org.ringbook.workspace.reports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.claims.ClaimReports;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.CallFacts;
import org.ringbook.reports.ReportFilter;
import org.ringbook.reports.ReportQuery;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportWords;
import org.ringbook.reports.Reports;
import org.ringbook.sales.SalesReports;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of reports, one report, and the calls that make one of its figures. For supervisors, of the calls that they may see. */
@Controller
class ReportsScreen {

    private static final int PAGE = 50;

    private final Reports reports;
    private final CallFacts calls;
    private final Staff staff;
    private final ReportReader reader;
    private final SalesReports sales;

    ReportsScreen(Reports reports, CallFacts calls, Staff staff, ReportReader reader, SalesReports sales) {
        this.reports = reports;
        this.sales = sales;
        this.calls = calls;
        this.staff = staff;
        this.reader = reader;
    }

    /** @param report shown at once, where a saved address names one */
    @GetMapping("/reports")
    String list(@ModelAttribute("form") ReportForm form, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        if (form.report() != null && reports.names().contains(form.report())) {
            return "redirect:" + form.address(form.report(), null, null);
        }
        model.addAttribute("words", reader.words(viewer, null));
        model.addAttribute("names", reports.names());
        model.addAttribute("ofClaims", ClaimReports.names());
        model.addAttribute("sales", sales.names());
        model.addAttribute("salesWords", reader.words(viewer, null).with(SalesReports.WORDS));
        return "reports/index";
    }

    /** A choice of days. */
    record Preset(String name, LocalDate first, LocalDate last) {}

    @GetMapping("/reports/{name}")
    String show(
            @PathVariable String name,
            @ModelAttribute("form") ReportForm form,
            Viewer viewer,
            HttpServletResponse response,
            HttpServletRequest request,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        if (!reports.names().contains(name)) {
            throw new org.ringbook.workspace.NoSuchPage();
        }
        model.addAttribute("name", name);
        model.addAttribute("names", reports.names());
        model.addAttribute(
                "filters",
                reports.filters(name).stream().map(ReportFilter::word).toList());
        model.addAttribute("presets", presets());
        model.addAttribute("directions", Call.Direction.values());
        model.addAttribute("results", Call.Result.values());
        model.addAttribute("people", people(viewer));
        model.addAttribute("teams", teams(viewer));
        model.addAttribute("asked", request.getQueryString() == null ? "" : "?" + request.getQueryString());
        model.addAttribute("words", reader.words(viewer, null));
        try {
            counted(name, form, viewer, model);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) Objects.requireNonNull(model.getAttribute("print"))).why(refused));
        }
        return "reports/report";
    }

    private void counted(String name, ReportForm form, Viewer viewer, Model model) {
        ReportQuery query = reader.query(form, viewer);
        ReportTable table = reports.count(name, query, form.compares());
        ReportWords words = reader.words(viewer, query);
        model.addAttribute("table", table);
        model.addAttribute("drawn", reports.drawn(table));
        model.addAttribute("words", words);
        model.addAttribute("query", query);
        model.addAttribute("foot", words.foot(table));
    }

    private List<Preset> presets() {
        LocalDate today = LocalDate.now(reports.company());
        LocalDate month = today.withDayOfMonth(1);
        return List.of(
                new Preset("today", today, today),
                new Preset("yesterday", today.minusDays(1), today.minusDays(1)),
                new Preset("week", today.minusDays(6), today),
                new Preset("month", month, today),
                new Preset("last-month", month.minusMonths(1), month.minusDays(1)),
                new Preset("year", today.withDayOfYear(1), today));
    }

    private List<StaffMember> people(Viewer viewer) {
        return staff.all().stream().filter(one -> viewer.seesCallsOf(one.id())).toList();
    }

    private List<String> teams(Viewer viewer) {
        return people(viewer).stream()
                .map(StaffMember::team)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** The calls behind a figure. @param key of the row; empty for all rows */
    @GetMapping("/reports/{name}/calls")
    String calls(
            @PathVariable String name,
            @ModelAttribute("form") ReportForm form,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "calls") String column,
            @RequestParam(defaultValue = "0") int offset,
            Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        model.addAttribute("name", name);
        model.addAttribute("column", column);
        model.addAttribute("words", reader.words(viewer, null));
        model.addAttribute("rows", List.of());
        model.addAttribute("asked", request.getQueryString() == null ? "" : "?" + request.getQueryString());
        model.addAttribute("back", reports.names().contains(name) ? form.address(name, null, null) : "/reports");
        try {
            ReportQuery query = reader.query(form, viewer);
            var ids = new ArrayList<UUID>(reports.calls(name, query, key, column, Math.max(0, offset), PAGE + 1));
            boolean more = ids.size() > PAGE;
            model.addAttribute("words", reader.words(viewer, query));
            model.addAttribute("rows", calls.list(more ? ids.subList(0, PAGE) : ids));
            model.addAttribute("more", more ? next(request, offset + PAGE) : null);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) Objects.requireNonNull(model.getAttribute("print"))).why(refused));
        }
        return offset > 0 ? "reports/calls :: rows" : "reports/calls";
    }

    private static String next(HttpServletRequest request, int offset) {
        return org.springframework.web.util.UriComponentsBuilder.fromPath(request.getRequestURI())
                .query(request.getQueryString())
                .replaceQueryParam("offset", offset)
                .build(true)
                .toUriString();
    }

    @GetMapping("/reports/{name}/csv")
    void csv(@PathVariable String name, @ModelAttribute ReportForm form, Viewer viewer, HttpServletResponse response)
            throws IOException {
        viewer.require(Role.SUPERVISOR);
        reader.file(name, form, viewer, false, response);
    }

    @GetMapping("/reports/{name}/xlsx")
    void xlsx(@PathVariable String name, @ModelAttribute ReportForm form, Viewer viewer, HttpServletResponse response)
            throws IOException {
        viewer.require(Role.SUPERVISOR);
        reader.file(name, form, viewer, true, response);
    }

    @GetMapping("/reports/{name}/calls/xlsx")
    void callsXlsx(
            @PathVariable String name,
            @ModelAttribute ReportForm form,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "calls") String column,
            Viewer viewer,
            HttpServletResponse response)
            throws IOException {
        viewer.require(Role.SUPERVISOR);
        reader.calls(name, form, key, column, viewer, response);
    }
}
