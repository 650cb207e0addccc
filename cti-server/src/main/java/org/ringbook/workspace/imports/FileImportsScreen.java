package org.ringbook.workspace.imports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.bulk.BulkChange;
import org.ringbook.bulk.BulkChanges;
import org.ringbook.bulk.BulkCounts;
import org.ringbook.imports.FileImport;
import org.ringbook.imports.FileImport.Kind;
import org.ringbook.imports.FileImport.Slashes;
import org.ringbook.imports.FileImports;
import org.ringbook.imports.FileImports.Reading;
import org.ringbook.refusals.Refused;
import org.ringbook.spreadsheets.RowFile;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Deals and leads out of files: looked through, written, taken back. */
@Controller
class FileImportsScreen {

    private static final int SHOWN = 100;
    /** Small ones are done when the page comes. */
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private static final List<String> ENCODINGS = List.of("UTF-8", "windows-1251", "KOI8-R", "IBM866", "UTF-16LE");

    private final FileImports imports;
    private final BulkChanges changes;

    FileImportsScreen(FileImports imports, BulkChanges changes) {
        this.imports = imports;
        this.changes = changes;
    }

    /** A file with how far it is. @param counts null while it was not looked through */
    record Shown(FileImport file, BulkChange change, BulkCounts counts) {}

    /** A column of the file. @param field what it holds; empty when it is left out */
    record Column(String header, String sample, String field) {}

    /** How a file is read, as the page sends it. @param field what each column holds, from left to right */
    record Asked(String encoding, String slashes, String source, List<String> field) {

        /** @param before as it was read; null for a new one */
        Reading reading(FileImport before) {
            var chosen = new HashMap<String, String>();
            for (int i = 0;
                    before != null
                            && field != null
                            && i < Math.min(field.size(), before.headers().size());
                    i++) {
                String one = field.get(i) == null ? "" : field.get(i);
                // What was found out stays so, and is not taken for somebody's choice.
                if (!one.equals(before.columns().get(i))) {
                    chosen.put(before.headers().get(i), one);
                }
            }
            return new Reading(
                    ENCODINGS.contains(String.valueOf(encoding)) ? Charset.forName(encoding) : null,
                    null,
                    Slashes.of(String.valueOf(slashes)).orElse(null),
                    source,
                    chosen);
        }
    }

    private static Kind kind(String word) {
        return Kind.of(word).orElseThrow(NoSuchPage::new);
    }

    @GetMapping("/imports")
    String list(@RequestParam(defaultValue = "deal") String kind, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        Kind of = kind(kind);
        model.addAttribute("kind", of.word());
        model.addAttribute("largest", FileImports.LARGEST_FILE);
        model.addAttribute("encodings", ENCODINGS);
        model.addAttribute("slashes", Slashes.values());
        model.addAttribute(
                "files",
                imports.latest(of, viewer.member()).stream()
                        .map(file -> shown(file, viewer))
                        .toList());
        return "imports/index";
    }

    private Shown shown(FileImport file, Viewer viewer) {
        Optional<BulkChange> change = imports.change(file, viewer.member());
        return new Shown(file, change.orElse(null), change.map(changes::counts).orElse(null));
    }

    @PostMapping("/imports")
    String start(
            @RequestParam String kind,
            @RequestParam(required = false) MultipartFile file,
            Asked asked,
            Viewer viewer,
            Model model,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        if (file == null
                || file.getOriginalFilename() == null
                || file.getOriginalFilename().isEmpty()) {
            return refused(print.say("import.no-file"), kind, viewer, model, response);
        }
        try (InputStream content = file.getInputStream()) {
            FileImport started = imports.start(
                    kind(kind), file.getOriginalFilename(), content, asked.reading(null), viewer.member());
            return shownSoon(started);
        } catch (Refused why) {
            return refused(print.why(why), kind, viewer, model, response);
        }
    }

    private String refused(String why, String kind, Viewer viewer, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refused", why);
        return list(kind, viewer, model);
    }

    private String shownSoon(FileImport file) throws InterruptedException {
        imports.await(file, PATIENCE);
        return "redirect:/imports/" + file.id();
    }

    private FileImport existing(UUID id, Viewer viewer) {
        viewer.require(Role.SUPERVISOR);
        return imports.find(id, viewer.member()).orElseThrow(NoSuchPage::new);
    }

    @GetMapping("/imports/{id}")
    String show(@PathVariable UUID id, Viewer viewer, Model model) {
        FileImport file = existing(id, viewer);
        Shown shown = shown(file, viewer);
        model.addAttribute("file", file);
        model.addAttribute("change", shown.change());
        model.addAttribute("counts", shown.counts());
        model.addAttribute("mine", file.owner().equals(viewer.member().id()));
        model.addAttribute("shown", SHOWN);
        columns(file, model);
        if (shown.change() != null) {
            BulkChange change = shown.change();
            String main = change.state() == BulkChange.State.LOOKED ? "change" : "changed";
            model.addAttribute("undoable", change.isUndoable(Instant.now()));
            model.addAttribute("refusedRows", imports.outcomes(file, change, "refused", SHOWN));
            model.addAttribute("rows", imports.outcomes(file, change, main, SHOWN));
            model.addAttribute("keptRows", imports.outcomes(file, change, "kept", SHOWN));
        }
        return "imports/one";
    }

    private void columns(FileImport file, Model model) {
        List<String> samples = imports.samples(file);
        var columns = new ArrayList<Column>();
        for (int i = 0; i < file.headers().size(); i++) {
            columns.add(new Column(
                    file.headers().get(i), samples.get(i), file.columns().get(i)));
        }
        model.addAttribute("columns", columns);
        model.addAttribute("holdable", imports.holdable(file.kind()));
        model.addAttribute("slashes", Slashes.values());
    }

    /** Looks through the same file, its columns taken as the viewer says. */
    @PostMapping("/imports/{id}/look")
    String again(@PathVariable UUID id, Asked asked, Viewer viewer, Model model, RedirectAttributes after)
            throws InterruptedException {
        return done(id, viewer, model, after, file -> imports.again(file, asked.reading(file), viewer.member()));
    }

    @PostMapping("/imports/{id}/apply")
    String write(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after)
            throws InterruptedException {
        return done(id, viewer, model, after, file -> imports.write(file, viewer.member()));
    }

    @PostMapping("/imports/{id}/undo")
    String undo(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after)
            throws InterruptedException {
        return done(id, viewer, model, after, file -> imports.undo(file, viewer.member()));
    }

    /** What the program or a person does next. */
    private interface Step {
        void run(FileImport file);
    }

    private String done(UUID id, Viewer viewer, Model model, RedirectAttributes after, Step step)
            throws InterruptedException {
        try {
            step.run(existing(id, viewer));
        } catch (Refused why) {
            after.addFlashAttribute("refused", ((Print) model.getAttribute("print")).why(why));
        }
        return shownSoon(existing(id, viewer));
    }

    /** The rows that were refused, to be mended and sent again. */
    @GetMapping("/imports/{id}/refused.csv")
    void refused(@PathVariable UUID id, Viewer viewer, Model model, HttpServletResponse response) throws IOException {
        FileImport file = existing(id, viewer);
        BulkChange change = imports.change(file, viewer.member()).orElseThrow(NoSuchPage::new);
        Print print = (Print) model.getAttribute("print");
        response.setContentType(RowFile.Kind.CSV.contentType());
        response.setHeader("Content-Disposition", "attachment; filename=\"refused.csv\"");
        imports.refused(response.getOutputStream(), file, change, print.say("imports.why"), viewer.locale());
    }
}
