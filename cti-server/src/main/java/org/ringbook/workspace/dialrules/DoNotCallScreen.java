package org.ringbook.workspace.dialrules;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.ringbook.dialrules.DoNotCallImport;
import org.ringbook.dialrules.DoNotCallList;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whom nobody calls: the list, what is added to it, what ends, and files. */
@Controller
class DoNotCallScreen {

    private static final int PAGE = 100;

    private final DoNotCallList list;
    private final DoNotCallImport imports;
    private final NumberPlan plan;
    private final Staff staff;

    DoNotCallScreen(DoNotCallList list, DoNotCallImport imports, NumberPlan plan, Staff staff) {
        this.list = list;
        this.imports = imports;
        this.plan = plan;
        this.staff = staff;
    }

    /** A line with who of ours added it. */
    record Row(DoNotCallList.Shown line, String by) {}

    @GetMapping("/do-not-call")
    String show(
            @RequestParam(required = false) String number,
            @RequestParam(defaultValue = "false") boolean ended,
            @RequestParam(required = false) UUID after,
            Viewer viewer,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        String digits = number == null ? "" : number.replaceAll("\\D", "");
        List<DoNotCallList.Shown> found = list.list(digits.isEmpty() ? null : digits, !ended, after, PAGE + 1);
        List<Row> rows = found.stream()
                .limit(PAGE)
                .map(line -> new Row(line, name(line.entry().by())))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute(
                "next", found.size() > PAGE ? rows.get(PAGE - 1).line().entry().id() : null);
        model.addAttribute("standing", list.standing());
        model.addAttribute("number", number);
        model.addAttribute("ended", ended);
        model.addAttribute("past", imports.past());
        return "dialrules/do-not-call";
    }

    private String name(UUID person) {
        return person == null ? "" : staff.find(person).map(StaffMember::name).orElse("");
    }

    /** @param number a number, or digits and a star for all that begin so */
    @PostMapping("/do-not-call")
    String add(
            @RequestParam String number,
            @RequestParam(required = false) String reason,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        UUID by = viewer.member().id();
        return DialRulesScreen.done(print, next, "/do-not-call", "dialrules.dnc.added", () -> {
            if (number.strip().endsWith("*")) {
                list.addPrefix(number.replace("*", ""), reason, by);
                return;
            }
            PhoneNumber read = plan.parse(number).orElseThrow(() -> Refused.because("number", "dialrules.dnc.number"));
            list.add(read, null, null, reason, by);
        });
    }

    @PostMapping("/do-not-call/{id}/end")
    String end(
            @PathVariable UUID id,
            @RequestParam(required = false) String reason,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        return DialRulesScreen.done(
                print,
                next,
                "/do-not-call",
                "dialrules.dnc.ended",
                () -> list.end(id, reason, viewer.member().id()));
    }

    /** @param register empty for the company's own list */
    @PostMapping("/do-not-call/import")
    String read(
            @RequestParam(required = false) MultipartFile file,
            @RequestParam(required = false) String register,
            @RequestParam(required = false) String country,
            @RequestParam(required = false) String dated,
            @RequestParam(defaultValue = "false") boolean confirmed,
            Viewer viewer,
            Model model,
            RedirectAttributes next)
            throws IOException {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        try (InputStream text = file == null ? InputStream.nullInputStream() : file.getInputStream()) {
            var source = new DoNotCallImport.Source(
                    file == null ? null : file.getOriginalFilename(),
                    given(register),
                    given(country),
                    day(dated, viewer),
                    viewer.member().id(),
                    confirmed);
            DoNotCallImport.Imported read = imports.read(source, text);
            next.addFlashAttribute(
                    "done",
                    print.say(
                            "dialrules.dnc.imported",
                            read.rows(),
                            read.added(),
                            read.known(),
                            read.refused(),
                            read.ended()));
            next.addFlashAttribute("examples", read.examples());
        } catch (Refused refused) {
            next.addFlashAttribute("why", print.why(refused));
        }
        return "redirect:/do-not-call";
    }

    private static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static LocalDate day(String text, Viewer viewer) {
        try {
            return given(text) == null ? viewer.today() : LocalDate.parse(text.strip());
        } catch (DateTimeException unreadable) {
            throw Refused.because("dated", "dialrules.dnc.dated");
        }
    }
}
