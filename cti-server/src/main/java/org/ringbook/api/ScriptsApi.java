package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.scripts.Script;
import org.ringbook.scripts.ScriptContent;
import org.ringbook.scripts.Scripts;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Scripts",
        description = "What is said and asked in call lists, step by step. For supervisors and administrators.")
class ScriptsApi {

    /** @param options of a choice: each with the step to which it leads, or none */
    @Schema(name = "ScriptQuestionInput")
    record QuestionInput(
            @Schema(nullable = true, description = "By which the answer is kept; left out, one is made")
            String key,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String label,

            @Schema(allowableValues = {"choice", "text", "number", "date", "phone"})
            String kind,

            @Schema(nullable = true) Boolean required,
            @Schema(nullable = true) List<ScriptContent.Option> options) {

        ScriptContent.Question question() {
            return new ScriptContent.Question(
                    key,
                    label,
                    Words.word("kind", kind, ScriptContent.Kind::of, "choice, text, number, date, phone"),
                    Boolean.TRUE.equals(required),
                    options == null
                            ? List.of()
                            : options.stream().filter(Objects::nonNull).toList());
        }
    }

    @Schema(name = "ScriptStepInput")
    record StepInput(
            @Schema(nullable = true, description = "By which other steps lead here")
            String key,

            @Schema(nullable = true) String title,

            @Schema(nullable = true, description = "With {name}, {company}, {city}, {agent} and columns of the list")
            String text,

            @Schema(nullable = true) List<QuestionInput> questions,

            @Schema(nullable = true, description = "Key of the step that follows")
            String next,

            @Schema(nullable = true, description = "Id of the disposition with which the script ends here")
            UUID result) {

        ScriptContent.Step step() {
            return new ScriptContent.Step(
                    key,
                    title,
                    text,
                    questions == null
                            ? List.of()
                            : questions.stream()
                                    .filter(Objects::nonNull)
                                    .map(QuestionInput::question)
                                    .toList(),
                    next,
                    result);
        }
    }

    /** @param version that it was made from; left out: write over any */
    @Schema(name = "ScriptInput")
    record Input(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(nullable = true) Integer version,
            @Schema(nullable = true) Boolean archived,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<StepInput> steps) {

        ScriptContent content() {
            return new ScriptContent(
                    steps == null
                            ? List.of()
                            : steps.stream()
                                    .filter(Objects::nonNull)
                                    .map(StepInput::step)
                                    .toList());
        }
    }

    private final Scripts scripts;
    private final Staff staff;

    ScriptsApi(Scripts scripts, Staff staff) {
        this.scripts = scripts;
        this.staff = staff;
    }

    private StaffMember supervisor(SignedIn me) {
        if (!me.mayAs(Role.SUPERVISOR)) {
            throw NotDone.notAllowed("Supervisors and administrators keep scripts.");
        }
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    private Script existing(String id) {
        return scripts.find(CallSearch.Ids.read("id", id))
                .orElseThrow(() -> NotDone.notFound("There is no such script."));
    }

    @GetMapping("/api/scripts")
    @Operation(operationId = "listScripts", summary = "All scripts, by name")
    Page<Script> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = "true: those that are put away") String archived,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("archived"));
        supervisor(me);
        return new Page<>(scripts.list("true".equals(archived)), null);
    }

    @PostMapping("/api/scripts")
    @Operation(
            operationId = "addScript",
            summary = "Make a script",
            description =
                    "One that leads in a circle or to nowhere is refused; the words name the step and say what to do.")
    @ApiResponse(responseCode = "201", description = "Made")
    ResponseEntity<Script> add(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        Script saved = scripts.save(null, null, sent.name(), sent.content(), supervisor(me));
        return ResponseEntity.created(URI.create("/api/scripts/" + saved.id())).body(saved);
    }

    @PostMapping("/api/scripts/check")
    @Operation(operationId = "checkScript", summary = "Look through a script without keeping it")
    ScriptContent check(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        supervisor(me);
        return scripts.checked(sent.content());
    }

    @GetMapping("/api/scripts/{id}")
    @Operation(operationId = "getScript", summary = "One script, as it is or as one of its versions was")
    Script one(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false) Integer version,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("version"));
        supervisor(me);
        Script now = existing(id);
        return version == null
                ? now
                : scripts.version(now.id(), version)
                        .orElseThrow(() -> NotDone.notFound("The script has no such version."));
    }

    @PutMapping("/api/scripts/{id}")
    @Operation(
            operationId = "changeScript",
            summary = "Change a script",
            description = "Each change is a version of its own; attempts keep the one that they went by.")
    Script change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent) {
        StaffMember by = supervisor(me);
        Script saved = scripts.save(existing(id).id(), sent.version(), sent.name(), sent.content(), by);
        return sent.archived() == null || sent.archived() == saved.archived()
                ? saved
                : scripts.archive(saved.id(), sent.archived(), by);
    }

    @GetMapping("/api/scripts/{id}/versions")
    @Operation(operationId = "listScriptVersions", summary = "Versions of a script, newest first")
    Page<Scripts.Version> versions(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        supervisor(me);
        return new Page<>(scripts.versions(existing(id).id()), null);
    }
}
