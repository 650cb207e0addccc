package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.LostReason;
import org.ringbook.deals.LostReasons;
import org.ringbook.deals.Pipeline;
import org.ringbook.deals.Pipelines;
import org.ringbook.staff.Role;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How the company's deals are led: pipelines, types, and why deals are lost. For administrators. */
@Controller
class DealSettingsScreen {

    private static final String HOME = DealSettingsPage.HOME;

    private final DealSettingsPage page;
    private final Pipelines pipelines;
    private final DealTypes types;
    private final LostReasons reasons;

    DealSettingsScreen(DealSettingsPage page, Pipelines pipelines, DealTypes types, LostReasons reasons) {
        this.page = page;
        this.pipelines = pipelines;
        this.types = types;
        this.reasons = reasons;
    }

    @GetMapping(HOME)
    String show(Viewer viewer, Model model) {
        return page.show(viewer, model);
    }

    @PostMapping(HOME + "/pipelines")
    String addPipeline(
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return page.saved(
                viewer,
                response,
                model,
                after,
                () -> pipelines
                        .save(new Pipeline(null, name, nameEn, 0, false, 0))
                        .name());
    }

    @PutMapping(HOME + "/pipelines/{id}")
    String changePipeline(
            @PathVariable UUID id,
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "0") int version,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return page.saved(
                viewer,
                response,
                model,
                after,
                () -> pipelines
                        .save(new Pipeline(id, name, nameEn, 0, archived, version))
                        .name());
    }

    @PostMapping(HOME + "/pipelines/{id}/{way:up|down}")
    String movePipeline(@PathVariable UUID id, @PathVariable String way, Viewer viewer) {
        viewer.require(Role.ADMINISTRATOR);
        pipelines.move(id, way.equals("up"));
        return "redirect:" + HOME;
    }

    @PostMapping(HOME + "/types")
    String addType(
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam UUID pipeline,
            @RequestParam DealType.Control control,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return page.saved(viewer, response, model, after, () -> {
            // Its orders go through the states of the first type until somebody changes that.
            List<DealType.PartState> states =
                    types.all().stream().findFirst().map(DealType::partStates).orElse(List.of());
            DealType added = types.save(
                    new DealType(null, name, nameEn, pipeline, control, List.of(), states, false, 0, false, 0));
            return added.name();
        });
    }

    @PostMapping(HOME + "/reasons")
    String addReason(
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam(defaultValue = "false") boolean demand,
            @RequestParam(defaultValue = "false") boolean note,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return page.saved(
                viewer,
                response,
                model,
                after,
                () -> reasons.save(new LostReason(null, name, nameEn, demand, note, 0, false))
                        .name());
    }

    @PutMapping(HOME + "/reasons/{id}")
    String changeReason(
            @PathVariable UUID id,
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam(defaultValue = "false") boolean demand,
            @RequestParam(defaultValue = "false") boolean note,
            @RequestParam(defaultValue = "false") boolean offered,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        LostReason was = reasons.find(id).orElseThrow(NoSuchPage::new);
        return page.saved(
                viewer,
                response,
                model,
                after,
                () -> reasons.save(new LostReason(id, name, nameEn, demand, note, was.position(), !offered))
                        .name());
    }
}
