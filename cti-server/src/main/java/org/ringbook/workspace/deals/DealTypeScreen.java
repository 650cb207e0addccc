package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.Pipelines;
import org.ringbook.staff.Role;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.ringbook.workspace.deals.DealSettingsPage.Askable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A type of deals: which way it goes, and what it asks. For administrators. */
@Controller
class DealTypeScreen {

    private static final String HOME = DealSettingsPage.HOME;

    private final DealSettingsPage page;
    private final Pipelines pipelines;
    private final DealTypes types;

    DealTypeScreen(DealSettingsPage page, Pipelines pipelines, DealTypes types) {
        this.page = page;
        this.pipelines = pipelines;
        this.types = types;
    }

    private DealType type(UUID id) {
        return types.find(id).orElseThrow(NoSuchPage::new);
    }

    @GetMapping(HOME + "/types/{id}")
    String type(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        return type(type(id), model);
    }

    private String type(DealType type, Model model) {
        Print print = (Print) model.getAttribute("print");
        model.addAttribute("type", type);
        model.addAttribute(
                "pipelines",
                pipelines.all().stream()
                        .filter(one -> !one.archived() || one.id().equals(type.pipelineId()))
                        .toList());
        model.addAttribute("controls", DealType.Control.values());
        model.addAttribute("askables", page.askables(print));
        return "deals/type";
    }

    @PutMapping(HOME + "/types/{id}")
    String changeType(
            @PathVariable UUID id,
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam UUID pipeline,
            @RequestParam DealType.Control control,
            @RequestParam(required = false) List<String> required,
            @RequestParam(defaultValue = "false") boolean partsFinished,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "0") int version,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        DealType was = type(id);
        var names = new LinkedHashSet<>(required == null ? List.of() : required);
        // What this page does not offer stays asked for.
        List<Askable> askables = page.askables((Print) model.getAttribute("print"));
        was.requiredFields().stream()
                .filter(one ->
                        askables.stream().noneMatch(offered -> offered.name().equals(one)))
                .forEach(names::add);
        var typed = new DealType(
                id,
                name,
                nameEn,
                pipeline,
                control,
                List.copyOf(names),
                was.partStates(),
                partsFinished,
                was.position(),
                archived,
                version);
        return page.savedAt(
                HOME, viewer, response, model, after, () -> types.save(typed).name(), () -> type(typed, model));
    }
}
