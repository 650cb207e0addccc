package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.deals.By;
import org.ringbook.deals.EntryRule;
import org.ringbook.deals.Pipeline;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Probabilities;
import org.ringbook.deals.Stage;
import org.ringbook.deals.Stage.TaskTemplate;
import org.ringbook.staff.Staff;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Pipelines",
        description =
                "What deals go through: pipelines with their stages, types of deals, reasons for which they are lost. Everybody reads them,"
                        + " administrators change them.")
class PipelinesApi {

    private static final String RULES = "field, amount, document, task, parts";

    @Schema(name = "EntryRule")
    record RuleView(
            @Schema(
                    allowableValues = {"field", "amount", "document", "task", "parts"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String rule,

            @Schema(
                    description =
                            "Of a field its name, `fields.KEY` for an own one; of a document its kind; of a task call, meeting, mail or other,"
                                    + " null for any",
                    nullable = true)
            String name,

            @Schema(
                    description =
                            "Of a document: draft, approved, sent, accepted, refused; null for any that is not refused",
                    nullable = true)
            String state) {

        static RuleView of(EntryRule rule) {
            return new RuleView(rule.rule().word(), rule.name(), rule.state());
        }

        EntryRule read() {
            return new EntryRule(Words.word("entryRules", rule, EntryRule.Kind::of, RULES), name, state);
        }
    }

    @Schema(name = "Stage")
    record StageView(
            UUID id,
            UUID pipelineId,
            String name,
            @Schema(nullable = true) String nameEn,
            int position,

            @Schema(allowableValues = {"open", "won", "lost"})
            String kind,

            @Schema(description = "Percent, as it is set") BigDecimal probability,

            @Schema(description = "Percent that counts: from history as soon as thirty deals say it")
            BigDecimal probabilityNow,

            @Schema(nullable = true) Integer rotsAfterDays,
            @Schema(nullable = true) String colour,
            @Schema(nullable = true) String help,
            List<RuleView> entryRules,
            List<TaskTemplate> taskTemplates,
            boolean archived,
            int version) {}

    @Schema(name = "Pipeline")
    record PipelineView(
            UUID id,
            String name,
            @Schema(nullable = true) String nameEn,
            int position,
            boolean archived,
            int version,
            List<StageView> stages) {}

    @Schema(name = "PipelineInput")
    record PipelineInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(description = "For those who read English", nullable = true)
            String nameEn,

            @Schema(nullable = true) Boolean archived,

            @Schema(description = SeenVersion.FIELD, nullable = true)
            Integer version) {}

    @Schema(name = "StageInput")
    record StageInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(nullable = true) String nameEn,

            @Schema(
                    allowableValues = {"open", "won", "lost"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String kind,

            @Schema(description = "Percent, of an open one", nullable = true)
            BigDecimal probability,

            @Schema(description = "Days after which a deal is there for too long; null for never", nullable = true)
            Integer rotsAfterDays,

            @Schema(example = "#2e9e62", nullable = true) String colour,

            @Schema(description = "What is to be done here", nullable = true)
            String help,

            @Schema(description = "What a deal must have to come in", nullable = true)
            List<RuleView> entryRules,

            @Schema(description = "Tasks for who answers for the deal, made as it comes in", nullable = true)
            List<TaskTemplate> taskTemplates,

            @Schema(description = SeenVersion.FIELD, nullable = true)
            Integer version) {

        Stage with(UUID id, UUID pipeline) {
            return new Stage(
                    id,
                    pipeline,
                    name,
                    nameEn,
                    0,
                    Words.word("kind", kind, Stage.Kind::of, "open, won, lost"),
                    probability,
                    rotsAfterDays,
                    colour,
                    help,
                    entryRules == null
                            ? List.of()
                            : entryRules.stream().map(RuleView::read).toList(),
                    taskTemplates,
                    false,
                    version == null ? 0 : version);
        }
    }

    @Schema(name = "StageArchiving")
    record ArchiveInput(
            @Schema(description = "Open stage of the same pipeline to which its open deals go", nullable = true)
            UUID moveTo) {}

    @Schema(name = "Place")
    record PlaceInput(
            @Schema(
                    description = "True for one place up, false for one down",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            Boolean up) {}

    private final Pipelines pipelines;
    private final Probabilities probabilities;
    private final Staff staff;

    PipelinesApi(Pipelines pipelines, Probabilities probabilities, Staff staff) {
        this.pipelines = pipelines;
        this.probabilities = probabilities;
        this.staff = staff;
    }

    @GetMapping("/api/pipelines")
    @Operation(
            operationId = "listPipelines",
            summary = "Pipelines with their stages",
            description = "The first is the one that a new deal takes; archived ones stand last.")
    Page<PipelineView> list() {
        return new Page<>(pipelines.all().stream().map(this::view).toList(), null);
    }

    @PostMapping("/api/pipelines")
    @Operation(
            operationId = "addPipeline",
            summary = "Add a pipeline",
            description = "For administrators. It stands last, and has a stage of each kind.")
    @ApiResponse(responseCode = "201", description = "Added")
    ResponseEntity<PipelineView> add(@RequestBody PipelineInput sent) {
        Pipeline saved = pipelines.save(new Pipeline(null, sent.name(), sent.nameEn(), 0, false, 0));
        return ResponseEntity.created(URI.create("/api/pipelines")).body(view(saved));
    }

    @PutMapping("/api/pipelines/{id}")
    @Operation(
            operationId = "changePipeline",
            summary = "Change or archive a pipeline",
            description = "For administrators. One with open deals, or that a type takes, is not archived.")
    PipelineView change(@PathVariable String id, @RequestBody PipelineInput sent) {
        return view(pipelines.save(new Pipeline(
                pipeline(id),
                sent.name(),
                sent.nameEn(),
                0,
                Boolean.TRUE.equals(sent.archived()),
                sent.version() == null ? 0 : sent.version())));
    }

    @PostMapping("/api/pipelines/{id}/place")
    @Operation(
            operationId = "placePipeline",
            summary = "Put a pipeline one place up or down",
            description = "For administrators.")
    Page<PipelineView> place(@PathVariable String id, @RequestBody PlaceInput sent) {
        pipelines.move(pipeline(id), up(sent));
        return list();
    }

    @PostMapping("/api/pipelines/{id}/stages")
    @Operation(
            operationId = "addStage",
            summary = "Add a stage",
            description = "For administrators. An open one stands behind the last open one, a closed one last.")
    @ApiResponse(responseCode = "201", description = "Added")
    ResponseEntity<StageView> add(@PathVariable String id, @RequestBody StageInput sent) {
        Stage saved = pipelines.save(sent.with(null, pipeline(id)));
        return ResponseEntity.created(URI.create("/api/pipelines")).body(view(saved));
    }

    @PutMapping("/api/pipelines/{id}/stages/{stage}")
    @Operation(
            operationId = "changeStage",
            summary = "Change a stage",
            description =
                    "For administrators. What it asks anew does not touch the deals that are in it; its kind stays once a deal was in it.")
    StageView change(@PathVariable String id, @PathVariable String stage, @RequestBody StageInput sent) {
        return view(pipelines.save(sent.with(stage(id, stage), pipeline(id))));
    }

    @PostMapping("/api/pipelines/{id}/stages/{stage}/place")
    @Operation(
            operationId = "placeStage",
            summary = "Put a stage one place up or down",
            description = "For administrators. Open ones stay before closed ones.")
    PipelineView place(@PathVariable String id, @PathVariable String stage, @RequestBody PlaceInput sent) {
        pipelines.moveStage(stage(id, stage), up(sent));
        return view(pipelines.find(pipeline(id)).orElseThrow());
    }

    @PostMapping("/api/pipelines/{id}/stages/{stage}/archive")
    @Operation(
            operationId = "archiveStage",
            summary = "Archive a stage",
            description =
                    "For administrators. Its open deals go to `moveTo`, each with a move; a stage is never deleted.")
    StageView archive(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @PathVariable String stage,
            @RequestBody ArchiveInput sent) {
        UUID known = stage(id, stage);
        pipelines.archive(
                known,
                sent.moveTo(),
                By.api(staff.find(me.id())
                        .orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."))));
        return view(pipelines.stage(known).orElseThrow());
    }

    @PostMapping("/api/pipelines/{id}/stages/{stage}/restore")
    @Operation(
            operationId = "restoreStage",
            summary = "Take a stage out of the archive",
            description = "For administrators.")
    StageView restore(@PathVariable String id, @PathVariable String stage) {
        return view(pipelines.restore(stage(id, stage)));
    }

    private UUID pipeline(String id) {
        return pipelines
                .find(CallSearch.Ids.read("id", id))
                .map(Pipeline::id)
                .orElseThrow(() -> NotDone.notFound("There is no such pipeline."));
    }

    private UUID stage(String pipeline, String id) {
        UUID of = pipeline(pipeline);
        return pipelines
                .stage(CallSearch.Ids.read("stage", id))
                .filter(stage -> stage.pipelineId().equals(of))
                .map(Stage::id)
                .orElseThrow(() -> NotDone.notFound("There is no such stage in this pipeline."));
    }

    private static boolean up(PlaceInput sent) {
        if (sent.up() == null) {
            throw NotDone.wrong("up", "Say whether it goes up: true or false.");
        }
        return sent.up();
    }

    private PipelineView view(Pipeline one) {
        return new PipelineView(
                one.id(),
                one.name(),
                one.nameEn(),
                one.position(),
                one.archived(),
                one.version(),
                pipelines.stages(one.id()).stream().map(this::view).toList());
    }

    private StageView view(Stage stage) {
        return new StageView(
                stage.id(),
                stage.pipelineId(),
                stage.name(),
                stage.nameEn(),
                stage.position(),
                stage.kind().word(),
                stage.probability(),
                probabilities.of(stage),
                stage.rotsAfterDays(),
                stage.colour(),
                stage.help(),
                stage.entryRules().stream().map(RuleView::of).toList(),
                stage.taskTemplates(),
                stage.archived(),
                stage.version());
    }
}
