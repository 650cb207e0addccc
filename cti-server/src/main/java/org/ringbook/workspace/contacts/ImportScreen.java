package org.ringbook.workspace.contacts;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.contacts.ContactImport;
import org.ringbook.contacts.ContactImports;
import org.ringbook.contacts.ImportUndo;
import org.ringbook.contacts.ImportUndo.PastImport;
import org.ringbook.contacts.ImportUndos;
import org.ringbook.contacts.LikelyRows;
import org.ringbook.contacts.StartedImport;
import org.ringbook.refusals.Refused;
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

    /** Small ones are done when the page comes. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ContactImports imports;
    private final ImportUndo undo;
    private final ImportUndos undos;
    private final Staff staff;

    ImportScreen(ContactImports imports, ImportUndo undo, ImportUndos undos, Staff staff) {
        this.imports = imports;
        this.undo = undo;
        this.undos = undos;
        this.staff = staff;
    }

    @GetMapping("/contacts/import")
    String choose(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        model.addAttribute("largest", ContactImport.LARGEST_FILE);
        model.addAttribute("past", undo.all());
        return "contacts/import";
    }

    @PostMapping("/contacts/import")
    ModelAndView look(
            @RequestParam(required = false) MultipartFile file,
            @RequestParam(required = false) Boolean strict,
            @RequestParam(required = false) LikelyRows likely,
            Viewer viewer,
            Model model)
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
                    new FileReading(null, null, strict, likely, null).options(staff, List.of()),
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
        model.addAttribute("fields", ContactImport.FIELDS);
        model.addAttribute("ownFields", imports.ownFields());
        return fragment == null ? "contacts/import-run" : "contacts/import-run :: run";
    }

    /** Looks through the same file once more, reading it as the viewer says. */
    @PostMapping("/contacts/import/{id}/look")
    ModelAndView lookAgain(
            @PathVariable UUID id, FileReading reading, Viewer viewer, Model model, RedirectAttributes after) {
        StartedImport before = mine(id, viewer);
        Map<String, String> chosen = new HashMap<>(before.options().columns());
        ContactImport.Options options = reading.options(staff, before.status().columns());
        chosen.putAll(options.columns());
        return again(id, options.with(chosen), true, viewer, model, after);
    }

    /** In earnest, read as it was looked through. */
    @PostMapping("/contacts/import/{id}/write")
    ModelAndView write(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        return again(id, mine(id, viewer).options(), false, viewer, model, after);
    }

    private ModelAndView again(
            UUID id,
            ContactImport.Options options,
            boolean dryRun,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        return imports.again(mine(id, viewer), options, dryRun)
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

    /** What would be undone, before it is; then how far it is. */
    @GetMapping("/contacts/import/past/{id}")
    String past(
            @PathVariable UUID id,
            @RequestHeader(value = "HX-Request", required = false) String fragment,
            Viewer viewer,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        PastImport past = undo.find(id).orElseThrow(NoSuchPage::new);
        model.addAttribute("past", past);
        model.addAttribute(
                "owner", staff.find(past.owner()).map(StaffMember::name).orElse(null));
        if (past.undo() == ImportUndo.UndoState.NONE) {
            model.addAttribute("would", undo.dryRun(id));
        }
        return fragment == null ? "contacts/import-past" : "contacts/import-past :: undoing";
    }

    @PostMapping("/contacts/import/past/{id}/undo")
    String undo(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        try {
            undos.start(id, viewer.member().id());
            undos.await(id, PATIENCE);
        } catch (Refused why) {
            after.addFlashAttribute("refused", ((Print) model.getAttribute("print")).why(why));
            return "redirect:/contacts/import";
        }
        return "redirect:/contacts/import/past/" + id;
    }

    private StartedImport mine(UUID id, Viewer viewer) {
        viewer.require(Role.SUPERVISOR);
        return imports.find(id, viewer.member().id()).orElseThrow(NoSuchPage::new);
    }

    private static ModelAndView goTo(StartedImport started) {
        return new ModelAndView("redirect:/contacts/import/" + started.id());
    }
}
