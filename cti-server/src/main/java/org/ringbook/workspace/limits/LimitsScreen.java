package org.ringbook.workspace.limits;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.control.Budget;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRequest;
import org.ringbook.control.DialLimits;
import org.ringbook.control.LimitAlarm;
import org.ringbook.control.RequestState;
import org.ringbook.dialler.Trunks;
import org.ringbook.refusals.Refused;
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

/** Limits of calls, who was refused by them, and who listened to whom. Supervisors look, administrators change. */
@Controller
class LimitsScreen {

    private static final int MOST_SHOWN = 100;

    private final DialLimits limits;
    private final LimitAlarm alarm;
    private final CallControl control;
    private final Staff staff;
    private final Trunks trunks;

    LimitsScreen(DialLimits limits, LimitAlarm alarm, CallControl control, Staff staff, Trunks trunks) {
        this.limits = limits;
        this.alarm = alarm;
        this.control = control;
        this.staff = staff;
        this.trunks = trunks;
    }

    /** A country with its name in the viewer's language. */
    record Country(String code, String name) {}

    /** A request with who asked for it. */
    record Row(CallRequest request, String who) {}

    @GetMapping("/limits")
    String show(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        DialLimits.View view = limits.view();
        model.addAttribute("limits", view);
        model.addAttribute("home", country(view.home(), viewer.locale()).name());
        model.addAttribute(
                "open",
                view.countries().stream()
                        .map(code -> country(code, viewer.locale()))
                        .sorted(Comparator.comparing(Country::name))
                        .toList());
        model.addAttribute(
                "closed",
                DialLimits.countries().stream()
                        .filter(code ->
                                !code.equals(view.home()) && !view.countries().contains(code))
                        .map(code -> country(code, viewer.locale()))
                        .sorted(Comparator.comparing(Country::name))
                        .toList());
        model.addAttribute(
                "carriedOver",
                view.carriedOver().stream()
                        .map(code -> country(code, viewer.locale()).name())
                        .sorted()
                        .toList());
        model.addAttribute("alarms", alarm.warnings());
        model.addAttribute("trunks", trunks.all());
        model.addAttribute("refused", rows(control.asked(null, RequestState.REFUSED, false, null, MOST_SHOWN)));
        model.addAttribute("listened", rows(control.asked(null, null, true, null, MOST_SHOWN)));
        return "limits/index";
    }

    private static Country country(String code, Locale locale) {
        return new Country(code, new Locale.Builder().setRegion(code).build().getDisplayCountry(locale));
    }

    private List<Row> rows(List<CallRequest> requests) {
        return requests.stream()
                .map(request -> new Row(
                        request,
                        staff.find(request.staffId()).map(StaffMember::name).orElse("")))
                .toList();
    }

    @PostMapping("/limits/budgets/{subject}")
    String budget(
            @PathVariable String subject,
            @RequestParam int perMinute,
            @RequestParam int perDay,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        return change(viewer, model, next, by -> limits.set(subject, new Budget(perMinute, perDay)));
    }

    @PostMapping("/limits/countries")
    String country(
            @RequestParam String country,
            @RequestParam boolean open,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        return change(viewer, model, next, by -> limits.country(country, open, by));
    }

    @PostMapping("/limits/numbers/{kind}")
    String numbers(
            @PathVariable String kind,
            @RequestParam boolean open,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        return change(viewer, model, next, by -> limits.numbers(kind, open, by));
    }

    /** @param allowed left out to forget what was said of the beginning */
    @PostMapping("/limits/beginnings")
    String beginning(
            @RequestParam String beginning,
            @RequestParam(required = false) Boolean allowed,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        return change(viewer, model, next, by -> limits.beginning(beginning, allowed, by));
    }

    @PostMapping("/limits/seen")
    String seen(Viewer viewer, Model model, RedirectAttributes next) {
        return change(viewer, model, next, by -> limits.seen());
    }

    private interface Change {
        void by(UUID administrator);
    }

    private static String change(Viewer viewer, Model model, RedirectAttributes next, Change change) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        try {
            change.by(viewer.member().id());
            next.addFlashAttribute("done", print.say("limits.saved"));
        } catch (Refused refused) {
            next.addFlashAttribute("why", print.why(refused));
        }
        return "redirect:/limits";
    }
}
