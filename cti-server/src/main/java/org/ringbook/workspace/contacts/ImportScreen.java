package org.ringbook.workspace.contacts;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.ringbook.contacts.ContactImport;
import org.ringbook.contacts.ContactImports;
import org.ringbook.contacts.StartedImport;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Contacts out of a file: it is looked through first, and written only after somebody has seen what would happen. */
@Controller
class ImportScreen {

    private final ContactImports imports;
    private final Staff staff;

    ImportScreen(ContactImports imports, Staff staff) {
        this.imports = imports;
        this.staff = staff;
    }

    @GetMapping("/contacts/import")
    String choose(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        model.addAttribute("largest", ContactImport.LARGEST_FILE);
        return "contacts/import";
    }

    @PostMapping("/contacts/import")
    ModelAndView look(@RequestParam(required = false) MultipartFile file, Viewer viewer, Model model)
            throws IOException {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        if (file == null
                || file.getOriginalFilename() == null
                || file.getOriginalFilename().isEmpty()) {
            return refused(print.say("import.no-file"), viewer, model);
        }
        try (InputStream content = file.getInputStream()) {
            StartedImport started = imports.start(
                    viewer.member().id(),
                    file.getOriginalFilename(),
                    content,
                    new FileReading(null, null).options(staff),
                    true);
            return goTo(started);
        } catch (Refused why) {
            return refused(print.why(why), viewer, model);
        }
    }

    private ModelAndView refused(String why, Viewer viewer, Model model) {
        model.addAttribute("refused", why);
        var again = new ModelAndView(choose(viewer, model), model.asMap());
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    @GetMapping("/contacts/import/{id}")
    String show(
            @PathVariable UUID id,
            @RequestHeader(name = "HX-Request", required = false) String fragment,
            Viewer viewer,
            Model model) {
        StartedImport started = mine(id, viewer);
        model.addAttribute("started", started);
        model.addAttribute("ended", started.ended());
        model.addAttribute("run", started.status());
        model.addAttribute("canGoOn", imports.canGoOn(started));
        model.addAttribute("encodings", FileReading.ENCODINGS);
        model.addAttribute("separators", FileReading.SEPARATORS);
        return fragment == null ? "contacts/import-run" : "contacts/import-run :: run";
    }

    /** Looks through the same file once more, reading it as the viewer says. */
    @PostMapping("/contacts/import/{id}/look")
    ModelAndView lookAgain(
            @PathVariable UUID id, FileReading reading, Viewer viewer, Model model, RedirectAttributes after) {
        return again(id, reading, true, viewer, model, after);
    }

    /** In earnest, read as it was looked through. */
    @PostMapping("/contacts/import/{id}/write")
    ModelAndView write(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        return again(id, FileReading.of(mine(id, viewer).status()), false, viewer, model, after);
    }

    private ModelAndView again(
            UUID id, FileReading reading, boolean dryRun, Viewer viewer, Model model, RedirectAttributes after) {
        return imports.again(mine(id, viewer), reading.options(staff), dryRun)
                .map(ImportScreen::goTo)
                .orElseGet(() -> {
                    after.addFlashAttribute("refused", ((Print) model.getAttribute("print")).say("import.gone"));
                    return new ModelAndView("redirect:/contacts/import");
                });
    }

    @PostMapping("/contacts/import/{id}/cancel")
    ModelAndView cancel(@PathVariable UUID id, Viewer viewer) {
        StartedImport started = mine(id, viewer);
        imports.cancel(started);
        return started.status().dryRun() ? new ModelAndView("redirect:/contacts/import") : goTo(started);
    }

    private StartedImport mine(UUID id, Viewer viewer) {
        viewer.require(Role.SUPERVISOR);
        return imports.find(id, viewer.member().id()).orElseThrow(NoSuchPage::new);
    }

    private static ModelAndView goTo(StartedImport started) {
        return new ModelAndView("redirect:/contacts/import/" + started.id());
    }
}
