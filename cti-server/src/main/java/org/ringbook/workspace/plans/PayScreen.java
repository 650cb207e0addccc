package org.ringbook.workspace.plans;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.orders.Parts;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Rights;
import org.ringbook.sales.AdCosts;
import org.ringbook.sales.Earnings;
import org.ringbook.sales.PayRule;
import org.ringbook.sales.PayRules;
import org.ringbook.sales.SalesLists;
import org.ringbook.sales.SalesReports;
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

/**
 * What somebody has earned in a month so far, with the part of each deal: everybody of themselves, supervisors of those whose deals they
 * see. And the rules of pay, for administrators.
 */
@Controller
class PayScreen {

    private final Earnings earnings;
    private final PayRules rules;
    private final SalesLists lists;
    private final Staff staff;
    private final Rights rights;

    PayScreen(Earnings earnings, PayRules rules, SalesLists lists, Staff staff, Rights rights) {
        this.earnings = earnings;
        this.rules = rules;
        this.lists = lists;
        this.staff = staff;
        this.rights = rights;
    }

    @GetMapping("/pay")
    String show(
            @RequestParam(required = false) String month,
            @RequestParam(required = false) String person,
            Viewer viewer,
            Model model) {
        List<StaffMember> people = people(viewer);
        StaffMember whose = people.stream()
                .filter(one -> one.id().toString().equals(person))
                .findFirst()
                .orElse(viewer.member());
        YearMonth asked = PlansScreen.month(month, earnings.month());
        Earnings.Earned whole = earnings.of(whose, asked);
        Earnings.Earned earned = Parts.seesCost(viewer.member()) ? whole : whole.withoutMargin();
        List<UUID> deals = earned.pay().lines().stream()
                .flatMap(line -> line.parts().stream())
                .map(part -> part.deal())
                .distinct()
                .toList();
        Map<UUID, SalesLists.Item> titles = new HashMap<>();
        lists.of(SalesReports.Kind.DEAL, deals, rights.of(viewer.member()), viewer.locale())
                .forEach(item -> titles.put(item.id(), item));
        model.addAttribute("month", asked);
        model.addAttribute("before", asked.minusMonths(1));
        model.addAttribute("after", asked.plusMonths(1));
        model.addAttribute("whose", whose);
        model.addAttribute("people", people);
        model.addAttribute("earned", earned);
        model.addAttribute("deals", titles);
        return "plans/pay";
    }

    private List<StaffMember> people(Viewer viewer) {
        if (!viewer.isSupervisor()) {
            return List.of(viewer.member());
        }
        Collection<UUID> seen = rights.of(viewer.member()).people(Action.SEE);
        return staff.all().stream()
                .filter(one -> one.id().equals(viewer.member().id())
                        || one.active() && (seen == null || seen.contains(one.id())))
                .toList();
    }

    @GetMapping("/pay/rules")
    String rules(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        List<StaffMember> people =
                staff.all().stream().filter(StaffMember::active).toList();
        model.addAttribute("rules", rules.all());
        model.addAttribute("people", people);
        model.addAttribute(
                "teams",
                people.stream()
                        .map(StaffMember::team)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList());
        model.addAttribute("kinds", PayRule.Kind.values());
        model.addAttribute("ofs", PayRule.Of.values());
        model.addAttribute("month", earnings.month());
        return "plans/rules";
    }

    /**
     * @param whose id of a person, {@code team:NAME}, or empty for everybody
     * @param stepFrom of each step; empty ones are left out
     * @param days of each factor; empty for all that took longer
     */
    @PostMapping("/pay/rules")
    String add(
            @RequestParam String name,
            @RequestParam(defaultValue = "") String whose,
            @RequestParam String kind,
            @RequestParam String of,
            @RequestParam String rate,
            @RequestParam(defaultValue = "sum") String stepsBy,
            @RequestParam(defaultValue = "") List<String> stepFrom,
            @RequestParam(defaultValue = "") List<String> stepRate,
            @RequestParam(defaultValue = "") List<String> days,
            @RequestParam(defaultValue = "") List<String> factor,
            @RequestParam String from,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        try {
            boolean team = whose.startsWith("team:");
            rules.add(
                    new PayRule(
                            null,
                            name,
                            team || whose.isBlank() ? null : id(whose),
                            team ? whose.substring("team:".length()) : null,
                            word(kind, PayRule.Kind.class),
                            word(of, PayRule.Of.class),
                            AdCosts.amount(rate),
                            word(stepsBy, PayRule.StepsBy.class),
                            steps(stepFrom, stepRate),
                            factors(days, factor),
                            PlansScreen.month(from, earnings.month()),
                            null),
                    viewer.member());
            next.addFlashAttribute("done", print.say("plans.saved"));
        } catch (Refused refused) {
            next.addFlashAttribute("why", print.why(refused));
        }
        return "redirect:/pay/rules";
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Refused.because("staffId", "sales.person.none");
        }
    }

    private static <T extends Enum<T>> T word(String text, Class<T> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    private static String at(List<String> texts, int place) {
        return place < texts.size() && texts.get(place) != null
                ? texts.get(place).strip()
                : "";
    }

    private static List<PayRule.Step> steps(List<String> from, List<String> rate) {
        var steps = new ArrayList<PayRule.Step>();
        for (int i = 0; i < Math.max(from.size(), rate.size()); i++) {
            if (!at(from, i).isEmpty() || !at(rate, i).isEmpty()) {
                steps.add(new PayRule.Step(AdCosts.amount(at(from, i)), AdCosts.amount(at(rate, i))));
            }
        }
        return steps;
    }

    private static List<PayRule.Factor> factors(List<String> days, List<String> factor) {
        var factors = new ArrayList<PayRule.Factor>();
        for (int i = 0; i < factor.size(); i++) {
            if (!at(factor, i).isEmpty()) {
                BigDecimal upTo = AdCosts.amount(at(days, i));
                boolean readable = at(days, i).isEmpty() || upTo != null && upTo.scale() <= 0;
                if (!readable) {
                    throw Refused.because("factors", "sales.rule.factor");
                }
                factors.add(new PayRule.Factor(upTo == null ? null : upTo.intValue(), AdCosts.amount(at(factor, i))));
            }
        }
        return factors;
    }

    @PostMapping("/pay/rules/{id}/end")
    String end(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes next) {
        viewer.require(Role.ADMINISTRATOR);
        return refusing(() -> rules.end(id, earnings.month()), model, next);
    }

    @PostMapping("/pay/rules/{id}/delete")
    String delete(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes next) {
        viewer.require(Role.ADMINISTRATOR);
        return refusing(() -> rules.delete(id), model, next);
    }

    private static String refusing(Runnable change, Model model, RedirectAttributes next) {
        try {
            change.run();
        } catch (Refused refused) {
            next.addFlashAttribute("why", ((Print) model.getAttribute("print")).why(refused));
        }
        return "redirect:/pay/rules";
    }
}
