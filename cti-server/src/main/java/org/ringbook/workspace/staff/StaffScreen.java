package org.ringbook.workspace.staff;

import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.staff.Reach;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Our people: their telephones, roles and sign-in. For administrators. */
@Controller
class StaffScreen {

    private final Staff staff;
    private final NumberPlan plan;

    StaffScreen(Staff staff, NumberPlan plan) {
        this.plan = plan;
        this.staff = staff;
    }

    @GetMapping("/staff")
    String list(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        model.addAttribute(
                "people",
                staff.all().stream()
                        .sorted(Comparator.comparing((StaffMember one) -> !one.active())
                                .thenComparing(StaffMember::name))
                        .toList());
        return "staff/index";
    }

    @GetMapping("/staff/new")
    String blank(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        return form(StaffForm.empty(), null, viewer, model);
    }

    @GetMapping("/staff/{id}/edit")
    String edit(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        return form(StaffForm.of(staff.find(id).orElseThrow(NoSuchPage::new), plan::print), id, viewer, model);
    }

    private String form(StaffForm form, UUID id, Viewer viewer, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("id", id);
        model.addAttribute("roles", Role.values());
        model.addAttribute("reaches", Reach.values());
        model.addAttribute(
                "teams",
                staff.all().stream()
                        .map(StaffMember::team)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList());
        model.addAttribute("self", viewer.member().id().equals(id));
        return "staff/form";
    }

    @PostMapping("/staff")
    ModelAndView create(@ModelAttribute("form") StaffForm form, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        return save(form, null, viewer, model, after);
    }

    @PutMapping("/staff/{id}")
    ModelAndView change(
            @PathVariable UUID id,
            @ModelAttribute("form") StaffForm form,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        staff.find(id).orElseThrow(NoSuchPage::new);
        return save(form, id, viewer, model, after);
    }

    private ModelAndView save(StaffForm form, UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        try {
            refuse(form, id, viewer, print);
            StaffMember saved = staff.save(form.member(id, plan));
            if (form.hasPassword()) {
                staff.setPassword(saved.id(), form.password());
            }
            after.addFlashAttribute("done", print.say("staff.saved", saved.name()));
            return new ModelAndView("redirect:/staff");
        } catch (IllegalArgumentException refused) {
            model.addAttribute("refused", print.why(refused));
            var again = new ModelAndView(form(form, id, viewer, model), model.asMap());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private void refuse(StaffForm form, UUID id, Viewer viewer, Print print) {
        if (StaffForm.text(form.name()) == null) {
            throw new IllegalArgumentException(print.say("staff.no-name"));
        }
        for (String typed : form.unreadable()) {
            throw new IllegalArgumentException(print.say("staff.unreadable-extension", typed));
        }
        for (String typed : form.unreadableMobiles(plan)) {
            throw new IllegalArgumentException(print.say("staff.unreadable-mobile", typed));
        }
        boolean self = viewer.member().id().equals(id);
        if (self && (form.role() != Role.ADMINISTRATOR || !form.active())) {
            throw new IllegalArgumentException(print.say("staff.not-oneself"));
        }
    }
}
