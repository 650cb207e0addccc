package org.ringbook.workspace.plans;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.sales.AdCosts;
import org.ringbook.staff.Role;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What advertising cost: entered by hand or from a file, which is looked through before it is taken. For supervisors. */
@Controller
class AdCostsScreen {

    private static final int SHOWN = 200;

    private final AdCosts costs;

    AdCostsScreen(AdCosts costs) {
        this.costs = costs;
    }

    /** What was typed, so that a refusal does not take it away. */
    record Typed(String day, String channel, String campaign, String amount) {}

    @GetMapping("/ad-costs")
    String show(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        List<AdCosts.Kept> kept =
                costs.list(LocalDate.of(2000, 1, 1), viewer.today().plusYears(1), null, SHOWN);
        model.addAttribute("costs", kept);
        model.addAttribute("most", SHOWN);
        model.addAttribute("today", viewer.today());
        if (!model.containsAttribute("typed")) {
            model.addAttribute("typed", new Typed(viewer.today().toString(), "", "", ""));
        }
        return "plans/costs";
    }

    @PostMapping("/ad-costs")
    String enter(
            @RequestParam String day,
            @RequestParam String channel,
            @RequestParam(defaultValue = "") String campaign,
            @RequestParam String amount,
            @RequestParam(defaultValue = "false") boolean replace,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        try {
            costs.enter(
                    List.of(new AdCosts.Row(day(day), channel, campaign, AdCosts.amount(amount))),
                    new AdCosts.Entry("form", viewer.member().id(), replace, false));
            next.addFlashAttribute("done", print.say("costs.saved"));
            return "redirect:/ad-costs";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("why", print.why(refused));
            model.addAttribute("twice", "replace".equals(refused.field()));
            model.addAttribute("typed", new Typed(day, channel, campaign, amount));
            return show(viewer, model);
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** @param take false to look through it only */
    @PostMapping("/ad-costs/file")
    String file(
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "false") boolean replace,
            @RequestParam(defaultValue = "false") boolean take,
            Viewer viewer,
            HttpServletResponse response,
            Model model)
            throws IOException {
        viewer.require(Role.SUPERVISOR);
        try {
            model.addAttribute(
                    "outcome",
                    costs.enter(
                            AdCosts.read(file.getBytes()),
                            new AdCosts.Entry("file", viewer.member().id(), replace, !take)));
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("why", ((Print) model.getAttribute("print")).why(refused));
        }
        return show(viewer, model);
    }

    @PostMapping("/ad-costs/{id}/delete")
    String delete(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes next) {
        viewer.require(Role.SUPERVISOR);
        try {
            costs.remove(id, viewer.member().id());
        } catch (Refused refused) {
            next.addFlashAttribute("why", ((Print) model.getAttribute("print")).why(refused));
        }
        return "redirect:/ad-costs";
    }
}
