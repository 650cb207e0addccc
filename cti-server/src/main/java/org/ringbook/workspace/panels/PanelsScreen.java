package org.ringbook.workspace.panels;

import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.panels.Panel;
import org.ringbook.panels.Panels;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Which panels there are, and the links to them: made, replaced, revoked. */
@Controller
class PanelsScreen {

    private final Panels panels;
    private final Staff staff;

    PanelsScreen(Panels panels, Staff staff) {
        this.panels = panels;
        this.staff = staff;
    }

    @GetMapping("/panels")
    String list(Viewer viewer, Model model) {
        model.addAttribute("panels", panels.all());
        model.addAttribute("kinds", Panel.Kind.values());
        model.addAttribute("teams", teams().toList());
        return "panels/index";
    }

    private Stream<String> teams() {
        return staff.all().stream()
                .filter(StaffMember::active)
                .map(StaffMember::team)
                .filter(team -> team != null && !team.isBlank())
                .distinct()
                .sorted();
    }

    @PostMapping("/panels")
    ModelAndView make(
            @RequestParam String name,
            @RequestParam String kind,
            @RequestParam(required = false) String team,
            @RequestParam(required = false) String language,
            @RequestParam(required = false) String address,
            @RequestParam(defaultValue = "false") boolean fullNames,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        String spoken = language == null ? viewer.locale().getLanguage() : language;
        try {
            var input = new Panel.Input(name, kind, team, spoken, address, fullNames);
            told(panels.make(input, viewer.member()), after);
            return new ModelAndView("redirect:/panels");
        } catch (Refused refused) {
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
            model.addAttribute("field", refused.field());
            model.addAttribute("typed", name);
            var again = new ModelAndView(list(viewer, model), model.asMap());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private static void told(Panel.Made made, RedirectAttributes after) {
        after.addFlashAttribute(
                "link",
                ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path("/panel/" + made.secret())
                        .toUriString());
        after.addFlashAttribute("linkOf", made.panel().name());
    }

    @PostMapping("/panels/{id}/link")
    String newLink(@PathVariable UUID id, RedirectAttributes after) {
        told(panels.newLink(id).orElseThrow(NoSuchPage::new), after);
        return "redirect:/panels";
    }

    @DeleteMapping("/panels/{id}")
    String revoke(@PathVariable UUID id, Model model, RedirectAttributes after) {
        if (!panels.revoke(id)) {
            throw new NoSuchPage();
        }
        after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("panels.revoked"));
        return "redirect:/panels";
    }
}
