package org.ringbook.workspace.staff;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.ringbook.calls.log.CallPeopleUpdates;
import org.ringbook.calls.log.CallPeopleWork;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.SinceCorrection;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.staff.StaffTelephone;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Since when a telephone is somebody's: what a correction would do to calls is shown before it is made. */
@Controller
class TelephoneSinceScreen {

    private final Staff staff;
    private final CallPeopleUpdates updates;
    private final CallPeopleWork work;

    TelephoneSinceScreen(Staff staff, CallPeopleUpdates updates, CallPeopleWork work) {
        this.staff = staff;
        this.updates = updates;
        this.work = work;
    }

    /** @param since in the viewer's time zone; null for the question alone */
    @GetMapping("/staff/{id}/telephones/{row}")
    String ask(
            @PathVariable UUID id,
            @PathVariable long row,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime since,
            Viewer viewer,
            Model model) {
        viewer.require(Role.ADMINISTRATOR);
        StaffTelephone telephone = row(id, row);
        model.addAttribute("member", staff.find(id).orElseThrow(NoSuchPage::new));
        model.addAttribute("row", telephone);
        model.addAttribute("since", since == null ? shown(telephone.since(), viewer) : since);
        if (since != null) {
            preview(row, since, viewer, model);
        }
        return "staff/since";
    }

    private void preview(long row, LocalDateTime since, Viewer viewer, Model model) {
        Print print = (Print) model.getAttribute("print");
        try {
            SinceCorrection correction = staff.correction(row, instant(since, viewer));
            model.addAttribute(
                    "moved",
                    updates.preview(correction).stream()
                            .map(one -> words(one, print))
                            .toList());
            model.addAttribute("planned", correction);
        } catch (Refused refused) {
            model.addAttribute("refused", print.why(refused));
        }
    }

    private String words(CallPeopleUpdates.Moved moved, Print print) {
        return print.say("staff.since.moved", name(moved.from(), print), name(moved.to(), print), moved.calls());
    }

    private String name(UUID person, Print print) {
        return staff.find(person).map(StaffMember::name).orElseGet(() -> print.say("staff.since.nobody"));
    }

    @PutMapping("/staff/{id}/telephones/{row}")
    String correct(
            @PathVariable UUID id,
            @PathVariable long row,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime since,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        row(id, row);
        Print print = (Print) model.getAttribute("print");
        try {
            staff.correct(row, instant(since, viewer), viewer.member().login());
            work.wake();
            after.addFlashAttribute("done", print.say("staff.since.done"));
        } catch (Refused refused) {
            after.addFlashAttribute("refused", print.why(refused));
        }
        return "redirect:/staff/" + id + "/edit";
    }

    private StaffTelephone row(UUID person, long row) {
        List<StaffTelephone> theirs = staff.telephones().of(person);
        return theirs.stream().filter(one -> one.id() == row).findFirst().orElseThrow(NoSuchPage::new);
    }

    private static Instant instant(LocalDateTime typed, Viewer viewer) {
        return typed.atZone(viewer.zone()).toInstant();
    }

    private static LocalDateTime shown(Instant since, Viewer viewer) {
        return since == null
                ? null
                : since.atZone(viewer.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
    }
}
