package org.ringbook.workspace.start;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.ringbook.access.OwnPassword;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.Extension;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.ConnectionForm;
import org.ringbook.telephony.connections.Connections;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The first hour of an administrator: a page of three steps, in any order, left and taken up again at will. */
@Controller
class StartScreen {

    private static final int ROWS = 5;

    private final GuidedStart start;
    private final Staff staff;
    private final OwnPassword password;
    private final Connections connections;

    StartScreen(GuidedStart start, Staff staff, OwnPassword password, Connections connections) {
        this.start = start;
        this.staff = staff;
        this.password = password;
        this.connections = connections;
    }

    /** A kind to connect. */
    record Kind(String kind, Notice name) {}

    /** A person as typed. */
    record Row(String name, String extension) {}

    @GetMapping("/start")
    String show(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        model.addAttribute("ownPassword", start.hasOwnPassword(viewer.member()));
        model.addAttribute("people", start.people());
        model.addAttribute("connected", start.connected());
        model.addAttribute("unknown", start.unknown());
        model.addAttribute(
                "kinds",
                connections.forms().stream()
                        .map(ConnectionForm::kind)
                        .map(kind -> new Kind(
                                kind, Notice.known("connection." + kind).orElseGet(() -> Notice.plain(kind))))
                        .toList());
        if (!model.containsAttribute("rows")) {
            var rows = new ArrayList<Row>();
            for (int row = 0; row < ROWS; row++) {
                rows.add(new Row("", ""));
            }
            model.addAttribute("rows", rows);
        }
        return "start/index";
    }

    /** @param old the password of now */
    @PostMapping("/start/me")
    String me(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String old,
            @RequestParam(name = "password", defaultValue = "") String other,
            Viewer viewer,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        try {
            if (!other.isEmpty()) {
                password.change(viewer.member(), old, other, request, response);
            }
            StaffMember now = staff.find(viewer.member().id()).orElseThrow();
            staff.save(named(now, name.isBlank() ? now.name() : name));
            after.addFlashAttribute("done", print.say("start.me.done"));
            return "redirect:/start";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refusedMe", print.why(refused));
            return show(viewer, model);
        }
    }

    private static StaffMember named(StaffMember member, String name) {
        return new StaffMember(
                member.id(),
                name,
                member.login(),
                member.role(),
                member.extensions(),
                member.mobiles(),
                member.bound(),
                member.language(),
                member.active(),
                member.team(),
                member.sees(),
                member.hears());
    }

    /** Rows without a name are passed over; those before one that is refused stay saved, and are not shown again. */
    @PostMapping("/start/people")
    String people(
            @RequestParam(name = "name", required = false) List<String> names,
            @RequestParam(name = "extension", required = false) List<String> extensions,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        List<Row> left = new ArrayList<>(typed(names, extensions));
        int added = 0;
        String why = null;
        while (!left.isEmpty() && why == null) {
            why = refusal(left.get(0), print);
            if (why == null) {
                left.remove(0);
                added++;
            }
        }
        if (why == null) {
            after.addFlashAttribute("done", print.say("start.people.done", added));
            return "redirect:/start";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute(
                "refusedPeople", left.get(0).name() + " · " + left.get(0).extension() + ": " + why);
        model.addAttribute("rows", left);
        return show(viewer, model);
    }

    /** @return null when the person was added */
    private String refusal(Row row, Print print) {
        if (!Extension.isExtension(row.extension())) {
            return print.say("start.people.extension");
        }
        try {
            staff.save(new StaffMember(
                    null, row.name(), null, Role.AGENT, List.of(new Extension(row.extension())), null, true));
            return null;
        } catch (Refused refused) {
            return print.why(refused);
        }
    }

    private static List<Row> typed(List<String> names, List<String> extensions) {
        var rows = new ArrayList<Row>();
        for (int at = 0; names != null && extensions != null && at < Math.min(names.size(), extensions.size()); at++) {
            var row = new Row(names.get(at).strip(), extensions.get(at).strip());
            if (!row.name().isEmpty()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
