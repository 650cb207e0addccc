package org.ringbook.workspace.dispositions;

import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.ringbook.deals.DealTypes;
import org.ringbook.events.Disposition;
import org.ringbook.events.Disposition.Asks;
import org.ringbook.events.Dispositions;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The company's own list of what comes of a call, and what each asks for. */
@Controller
class DispositionsScreen {

    private final Dispositions dispositions;
    private final DealTypes types;

    DispositionsScreen(Dispositions dispositions, DealTypes types) {
        this.types = types;
        this.dispositions = dispositions;
    }

    @GetMapping("/dispositions")
    String list(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        model.addAttribute("dispositions", dispositions.all());
        model.addAttribute("dealTypes", types.offered());
        return "dispositions/index";
    }

    @PostMapping("/dispositions")
    String add(
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam(required = false) Set<Asks> asks,
            @RequestParam(required = false) UUID dealType,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var typed = new Disposition(null, name, nameEn, 0, given(asks), true, dealType);
        return save(typed, viewer, response, model, after);
    }

    @PutMapping("/dispositions/{id}")
    String change(
            @PathVariable UUID id,
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam(required = false) Set<Asks> asks,
            @RequestParam(defaultValue = "false") boolean active,
            @RequestParam(required = false) UUID dealType,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var typed = new Disposition(id, name, nameEn, 0, given(asks), active, dealType);
        return save(typed, viewer, response, model, after);
    }

    private static Set<Asks> given(Set<Asks> asks) {
        return asks == null ? EnumSet.noneOf(Asks.class) : asks;
    }

    private String save(
            Disposition disposition,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        try {
            Disposition saved = dispositions.save(disposition);
            after.addFlashAttribute("done", print.say("dispositions.saved", saved.name()));
            return "redirect:/dispositions";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", print.why(refused));
            model.addAttribute("typed", disposition);
            return list(viewer, model);
        }
    }

    @PostMapping("/dispositions/{id}/{way:up|down}")
    String move(@PathVariable UUID id, @PathVariable String way, Viewer viewer) {
        viewer.require(Role.ADMINISTRATOR);
        dispositions.move(id, way.equals("up"));
        return "redirect:/dispositions";
    }
}
