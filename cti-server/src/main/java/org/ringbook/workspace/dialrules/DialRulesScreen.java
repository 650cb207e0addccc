package org.ringbook.workspace.dialrules;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.UUID;
import org.ringbook.calendar.PublicHolidays;
import org.ringbook.dialrules.DialLimitTable;
import org.ringbook.dialrules.NumberingTables;
import org.ringbook.dialrules.OwnLine;
import org.ringbook.dialrules.OwnLines;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
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

/** The limits of dialling with their dates and sources, the numbers that are shown, the numbering tables. Administrators change them. */
@Controller
class DialRulesScreen {

    private static final String PLACE = "/dial-rules";

    private final DialLimitTable limits;
    private final OwnLines lines;
    private final NumberingTables numbering;
    private final PublicHolidays holidays;
    private final NumberPlan plan;

    DialRulesScreen(
            DialLimitTable limits,
            OwnLines lines,
            NumberingTables numbering,
            PublicHolidays holidays,
            NumberPlan plan) {
        this.limits = limits;
        this.lines = lines;
        this.numbering = numbering;
        this.holidays = holidays;
        this.plan = plan;
    }

    @GetMapping(PLACE)
    String show(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        model.addAttribute("limits", limits.kept());
        model.addAttribute("lines", lines.kept());
        model.addAttribute("tables", numbering.tables());
        LocalDate today = viewer.today();
        boolean soon = today.getMonth() == Month.DECEMBER && !holidays.knows(plan.region(), today.getYear() + 1);
        boolean now = !holidays.knows(plan.region(), today.getYear());
        model.addAttribute("missing", now ? Integer.valueOf(today.getYear()) : soon ? today.getYear() + 1 : null);
        return "dialrules/index";
    }

    interface Change {
        void make();
    }

    /** Makes a change, and says what came of it on the page that follows. */
    static String done(Print print, RedirectAttributes next, String place, String done, Change change) {
        try {
            change.make();
            next.addFlashAttribute("done", print.say(done));
        } catch (Refused refused) {
            next.addFlashAttribute("why", print.why(refused));
        }
        return "redirect:" + place;
    }

    /** @param value empty for the one that came with the program */
    @PostMapping(PLACE + "/limits/{key}")
    String limit(
            @PathVariable String key,
            @RequestParam(required = false) String value,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        return done(
                print,
                next,
                PLACE,
                "dialrules.saved",
                () -> limits.change(key, value, viewer.member().id()));
    }

    /** @param id empty for a new one */
    @PostMapping(PLACE + "/lines")
    String line(
            @RequestParam(required = false) UUID id,
            @RequestParam String number,
            @RequestParam(required = false) String label,
            @RequestParam(required = false) String category,
            @RequestParam(required = false) String contract,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        return done(print, next, PLACE, "dialrules.saved", () -> {
            PhoneNumber read = plan.parse(number).orElseThrow(() -> Refused.because("number", "dialrules.dnc.number"));
            LocalDate begin = day("from", from);
            lines.save(
                    id,
                    new OwnLine(read, label, category, contract, begin == null ? viewer.today() : begin, day("to", to)),
                    viewer.member().id());
        });
    }

    private static LocalDate day(String field, String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeException unreadable) {
            throw Refused.because(field, "dialrules.limit.days");
        }
    }

    @PostMapping(PLACE + "/numbering")
    String numbering(
            @RequestParam(required = false) MultipartFile file, Viewer viewer, Model model, RedirectAttributes next)
            throws IOException {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        try (InputStream text = file == null ? InputStream.nullInputStream() : file.getInputStream()) {
            NumberingTables.Imported read = numbering.read(
                    file == null ? null : file.getOriginalFilename(),
                    text,
                    viewer.member().id());
            next.addFlashAttribute(
                    "done",
                    print.say(
                            "dialrules.numbering.read",
                            read.rows(),
                            read.unknownRegions().size()));
            next.addFlashAttribute("unknownRegions", read.unknownRegions());
        } catch (Refused refused) {
            next.addFlashAttribute("why", print.why(refused));
        }
        return "redirect:" + PLACE;
    }
}
