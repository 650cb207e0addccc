package org.ringbook.workspace.claims;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.claims.ClaimReports;
import org.ringbook.claims.ClaimReports.Asked;
import org.ringbook.claims.Claims;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportFiles;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportWords;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
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

/** The reports of claims, and the claims that make one of their figures. For supervisors, of the claims that they may see. */
@Controller
class ClaimReportsScreen {

    private static final int PAGE = 50;
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final ClaimReports reports;
    private final Claims claims;
    private final ClaimPages pages;
    private final ReportFiles files;
    private final Rights rights;
    private final Staff staff;
    private final NumberPlan plan;
    private final ApplicationEventPublisher events;

    ClaimReportsScreen(
            ClaimReports reports,
            Claims claims,
            ClaimPages pages,
            ReportFiles files,
            Rights rights,
            Staff staff,
            NumberPlan plan,
            ApplicationEventPublisher events) {
        this.reports = reports;
        this.claims = claims;
        this.pages = pages;
        this.files = files;
        this.rights = rights;
        this.staff = staff;
        this.plan = plan;
        this.events = events;
    }

    /** What is asked of a report, as it stands in its address; nothing means any, and six months. */
    record Form(String from, String to, String team, UUID cause) {

        Asked asked(ClaimReports reports) {
            Period usual = reports.usualPeriod();
            return new Asked(
                    Period.of(
                            blank(from) ? usual.first().toString() : from,
                            blank(to) ? usual.last().toString() : to,
                            null,
                            reports.company()),
                    blank(team) ? null : team,
                    cause);
        }

        private static boolean blank(String text) {
            return text == null || text.isBlank();
        }

        /** The same in an address, with other days. @param first null for the days that it has */
        public String address(String name, LocalDate first, LocalDate last) {
            var uri = UriComponentsBuilder.fromPath("/claims/reports/" + name);
            put(uri, "from", first == null ? from : first.toString());
            put(uri, "to", last == null ? to : last.toString());
            put(uri, "team", team);
            put(uri, "cause", cause == null ? null : cause.toString());
            return uri.encode().build().toUriString();
        }

        private static void put(UriComponentsBuilder uri, String name, String value) {
            if (!blank(value)) {
                uri.queryParam(name, value);
            }
        }
    }

    /** A choice of days. */
    record Preset(String name, LocalDate first, LocalDate last) {}

    private List<Preset> presets() {
        LocalDate today = LocalDate.now(reports.company());
        LocalDate month = today.withDayOfMonth(1);
        return List.of(
                new Preset("month", month, today),
                new Preset("last-month", month.minusMonths(1), month.minusDays(1)),
                new Preset("year", today.withDayOfYear(1), today));
    }

    private ReportWords words(Viewer viewer) {
        return new ReportWords(
                viewer.locale(),
                reports.company(),
                plan,
                id -> staff.find(id).map(StaffMember::name).orElse(null));
    }

    private Permissions who(Viewer viewer) {
        return rights.of(viewer.member());
    }

    @GetMapping("/claims/reports/{name}")
    String show(
            @PathVariable String name,
            @ModelAttribute("form") Form form,
            Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        known(name, viewer);
        ReportWords words = words(viewer);
        model.addAttribute("name", name);
        model.addAttribute("names", ClaimReports.names());
        model.addAttribute("words", words);
        model.addAttribute("presets", presets());
        model.addAttribute("usual", reports.usualPeriod());
        model.addAttribute("query", request.getQueryString() == null ? "" : "?" + request.getQueryString());
        pages.choices(form.cause(), viewer, model);
        try {
            Asked asked = form.asked(reports);
            ReportTable table = reports.count(name, asked, who(viewer), viewer.locale());
            model.addAttribute("period", asked.period());
            model.addAttribute("table", table);
            model.addAttribute("drawn", ClaimReports.drawn(table));
            model.addAttribute("foot", words.foot(table));
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return "claims/report";
    }

    private static void known(String name, Viewer viewer) {
        viewer.require(Role.SUPERVISOR);
        if (!ClaimReports.names().contains(name)) {
            throw new NoSuchPage();
        }
    }

    /** The claims behind a figure. @param key of the row; empty for the total */
    @GetMapping("/claims/reports/{name}/claims")
    String behind(
            @PathVariable String name,
            @ModelAttribute("form") Form form,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String column,
            @RequestParam(defaultValue = "0") int offset,
            Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        known(name, viewer);
        model.addAttribute("name", name);
        model.addAttribute("column", column);
        model.addAttribute("words", words(viewer));
        model.addAttribute("back", form.address(name, null, null));
        model.addAttribute("rows", List.of());
        model.addAttribute("next", null);
        model.addAttribute("total", 0);
        try {
            List<UUID> ids = reports.claims(name, form.asked(reports), key, column, who(viewer), viewer.locale());
            int from = Math.max(0, Math.min(offset, ids.size()));
            List<UUID> shown = ids.subList(from, Math.min(from + PAGE, ids.size()));
            model.addAttribute("total", ids.size());
            model.addAttribute("rows", pages.rows(claims.ofIds(shown, who(viewer)), viewer));
            model.addAttribute("next", from + PAGE < ids.size() ? next(request, from + PAGE) : null);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return offset > 0 ? "claims/index :: rows" : "claims/behind";
    }

    private static String next(HttpServletRequest request, int offset) {
        return UriComponentsBuilder.fromPath(request.getRequestURI())
                .query(request.getQueryString())
                .replaceQueryParam("offset", offset)
                .build(true)
                .toUriString();
    }

    @GetMapping("/claims/reports/{name}/csv")
    void csv(@PathVariable String name, @ModelAttribute Form form, Viewer viewer, HttpServletResponse response)
            throws IOException {
        file(name, form, viewer, false, response);
    }

    @GetMapping("/claims/reports/{name}/xlsx")
    void xlsx(@PathVariable String name, @ModelAttribute Form form, Viewer viewer, HttpServletResponse response)
            throws IOException {
        file(name, form, viewer, true, response);
    }

    /** What cannot be counted is refused in words before anything of a file is sent. */
    private void file(String name, Form form, Viewer viewer, boolean xlsx, HttpServletResponse response)
            throws IOException {
        known(name, viewer);
        ReportTable table;
        try {
            table = reports.count(name, form.asked(reports), who(viewer), viewer.locale());
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            response.setContentType("text/plain; charset=UTF-8");
            response.getWriter().write(refused.words(viewer.locale()));
            return;
        }
        Period period = table.query().period();
        response.setContentType(xlsx ? XLSX.toString() : "text/csv; charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + name + "-" + period.first() + "-" + period.last()
                        + (xlsx ? ".xlsx\"" : ".csv\""));
        if (xlsx) {
            files.xlsx(response.getOutputStream(), table, words(viewer));
        } else {
            files.csv(response.getOutputStream(), table, words(viewer));
        }
        events.publishEvent(AuditEntry.of(AuditKind.CALLS, "exported")
                .on(name, null)
                .with("period", null, words(viewer).period(period))
                .with("rows", null, table.rows().size()));
    }
}
