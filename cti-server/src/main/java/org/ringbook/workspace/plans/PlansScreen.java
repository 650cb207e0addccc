package org.ringbook.workspace.plans;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.sales.AdCosts;
import org.ringbook.sales.Earnings;
import org.ringbook.sales.Plan;
import org.ringbook.sales.Plan.Indicator;
import org.ringbook.sales.Plans;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Plans of a month: what people and teams are to reach, and how far they are. For supervisors, of those whose deals they see. */
@Controller
class PlansScreen {

    private final Plans plans;
    private final Earnings earnings;
    private final Staff staff;
    private final Rights rights;

    PlansScreen(Plans plans, Earnings earnings, Staff staff, Rights rights) {
        this.plans = plans;
        this.earnings = earnings;
        this.staff = staff;
        this.rights = rights;
    }

    /** A month that somebody typed; this one for none that can be read. */
    static YearMonth month(String text, YearMonth usual) {
        try {
            YearMonth month = text == null || text.isBlank() ? usual : YearMonth.parse(text.strip());
            return month.getYear() < 2000 || month.getYear() > 2200 ? usual : month;
        } catch (DateTimeException unreadable) {
            return usual;
        }
    }

    @GetMapping("/plans")
    String show(@RequestParam(required = false) String month, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        YearMonth asked = month(month, earnings.month());
        Permissions permissions = rights.of(viewer.member());
        Collection<UUID> seen = permissions.people(Action.SEE);
        List<StaffMember> people = staff.all().stream()
                .filter(one -> one.active() && (seen == null || seen.contains(one.id())))
                .toList();
        model.addAttribute("month", asked);
        model.addAttribute("before", asked.minusMonths(1));
        model.addAttribute("after", asked.plusMonths(1));
        model.addAttribute("plans", plans.reached(asked, permissions));
        model.addAttribute("people", people);
        model.addAttribute(
                "teams",
                people.stream()
                        .map(StaffMember::team)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList());
        model.addAttribute("indicators", Indicator.values());
        return "plans/index";
    }

    /** @param whose id of a person, or {@code team:NAME} */
    @PostMapping("/plans")
    String set(
            @RequestParam String month,
            @RequestParam String whose,
            @RequestParam String indicator,
            @RequestParam String value,
            @RequestParam(defaultValue = "") String since,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        viewer.require(Role.SUPERVISOR);
        YearMonth asked = month(month, earnings.month());
        Print print = (Print) model.getAttribute("print");
        try {
            boolean team = whose.startsWith("team:");
            plans.set(
                    new Plan(
                            null,
                            asked,
                            team ? null : id(whose),
                            team ? whose.substring("team:".length()) : null,
                            Indicator.of(indicator).orElse(null),
                            AdCosts.amount(value),
                            day(since)),
                    viewer.member(),
                    rights.of(viewer.member()));
            next.addFlashAttribute("done", print.say("plans.saved"));
        } catch (Refused refused) {
            next.addFlashAttribute("why", print.why(refused));
        }
        return "redirect:/plans?month=" + asked;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Refused.because("staffId", "sales.person.none");
        }
    }

    private static LocalDate day(String text) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeException unreadable) {
            throw Refused.because("since", "sales.plan.since");
        }
    }

    @PostMapping("/plans/{id}/delete")
    String delete(
            @PathVariable UUID id,
            @RequestParam(required = false) String month,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        viewer.require(Role.SUPERVISOR);
        try {
            plans.delete(id, rights.of(viewer.member()));
        } catch (Refused refused) {
            next.addFlashAttribute("why", ((Print) model.getAttribute("print")).why(refused));
        }
        return "redirect:/plans?month=" + month(month, earnings.month());
    }
}
