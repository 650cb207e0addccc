package org.ringbook.workspace.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditFilter;
import org.ringbook.audit.AuditKind;
import org.ringbook.audit.AuditLine;
import org.ringbook.audit.AuditLog;
import org.ringbook.audit.AuditSettings;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** What was changed by whom and when. For administrators. */
@Controller
class AuditScreen {

    private static final int PAGE = 100;
    private static final List<String> PEOPLE = List.of("owner");

    private final AuditLog log;
    private final AuditSettings settings;
    private final Staff staff;

    AuditScreen(AuditLog log, AuditSettings settings, Staff staff) {
        this.log = log;
        this.settings = settings;
        this.staff = staff;
    }

    /** A field in the viewer's words. */
    record Field(String name, String was, String became) {}

    /** @param href where what was changed can be seen; null for nowhere */
    record Row(AuditLine line, String who, String what, List<Field> fields, String href) {}

    /** @param to last day, inclusive */
    @GetMapping("/audit")
    String show(
            @RequestParam(required = false) UUID person,
            @RequestParam(required = false) String kind,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(required = false) Long before,
            @RequestHeader(name = "HX-Request", required = false) String fragment,
            Viewer viewer,
            Model model) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        AuditKind wanted = kind == null ? null : AuditKind.of(kind).orElse(null);
        var filter = new AuditFilter(
                person,
                wanted,
                from == null ? null : viewer.startOf(from),
                to == null ? null : viewer.startOf(to.plusDays(1)),
                before);
        List<AuditLine> found = log.find(filter, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<AuditLine> shown = more ? found.subList(0, PAGE) : found;
        model.addAttribute("rows", shown.stream().map(line -> row(line, print)).toList());
        model.addAttribute("next", more ? shown.get(PAGE - 1).id() : null);
        model.addAttribute("filtered", person != null || wanted != null || from != null || to != null);
        model.addAttribute("person", person);
        model.addAttribute("kind", wanted);
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("kinds", AuditKind.values());
        model.addAttribute("keepDays", settings.keep().toDays());
        boolean page = fragment == null || before == null;
        if (page) {
            model.addAttribute("people", people());
        }
        return page ? "audit/index" : "audit/index :: rows";
    }

    private List<StaffMember> people() {
        return log.people().stream()
                .flatMap(id -> staff.find(id).stream())
                .sorted(Comparator.comparing(StaffMember::name))
                .toList();
    }

    private Row row(AuditLine line, Print print) {
        String who = staff.find(line.staffId())
                .map(StaffMember::name)
                .orElse(line.login() == null ? print.say("audit.program") : line.login());
        List<Field> fields =
                line.changes().stream().map(change -> field(change, print)).toList();
        return new Row(line, who, what(line, print), fields, href(line));
    }

    private static String what(AuditLine line, Print print) {
        String own = print.sayIfKnown("audit.what." + line.kind().code() + "." + line.action());
        String usual = own != null ? own : print.sayIfKnown("audit.what." + line.action());
        return usual != null ? usual : line.action();
    }

    private Field field(AuditEntry.Change change, Print print) {
        String name = print.sayIfKnown("audit.field." + change.field());
        return new Field(
                name == null ? change.field() : name,
                value(change.field(), change.was(), print),
                value(change.field(), change.became(), print));
    }

    private String value(String field, String value, Print print) {
        if (value == null) {
            return "";
        }
        if (PEOPLE.contains(field)) {
            return staff.find(id(value)).map(StaffMember::name).orElse(value);
        }
        String known = print.sayIfKnown("audit.value." + field + "." + value);
        if (known == null && (value.equals("true") || value.equals("false"))) {
            known = print.sayIfKnown("audit.value." + value);
        }
        Instant time = time(value);
        return known != null ? known : time != null ? print.dayAndTime(time) : value;
    }

    private static UUID id(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static Instant time(String value) {
        try {
            return value.endsWith("Z") ? Instant.parse(value) : null;
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    private static String href(AuditLine line) {
        if (line.object() == null || line.action().equals("removed")) {
            return null;
        }
        return switch (line.kind()) {
            case STAFF -> "/staff/" + line.object() + "/edit";
            case WEBHOOK -> "/webhooks/" + line.object();
            case CONNECTION -> "/sources/" + line.object();
            default -> null;
        };
    }
}
