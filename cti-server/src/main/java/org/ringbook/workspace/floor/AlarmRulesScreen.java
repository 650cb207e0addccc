package org.ringbook.workspace.floor;

import org.ringbook.alarms.AlarmLimits;
import org.ringbook.refusals.Refused;
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

/** When something of the floor is an alarm. Supervisors look, administrators change. */
@Controller
class AlarmRulesScreen {

    private final AlarmLimits limits;

    AlarmRulesScreen(AlarmLimits limits) {
        this.limits = limits;
    }

    @GetMapping("/alarm-rules")
    String show(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        model.addAttribute("rules", limits.all());
        return "floor/rules";
    }

    /** A box that is not ticked is not sent; what stands in the settings file is sent by no field. */
    @PostMapping("/alarm-rules/{rule}")
    String change(
            @PathVariable String rule,
            @RequestParam(defaultValue = "false") boolean used,
            @RequestParam(required = false) Integer limit,
            @RequestParam(required = false) Integer fromCalls,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        try {
            AlarmLimits.Rule was = limits.of(rule);
            limits.change(
                    rule,
                    was.usedInTheFile() ? was.used() : used,
                    limit,
                    fromCalls,
                    viewer.member().id());
            next.addFlashAttribute("done", print.say("alarm.rules.saved"));
        } catch (Refused refused) {
            next.addFlashAttribute("why", print.why(refused));
        }
        return "redirect:/alarm-rules";
    }
}
