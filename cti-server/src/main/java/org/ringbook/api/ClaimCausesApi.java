package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.claims.ClaimCause;
import org.ringbook.claims.ClaimCause.Step;
import org.ringbook.claims.ClaimCauses;
import org.ringbook.tasks.Task;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Claims")
class ClaimCausesApi {

    private static final String WHATS = "call, meeting, mail, other";

    @Schema(name = "ClaimCauseStepInput")
    record StepInput(
            @Schema(description = WHATS + "; left out: other", nullable = true)
            String what,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Get photos")
            String title,

            @Schema(nullable = true) String titleEn,

            @Schema(
                    description = "Who does it; left out: the supervisor of the team, or who looks after the claim",
                    nullable = true)
            UUID staffId,

            @Schema(nullable = true) String team,

            @Schema(description = "Working hours, 1 to 2000", requiredMode = Schema.RequiredMode.REQUIRED)
            Integer hours) {}

    @Schema(name = "ClaimCauseInput")
    record Input(
            @Schema(description = "The one that it stands below; left out: at the top", nullable = true)
            UUID parentId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(nullable = true) String nameEn,

            @Schema(description = "Of whose work, where nobody says otherwise", nullable = true)
            String team,

            @Schema(description = "Who looks after its claims", nullable = true)
            UUID responsibleId,

            @Schema(description = "Working hours until the client has an answer; left out: 24", nullable = true)
            Integer dueHours,

            @Schema(description = "What is then to be done, in order", nullable = true)
            List<StepInput> plan,

            @Schema(description = "Left out: true", nullable = true)
            Boolean active,

            @Schema(description = "Of a change: the one that was read", nullable = true)
            Integer version) {}

    private final ClaimCauses causes;

    ClaimCausesApi(ClaimCauses causes) {
        this.causes = causes;
    }

    @GetMapping("/api/claim-causes")
    @Operation(
            operationId = "listClaimCauses",
            summary = "Why clients complain, as a tree",
            description = "Each stands behind the one that it stands below; also those that are not offered any more.")
    Page<ClaimCause> list() {
        return new Page<>(causes.tree().stream().map(ClaimCauses.Placed::cause).toList(), null);
    }

    @PostMapping("/api/claim-causes")
    @Operation(operationId = "addClaimCause", summary = "Add a cause", description = "For administrators.")
    ResponseEntity<ClaimCause> add(@RequestBody Input sent) {
        ClaimCause added = causes.save(read(null, sent, 0));
        return ResponseEntity.created(URI.create("/api/claim-causes/" + added.id()))
                .body(added);
    }

    @PutMapping("/api/claim-causes/{id}")
    @Operation(
            operationId = "changeClaimCause",
            summary = "Change a cause",
            description =
                    "For administrators. Plans that were made stay as they are; what is not wanted any more is made inactive.")
    ClaimCause change(@PathVariable String id, @RequestBody Input sent) {
        UUID known = CallSearch.Ids.read("id", id);
        ClaimCause now = causes.find(known).orElseThrow(() -> NotDone.notFound("There is no such cause."));
        return causes.save(read(known, sent, sent.version() == null ? now.version() : sent.version()));
    }

    private static ClaimCause read(UUID id, Input sent, int version) {
        List<StepInput> steps = sent.plan() == null ? List.of() : sent.plan();
        return new ClaimCause(
                id,
                sent.parentId(),
                sent.name(),
                sent.nameEn(),
                0,
                sent.team(),
                sent.responsibleId(),
                sent.dueHours() == null ? ClaimCause.USUAL_HOURS : sent.dueHours(),
                steps.stream().map(ClaimCausesApi::read).toList(),
                sent.active() == null || sent.active(),
                version);
    }

    private static Step read(StepInput sent) {
        if (sent == null) {
            throw NotDone.wrong("plan", "A step of the plan is null. Leave it out, or say what is to be done.");
        }
        return new Step(
                Words.word(
                        "what",
                        sent.what(),
                        word -> Arrays.stream(Task.What.values())
                                .filter(one ->
                                        one.name().toLowerCase(Locale.ROOT).equals(word))
                                .findFirst(),
                        WHATS),
                sent.title(),
                sent.titleEn(),
                sent.staffId(),
                sent.team(),
                sent.hours() == null ? 0 : sent.hours());
    }
}
