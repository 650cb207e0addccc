package org.ringbook.workspace.reports;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.ringbook.reports.LedgerCheck;
import org.ringbook.reports.ReportQuery;
import org.ringbook.reports.Reports;
import org.ringbook.staff.Role;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whether figures tie out: what is checked each night, and each breach with the calls that break it. */
@Controller
class LedgerScreen {

    private static final int MOST_SHOWN = 200;

    private final LedgerCheck check;
    private final Reports reports;
    private final ReportReader reader;

    LedgerScreen(LedgerCheck check, Reports reports, ReportReader reader) {
        this.check = check;
        this.reports = reports;
        this.reader = reader;
    }

    @GetMapping("/reports/check")
    String show(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        model.addAttribute("words", reader.words(viewer, null));
        model.addAttribute("identities", LedgerCheck.names());
        model.addAttribute("breaches", check.breaches(MOST_SHOWN));
        model.addAttribute("checked", check.checked());
        model.addAttribute("state", reports.state(ReportQuery.of(reports.lastWeek())));
        model.addAttribute("yesterday", LocalDate.now(reports.company()).minusDays(1));
        return "reports/check";
    }

    @PostMapping("/reports/check")
    String check(@RequestParam String day, Viewer viewer, Model model, RedirectAttributes next) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        try {
            LocalDate asked = LocalDate.parse(day);
            if (!check.isSettled(asked, LocalDate.now(reports.company()))) {
                next.addFlashAttribute("why", print.say("reports.check.not-over"));
                return "redirect:/reports/check";
            }
            int found = check.check(asked).size();
            next.addFlashAttribute("done", print.say(found == 0 ? "reports.check.fine" : "reports.check.found", found));
        } catch (DateTimeParseException noDay) {
            next.addFlashAttribute("why", print.say("reports.check.no-day"));
        }
        return "redirect:/reports/check";
    }
}
