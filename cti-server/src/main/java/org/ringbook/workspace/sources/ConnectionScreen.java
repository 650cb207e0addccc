package org.ringbook.workspace.sources;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.PbxEmployee;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.connections.Connections;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The check of one source's connection, step by step: what works, and what is to be done. */
@Controller
class ConnectionScreen {

    private final Sources sources;
    private final Staff staff;
    private final Connections connections;

    ConnectionScreen(Sources sources, Staff staff, Connections connections) {
        this.connections = connections;
        this.sources = sources;
        this.staff = staff;
    }

    /**
     * One of their employees, and whom of ours their calls are given to.
     *
     * @param ours null for nobody
     */
    record Pair(PbxEmployee theirs, StaffMember ours) {}

    @GetMapping("/sources/{name}")
    String check(@PathVariable String name, Viewer viewer, HttpServletRequest request, Model model) {
        viewer.require(Role.SUPERVISOR);
        Sources.Connection connection = sources.connection(name).orElseThrow(NoSuchPage::new);
        model.addAttribute("source", connection.health());
        model.addAttribute("steps", connection.steps());
        model.addAttribute(
                "left",
                connection.steps().stream()
                        .filter(step -> step.state() != ConnectionStep.State.DONE)
                        .count());
        model.addAttribute("people", people(name, connection.employees()));
        model.addAttribute("ofSettings", connections.ofSettings().contains(name));
        model.addAttribute("counters", sources.counters().get(name));
        model.addAttribute("refusals", new TreeMap<Rejection, Long>(sources.refusals(name)));
        model.addAttribute(
                "here",
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString());
        return "sources/connection";
    }

    private List<Pair> people(String source, List<PbxEmployee> employees) {
        return employees.stream()
                .map(theirs -> new Pair(
                        theirs, staff.byTelephone(source, theirs.telephone()).orElse(null)))
                .toList();
    }

    @PostMapping("/sources/{name}/check")
    String checkNow(@PathVariable String name, Viewer viewer, Model model, RedirectAttributes next) {
        viewer.require(Role.SUPERVISOR);
        sources.connection(name).orElseThrow(NoSuchPage::new);
        sources.tryNow(name);
        next.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("connection.tried"));
        next.addAllAttributes(Map.of("name", name));
        return "redirect:/sources/{name}";
    }
}
