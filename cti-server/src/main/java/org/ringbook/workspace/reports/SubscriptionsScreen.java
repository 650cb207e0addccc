package org.ringbook.workspace.reports;

import java.util.List;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.Reports;
import org.ringbook.staff.Role;
import org.ringbook.subscriptions.Subscriptions;
import org.ringbook.webhooks.Webhooks;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Reports that are sent on a schedule: one's own; administrators see all. */
@Controller
class SubscriptionsScreen {

    private final Subscriptions subscriptions;
    private final Webhooks webhooks;
    private final Reports reports;
    private final ReportReader reader;

    SubscriptionsScreen(Subscriptions subscriptions, Webhooks webhooks, Reports reports, ReportReader reader) {
        this.subscriptions = subscriptions;
        this.webhooks = webhooks;
        this.reports = reports;
        this.reader = reader;
    }

    @GetMapping("/reports/schedule")
    String show(@ModelAttribute("form") ReportForm form, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        model.addAttribute("words", reader.words(viewer, null));
        model.addAttribute("names", reports.names());
        model.addAttribute("all", subscriptions.of(viewer.member()));
        model.addAttribute("webhooks", viewer.isAdministrator() ? webhooks.states() : List.of());
        return "reports/schedule";
    }

    @PostMapping("/reports/schedule")
    String add(
            @ModelAttribute("form") ReportForm form,
            @RequestParam(defaultValue = "") String every,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String file,
            @RequestParam(required = false) UUID webhook,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        try {
            subscriptions.add(
                    form.report() == null ? "" : form.report(),
                    reader.query(form, viewer),
                    every,
                    at,
                    file,
                    webhook,
                    viewer.locale().getLanguage(),
                    viewer.member());
            next.addFlashAttribute("done", print.say("reports.schedule.added"));
        } catch (Refused refused) {
            next.addFlashAttribute("why", print.why(refused));
        }
        return "redirect:/reports/schedule";
    }

    @PostMapping("/reports/schedule/{id}/send")
    String send(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes next) {
        viewer.require(Role.SUPERVISOR);
        if (subscriptions.sendNow(id, viewer.member())) {
            next.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("reports.schedule.sending"));
        }
        return "redirect:/reports/schedule";
    }

    @PostMapping("/reports/schedule/{id}/delete")
    String delete(@PathVariable UUID id, Viewer viewer) {
        viewer.require(Role.SUPERVISOR);
        subscriptions.delete(id, viewer.member());
        return "redirect:/reports/schedule";
    }
}
