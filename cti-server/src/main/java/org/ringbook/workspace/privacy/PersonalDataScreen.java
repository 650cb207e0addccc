package org.ringbook.workspace.privacy;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.ringbook.privacy.Destruction;
import org.ringbook.privacy.PersonalData;
import org.ringbook.privacy.PersonalData.Held;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is kept of a person: counted, as one file, and destroyed; and the acts of what was destroyed. */
@Controller
class PersonalDataScreen {

    private final PersonalData data;
    private final Destruction destruction;

    PersonalDataScreen(PersonalData data, Destruction destruction) {
        this.data = data;
        this.destruction = destruction;
    }

    @GetMapping("/contacts/{id}/personal-data")
    String held(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        Held held = data.held(id).orElseThrow(NoSuchPage::new);
        model.addAttribute("held", held);
        return "privacy/person";
    }

    @GetMapping("/contacts/{id}/personal-data.zip")
    void file(@PathVariable UUID id, Viewer viewer, HttpServletResponse response) throws IOException {
        viewer.require(Role.ADMINISTRATOR);
        data.held(id).orElseThrow(NoSuchPage::new);
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"personal-data.zip\"");
        response.setHeader("Cache-Control", "no-store");
        data.write(id, viewer.member().id(), response.getOutputStream());
    }

    /** @param sure the name, typed by hand */
    @PostMapping("/contacts/{id}/personal-data/destroy")
    String destroy(
            @PathVariable UUID id,
            @RequestParam(required = false) String reason,
            @RequestParam(required = false) String sure,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        Held held = data.held(id).orElseThrow(NoSuchPage::new);
        String refused = null;
        if (sure == null || !sure.strip().equalsIgnoreCase(held.name().strip())) {
            refused = print.say("privacy.sure.wrong");
        } else {
            try {
                Destruction.Act act = destruction.destroy(id, reason, viewer.member());
                after.addFlashAttribute("done", print.say("privacy.destroyed", act.number()));
                return "redirect:/personal-data/acts";
            } catch (Refused why) {
                refused = print.why(why);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refused", refused);
        model.addAttribute("reason", reason);
        return held(id, viewer, model);
    }

    @GetMapping("/personal-data/acts")
    String acts(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        model.addAttribute("acts", destruction.acts());
        return "privacy/acts";
    }
}
