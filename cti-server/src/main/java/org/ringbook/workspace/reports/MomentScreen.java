package org.ringbook.workspace.reports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.ringbook.reports.Moments;
import org.ringbook.reports.Reports;
import org.ringbook.staff.Role;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What went on in any second of the past. */
@Controller
class MomentScreen {

    private static final int FIRST_YEAR = 2000;

    private final Moments moments;
    private final Reports reports;
    private final ReportReader reader;

    MomentScreen(Moments moments, Reports reports, ReportReader reader) {
        this.moments = moments;
        this.reports = reports;
        this.reader = reader;
    }

    /** @param at day and time by the company's clock, as 2026-11-23T10:05:00 */
    @GetMapping("/reports/moment")
    String show(@RequestParam(required = false) String at, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        LocalDateTime now = LocalDateTime.now(reports.company()).truncatedTo(ChronoUnit.SECONDS);
        LocalDateTime asked = now;
        try {
            asked = at == null || at.isBlank() ? now : LocalDateTime.parse(at);
        } catch (DateTimeException unreadable) {
            model.addAttribute("refused", ((Print) model.getAttribute("print")).say("reports.moment.unreadable"));
        }
        if (asked.getYear() < FIRST_YEAR) {
            model.addAttribute("refused", ((Print) model.getAttribute("print")).say("reports.moment.unreadable"));
            asked = now;
        }
        if (asked.isAfter(now)) {
            model.addAttribute("refused", ((Print) model.getAttribute("print")).say("reports.moment.future"));
            asked = now;
        }
        Instant second = asked.atZone(reports.company()).toInstant();
        model.addAttribute("words", reader.words(viewer, null));
        model.addAttribute("asked", asked);
        model.addAttribute("board", moments.at(second, viewer.permissions().people()));
        model.addAttribute("steps", new LocalDateTime[] {
            asked.minusMinutes(5),
            asked.minusMinutes(1),
            asked.minusSeconds(10),
            asked.plusSeconds(10),
            asked.plusMinutes(1),
            asked.plusMinutes(5)
        });
        return "reports/moment";
    }
}
