package org.ringbook.workspace.calls;

import java.math.BigDecimal;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.recordings.Recording;
import org.ringbook.recordings.RecordingNotes;
import org.ringbook.recordings.Recordings;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.staff.Role;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The recordings on the page of a call, and the notes at their moments. */
@Controller
class AudioScreen {

    private final CallFinder finder;
    private final CallAudio sound;
    private final Recordings recordings;
    private final RecordingNotes notes;

    AudioScreen(CallFinder finder, CallAudio sound, Recordings recordings, RecordingNotes notes) {
        this.finder = finder;
        this.sound = sound;
        this.recordings = recordings;
        this.notes = notes;
    }

    /** Once more, until what is to come is there. */
    @GetMapping("/calls/{id}/recordings")
    String again(@PathVariable UUID id, Viewer viewer, Model model) {
        Call call = finder.one(id, viewer);
        model.addAttribute("call", call);
        model.addAttribute("sound", sound.of(call, viewer, (Print) model.getAttribute("print")));
        return "calls/sound :: recordings";
    }

    @PostMapping("/calls/{id}/recordings/{recording}/fetch")
    String fetch(
            @PathVariable UUID id, @PathVariable UUID recording, Viewer viewer, Model model, RedirectAttributes next) {
        viewer.require(Role.SUPERVISOR);
        recordings.tryNow(heard(id, recording, viewer).id());
        next.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("calls.recordings.tried"));
        return "redirect:/calls/" + id;
    }

    @PostMapping("/calls/{id}/notes")
    String write(
            @PathVariable UUID id,
            @RequestParam UUID recording,
            @RequestParam BigDecimal at,
            @RequestParam String text,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        Print print = (Print) model.getAttribute("print");
        try {
            notes.add(
                    heard(id, recording, viewer),
                    at,
                    text,
                    viewer.member().id(),
                    viewer.member().login());
            next.addFlashAttribute("done", print.say("calls.note.saved"));
        } catch (Refused refused) {
            next.addFlashAttribute("refused", print.why(refused));
        }
        return "redirect:/calls/" + id;
    }

    @DeleteMapping("/calls/{id}/recordings/{recording}/notes/{note}")
    String remove(@PathVariable UUID id, @PathVariable UUID recording, @PathVariable long note, Viewer viewer) {
        heard(id, recording, viewer);
        notes.remove(
                recording,
                note,
                viewer.has(Role.SUPERVISOR) ? null : viewer.member().id());
        return "redirect:/calls/" + id;
    }

    private Recording heard(UUID id, UUID recording, Viewer viewer) {
        Call call = finder.one(id, viewer);
        if (!sound.may(Action.HEAR, call, viewer)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return recordings.of(call).stream()
                .filter(one -> one.id().equals(recording))
                .findFirst()
                .orElseThrow(NoSuchPage::new);
    }
}
