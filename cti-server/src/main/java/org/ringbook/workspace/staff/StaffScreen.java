package org.ringbook.workspace.staff;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.bulk.HandOver;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.BoundTelephone;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Our people: their telephones, roles and sign-in. For administrators. */
@Controller
class StaffScreen {

    private static final int LOG_LINES = 50;
    private static final String LEFT_AS_IT_IS = "nobody";

    private final Staff staff;
    private final NumberPlan plan;
    private final Sources sources;
    private final HandOver handOver;

    StaffScreen(Staff staff, NumberPlan plan, Sources sources, HandOver handOver) {
        this.handOver = handOver;
        this.sources = sources;
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
        model.addAttribute("reaches", Scope.values());
        model.addAttribute(
                "teams",
                staff.all().stream()
                        .map(StaffMember::team)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList());
        model.addAttribute("self", viewer.member().id().equals(id));
        model.addAttribute("sources", sourceNames());
        if (id != null) {
            if (!staff.find(id).orElseThrow().active()) {
                offerHeirs(id, model);
            }
            model.addAttribute(
                    "history", TelephoneHistory.of(staff.telephones().of(id), (Print) model.getAttribute("print")));
            model.addAttribute("telephoneLog", TelephoneLogLine.of(staff.telephoneLog(id, LOG_LINES), staff, (Print)
                    model.getAttribute("print")));
        }
        return "staff/form";
    }

    @PostMapping("/staff")
    ModelAndView create(@ModelAttribute("form") StaffForm form, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        return save(form, null, null, viewer, model, after);
    }

    @PutMapping("/staff/{id}")
    ModelAndView change(
            @PathVariable UUID id,
            @ModelAttribute("form") StaffForm form,
            @RequestParam(required = false) String heir,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        staff.find(id).orElseThrow(NoSuchPage::new);
        return save(form, id, heir, viewer, model, after);
    }

    /** @param heir id of who takes over what somebody who leaves has open; {@code nobody} to leave it as it is; null when nothing was said */
    private ModelAndView save(
            StaffForm form, UUID id, String heir, Viewer viewer, Model model, RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        try {
            refuse(form, id, viewer, print);
            StaffMember wanted = form.member(id, plan);
            if (form.hasPassword()) {
                Staff.checkPassword(form.password(), wanted.login(), wanted.name());
            }
            StaffMember before = id == null ? null : staff.find(id).orElseThrow();
            Optional<UUID> takesOver = heir(heir);
            handOver.refuseUnasked(before, wanted, takesOver.orElse(null), LEFT_AS_IT_IS.equals(heir));
            StaffMember saved =
                    staff.save(wanted, form.takeOver(), viewer.member().login());
            if (form.hasPassword()) {
                staff.setPassword(saved.id(), form.password());
            }
            after.addFlashAttribute("done", print.say("staff.saved", saved.name()));
            UUID given = before != null && !saved.active() && takesOver.isPresent()
                    ? handOver.give(saved.id(), takesOver.get(), viewer.member())
                    : null;
            return new ModelAndView(given == null ? "redirect:/staff" : "redirect:/bulk?handOver=" + given);
        } catch (IllegalArgumentException refused) {
            model.addAttribute("refused", print.why(refused));
            model.addAttribute("taken", isTaken(refused));
            if (refused instanceof Refused why && "heir".equals(why.field())) {
                model.addAttribute("heirAsked", true);
                offerHeirs(id, model);
            }
            var again = new ModelAndView(form(form, id, viewer, model), model.asMap());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    /** What somebody who leaves has open, or still has who left, and who may take it over. */
    private void offerHeirs(UUID id, Model model) {
        var open = handOver.open(id);
        if (!open.isEmpty()) {
            model.addAttribute("open", open);
            model.addAttribute(
                    "heirs",
                    staff.all().stream()
                            .filter(one -> one.active() && !one.id().equals(id))
                            .toList());
        }
    }

    private Optional<UUID> heir(String heir) {
        if (heir == null || heir.isBlank() || heir.equals(LEFT_AS_IT_IS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(staff.find(UUID.fromString(heir))
                    .filter(StaffMember::active)
                    .orElseThrow(() -> Refused.because("heir", "bulk.person"))
                    .id());
        } catch (IllegalArgumentException none) {
            throw none instanceof Refused known ? known : Refused.because("heir", "bulk.person");
        }
    }

    private List<String> sourceNames() {
        return sources.health().stream().map(SourceHealth::name).toList();
    }

    /** Whether taking over would help. */
    private static boolean isTaken(IllegalArgumentException refused) {
        return refused instanceof Refused known
                && known.refusal().key().endsWith(".taken")
                && !"login".equals(known.field());
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
        List<BoundTelephone> before =
                id == null ? List.of() : staff.find(id).orElseThrow().bound();
        for (String source : form.typedSources()) {
            boolean kept = before.stream().anyMatch(one -> one.source().equals(source));
            if (!kept && !sourceNames().contains(source)) {
                throw new IllegalArgumentException(
                        print.say("staff.unknown-source", source, String.join(", ", sourceNames())));
            }
        }
        boolean self = viewer.member().id().equals(id);
        if (self && (form.role() != Role.ADMINISTRATOR || !form.active())) {
            throw new IllegalArgumentException(print.say("staff.not-oneself"));
        }
    }
}
