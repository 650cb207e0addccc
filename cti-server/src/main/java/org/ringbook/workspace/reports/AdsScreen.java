package org.ringbook.workspace.reports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.Channels;
import org.ringbook.staff.Role;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which of our numbers stood in which advertising channel when, and what a day of it costs. */
@Controller
class AdsScreen {

    private final Channels channels;
    private final NumberPlan plan;

    AdsScreen(Channels channels, NumberPlan plan) {
        this.channels = channels;
        this.plan = plan;
    }

    @GetMapping("/reports/ads")
    String show(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        model.addAttribute("channels", channels.all());
        model.addAttribute("today", viewer.today());
        return "reports/ads";
    }

    @PostMapping("/reports/ads")
    String add(
            @RequestParam String channel,
            @RequestParam String line,
            @RequestParam String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String cost,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        try {
            channels.add(channel, plan.parse(line).orElse(null), day(from), day(to), cost(cost));
            next.addFlashAttribute("done", print.say("reports.ads.added"));
        } catch (Refused refused) {
            next.addFlashAttribute("why", print.why(refused));
        }
        return "redirect:/reports/ads";
    }

    private static LocalDate day(String text) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw Refused.because("from", "reports.period.day", text);
        }
    }

    private static Long cost(String text) {
        try {
            return text.isBlank()
                    ? null
                    : new BigDecimal(text.strip().replace(',', '.').replace(" ", ""))
                            .movePointRight(2)
                            .longValueExact();
        } catch (ArithmeticException | NumberFormatException unreadable) {
            throw Refused.because("cost", "reports.channel.cost");
        }
    }

    @PostMapping("/reports/ads/{id}/end")
    String end(@PathVariable int id, Viewer viewer) {
        viewer.require(Role.SUPERVISOR);
        channels.end(id, viewer.today());
        return "redirect:/reports/ads";
    }

    @PostMapping("/reports/ads/{id}/delete")
    String delete(@PathVariable int id, Viewer viewer) {
        viewer.require(Role.SUPERVISOR);
        channels.delete(id);
        return "redirect:/reports/ads";
    }
}
