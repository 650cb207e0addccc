package org.ringbook.workspace.reports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.ReportFiles;
import org.ringbook.reports.ReportQuery;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportWords;
import org.ringbook.reports.Reports;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.Viewer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Reports for one viewer: of the calls that they may see, in their language, and as files. */
@Component
class ReportReader {

    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final int MOST_IN_FILE = 1_000_000;

    private final Reports reports;
    private final ReportFiles files;
    private final NumberPlan plan;
    private final Staff staff;
    private final ApplicationEventPublisher events;

    ReportReader(Reports reports, ReportFiles files, NumberPlan plan, Staff staff, ApplicationEventPublisher events) {
        this.reports = reports;
        this.files = files;
        this.plan = plan;
        this.staff = staff;
        this.events = events;
    }

    ReportQuery query(ReportForm form, Viewer viewer) {
        return form.query(reports.company(), plan, viewer.permissions().people());
    }

    /** @param query null for the company's zone */
    ReportWords words(Viewer viewer, ReportQuery query) {
        return new ReportWords(
                viewer.locale(),
                query == null ? reports.company() : query.period().zone(),
                plan,
                id -> staff.find(id).map(StaffMember::name).orElse(null));
    }

    private interface Writing {
        void to(HttpServletResponse response) throws IOException;
    }

    /** What cannot be counted is refused in words before anything of a file is sent. */
    private static void orWords(Viewer viewer, HttpServletResponse response, Writing writing) throws IOException {
        try {
            writing.to(response);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            response.setContentType("text/plain; charset=UTF-8");
            response.getWriter().write(refused.words(viewer.locale()));
        }
    }

    void file(String name, ReportForm form, Viewer viewer, boolean xlsx, HttpServletResponse response)
            throws IOException {
        orWords(viewer, response, answer -> {
            ReportQuery query = query(form, viewer);
            ReportTable table = reports.count(name, query, form.compares());
            head(answer, name, query, xlsx);
            if (xlsx) {
                files.xlsx(answer.getOutputStream(), table, words(viewer, query));
            } else {
                files.csv(answer.getOutputStream(), table, words(viewer, query));
            }
            note(name, query, table.rows().size(), viewer);
        });
    }

    void calls(String name, ReportForm form, String key, String column, Viewer viewer, HttpServletResponse response)
            throws IOException {
        orWords(viewer, response, answer -> {
            ReportQuery query = query(form, viewer);
            List<UUID> ids = reports.calls(name, query, key, column, 0, MOST_IN_FILE);
            ReportWords words = words(viewer, query);
            note(name + "/" + column, query, ids.size(), viewer);
            head(answer, name + "-" + column, query, true);
            files.xlsx(answer.getOutputStream(), ids, words.report(name) + ": " + words.formula(column), query, words);
        });
    }

    /** Who took what out of the house. */
    private void note(String what, ReportQuery query, int rows, Viewer viewer) {
        ReportWords words = words(viewer, query);
        events.publishEvent(AuditEntry.of(AuditKind.CALLS, "exported")
                .on(what, null)
                .with("period", null, words.period(query.period()))
                .with("filter", null, words.filters(query))
                .with("rows", null, rows));
    }

    private static void head(HttpServletResponse response, String name, ReportQuery query, boolean xlsx) {
        response.setContentType(xlsx ? XLSX.toString() : "text/csv; charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + name + "-" + query.period().first() + "-"
                        + query.period().last() + (xlsx ? ".xlsx\"" : ".csv\""));
    }
}
