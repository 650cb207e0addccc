package org.ringbook.workspace.leads;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.ringbook.leads.Absences;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who is away: they are given no leads, and what they have not touched goes on. */
@Controller
class AbsencesScreen {

    private final Absences absences;
    private final Staff staff;

    AbsencesScreen(Absences absences, Staff staff) {
        this.absences = absences;
        this.staff = staff;
    }

    @GetMapping("/leads/absences")
    String list(Viewer viewer, Model model) {
        List<StaffMember> people =
                staff.all().stream().filter(StaffMember::active).toList();
        model.addAttribute("absences", absences.notOver(viewer.today()));
        model.addAttribute("whose", viewer.isSupervisor() ? people : List.of(viewer.member()));
        model.addAttribute("people", people);
        return "leads/absences";
    }

    /** @param from first and last day, "2026-12-01" */
    @PostMapping("/leads/absences")
    String add(
            @RequestParam UUID person,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String until,
            @RequestParam(required = false) UUID deputy,
            @RequestParam(required = false) String note,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        try {
            absences.add(person, day(from), day(until), deputy, note, viewer.member());
            after.addFlashAttribute("done", print.say("leads.absence.saved"));
            return "redirect:/leads/absences";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", print.why(refused));
            return list(viewer, model);
        }
    }

    private static LocalDate day(String typed) {
        return typed == null || typed.isBlank() ? null : LocalDate.parse(typed);
    }

    @DeleteMapping("/leads/absences/{id}")
    String delete(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        absences.delete(id, viewer.member());
        after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("leads.absence.deleted"));
        return "redirect:/leads/absences";
    }
}
