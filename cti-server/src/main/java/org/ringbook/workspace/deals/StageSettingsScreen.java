package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.ringbook.deals.By;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.staff.Role;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Stages of a pipeline, as they stand in the settings of deals. For administrators. */
@Controller
class StageSettingsScreen {

    private static final String HOME = DealSettingsPage.HOME;

    private final DealSettingsPage page;
    private final Pipelines pipelines;

    StageSettingsScreen(DealSettingsPage page, Pipelines pipelines) {
        this.page = page;
        this.pipelines = pipelines;
    }

    @PostMapping(HOME + "/pipelines/{id}/stages")
    String addStage(
            @PathVariable UUID id,
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam Stage.Kind kind,
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
                        .save(new Stage(
                                null,
                                id,
                                name,
                                nameEn,
                                0,
                                kind,
                                new BigDecimal(50),
                                null,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                false,
                                0))
                        .name());
    }

    private Stage stage(UUID id) {
        return pipelines.stage(id).orElseThrow(NoSuchPage::new);
    }

    /** What stands in the row of a stage; its rules stay. */
    @PutMapping(HOME + "/stages/{id}")
    String changeStage(
            @PathVariable UUID id,
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam Stage.Kind kind,
            @RequestParam(required = false) BigDecimal probability,
            @RequestParam(required = false) Integer rotsAfterDays,
            @RequestParam(required = false) String colour,
            @RequestParam(defaultValue = "0") int version,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        Stage was = stage(id);
        return page.saved(
                viewer,
                response,
                model,
                after,
                () -> pipelines
                        .save(new Stage(
                                id,
                                was.pipelineId(),
                                name,
                                nameEn,
                                was.position(),
                                kind,
                                probability,
                                rotsAfterDays,
                                colour,
                                was.help(),
                                was.entryRules(),
                                was.taskTemplates(),
                                was.archived(),
                                version))
                        .name());
    }

    @PostMapping(HOME + "/stages/{id}/{way:up|down}")
    String moveStage(@PathVariable UUID id, @PathVariable String way, Viewer viewer) {
        viewer.require(Role.ADMINISTRATOR);
        stage(id);
        pipelines.moveStage(id, way.equals("up"));
        return "redirect:" + HOME;
    }

    /** @param moveTo where its open deals go; null where there are none */
    @PostMapping(HOME + "/stages/{id}/archive")
    String archive(
            @PathVariable UUID id,
            @RequestParam(required = false) UUID moveTo,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        stage(id);
        return page.told(viewer, response, model, after, () -> {
            int moved = pipelines.archive(id, moveTo, By.user(viewer.member()));
            return ((Print) model.getAttribute("print")).say("deals.settings.archived", moved);
        });
    }

    @PostMapping(HOME + "/stages/{id}/restore")
    String restore(
            @PathVariable UUID id, Viewer viewer, HttpServletResponse response, Model model, RedirectAttributes after) {
        stage(id);
        return page.saved(
                viewer, response, model, after, () -> pipelines.restore(id).name());
    }
}
