package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.refusals.Refusal;
import org.ringbook.robots.Definition;
import org.ringbook.robots.RecordKind;
import org.ringbook.robots.Robot;
import org.ringbook.robots.RobotTemplates;
import org.ringbook.robots.Robots;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Robots",
        description =
                "What the program does by itself when something happens to a deal, a lead, a call, a client or a task. For administrators.")
class RobotsApi {

    private static final Set<String> LIST_PARAMETERS = Set.of("after", "limit");

    /** @param version that it was made from; left out: write over any */
    @Schema(name = "RobotInput")
    record Input(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(nullable = true) Integer version,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Definition definition) {}

    @Schema(name = "RobotActive")
    record Active(boolean active) {}

    @Schema(name = "RobotTry")
    record Try(Definition definition) {}

    /** @param key what makes it one however often it is told, at most 100 characters; null when each telling is another one */
    @Schema(name = "RobotHook")
    record Calling(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            UUID dealId,

            @Schema(nullable = true) String key) {}

    /** @param robots how many wait for it */
    @Schema(name = "RobotHookAnswer")
    record Called(int robots) {}

    /** @param key stable; words in the reader's language stand beside it */
    @Schema(name = "RobotReason")
    record Why(String key, String words) {

        static Why of(Refusal refusal, Locale locale) {
            return refusal == null ? null : new Why(refusal.key(), refusal.words(locale));
        }
    }

    /** @param broken why it cannot run as it is defined; null when it can */
    @Schema(name = "Robot")
    record View(
            UUID id,
            String name,
            boolean active,
            Instant activeSince,
            int version,
            Definition definition,
            Instant changedAt,
            Why broken) {

        static View of(Robots.State state, Locale locale) {
            Robot robot = state.robot();
            return new View(
                    robot.id(),
                    robot.name(),
                    robot.active(),
                    robot.activeSince(),
                    robot.version(),
                    robot.definition(),
                    robot.changedAt(),
                    Why.of(state.broken(), locale));
        }
    }

    @Schema(name = "RobotVersion")
    record Version(int version, Definition definition, Instant at, UUID by) {}

    /**
     * @param state of the run: running, done, failed, stopped; null when there was none
     * @param ended why the run failed or was stopped
     */
    @Schema(name = "RobotLogLine")
    record Line(
            long id,
            Instant at,
            int version,
            RecordKind kind,
            UUID record,
            Why why,
            String state,
            Integer stepsDone,
            Why ended) {}

    @Schema(name = "RobotTrial")
    record Trial(RecordKind kind, UUID record, String name, Why why, List<Planned> steps) {}

    /** @param refused why it could not be done; null when it could */
    @Schema(name = "RobotPlannedStep")
    record Planned(Definition.Does does, String field, String value, Instant due, List<String> people, Why refused) {}

    @Schema(name = "RobotTemplate")
    record Template(String key, String name, Definition definition) {}

    private final Robots robots;

    RobotsApi(Robots robots) {
        this.robots = robots;
    }

    private static UUID id(String text) {
        return CallSearch.Ids.read("id", text);
    }

    private static NotDone none() {
        return NotDone.notFound("There is no such robot.");
    }

    private View view(UUID id, Locale locale) {
        return robots.find(id).map(state -> View.of(state, locale)).orElseThrow(RobotsApi::none);
    }

    @GetMapping("/api/robots")
    @Operation(operationId = "listRobots", summary = "Robots, by name; `broken` names what is gone since")
    Page<View> list(Locale locale) {
        return new Page<>(
                robots.all().stream().map(state -> View.of(state, locale)).toList(), null);
    }

    @GetMapping("/api/robots/templates")
    @Operation(
            operationId = "listRobotTemplates",
            summary = "What the program brings to begin with, in the reader's language; nothing of it runs by itself")
    Page<Template> templates(Locale locale) {
        return new Page<>(
                RobotTemplates.all(locale).stream()
                        .map(one -> new Template(one.key(), one.name(), one.definition()))
                        .toList(),
                null);
    }

    @PostMapping("/api/robots")
    @Operation(
            operationId = "createRobot",
            summary = "Make a robot; it is off",
            description = "Refused when it names a field or a stage that is not there, or a hook without a webhook.")
    @ApiResponse(responseCode = "201", description = "Made")
    ResponseEntity<View> create(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent, Locale locale) {
        Robot made = robots.create(sent.name(), sent.definition(), me.id());
        return ResponseEntity.created(URI.create("/api/robots/" + made.id())).body(view(made.id(), locale));
    }

    @PostMapping("/api/robots/dry-run")
    @Operation(
            operationId = "tryRobot",
            summary = "What a definition would do with the last 50 records, as they are now; nothing is written")
    Page<Trial> dryRun(@RequestBody Try sent, Locale locale) {
        return new Page<>(
                robots.dryRun(sent.definition()).stream()
                        .map(trial -> trial(trial, locale))
                        .toList(),
                null);
    }

    private static Trial trial(Robot.Trial trial, Locale locale) {
        return new Trial(
                trial.kind(),
                trial.record(),
                trial.name(),
                Why.of(trial.why(), locale),
                trial.steps().stream()
                        .map(step -> new Planned(
                                step.does(),
                                step.field(),
                                step.value(),
                                step.due(),
                                step.people(),
                                Why.of(step.refused(), locale)))
                        .toList());
    }

    @PostMapping("/api/robots/hooks/{code}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "callRobots",
            summary = "Another program says something of a deal: the robots that wait for that name run",
            description = "Told again with the same `key`, nothing happens.")
    Called called(@PathVariable String code, @RequestBody Calling sent) {
        return new Called(robots.called(code, sent.dealId(), sent.key()));
    }

    @GetMapping("/api/robots/{id}")
    @Operation(operationId = "getRobot", summary = "One robot")
    View one(@PathVariable String id, Locale locale) {
        return view(id(id), locale);
    }

    @PutMapping("/api/robots/{id}")
    @Operation(
            operationId = "changeRobot",
            summary = "Change a robot",
            description = "Another definition is another version; what runs keeps the one that it began with.")
    View change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent,
            Locale locale) {
        UUID robot = view(id(id), locale).id();
        robots.change(robot, sent.version(), sent.name(), sent.definition(), me.id());
        return view(robot, locale);
    }

    @PutMapping("/api/robots/{id}/active")
    @Operation(
            operationId = "switchRobot",
            summary = "Switch a robot on or off",
            description =
                    "What happened before it was switched on is none of its business. Switched off, what it has begun ends.")
    View active(@PathVariable String id, @RequestBody Active sent, Locale locale) {
        UUID robot = view(id(id), locale).id();
        robots.switched(robot, sent.active());
        return view(robot, locale);
    }

    @DeleteMapping("/api/robots/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteRobot", summary = "Delete a robot, with its versions and its log")
    void delete(@PathVariable String id) {
        if (!robots.delete(id(id))) {
            throw none();
        }
    }

    @GetMapping("/api/robots/{id}/versions")
    @Operation(operationId = "listRobotVersions", summary = "All versions of a robot, newest first")
    Page<Version> versions(@PathVariable String id, Locale locale) {
        return new Page<>(
                robots.versions(view(id(id), locale).id()).stream()
                        .map(one -> new Version(one.version(), one.definition(), one.at(), one.by()))
                        .toList(),
                null);
    }

    @GetMapping("/api/robots/{id}/log")
    @Operation(
            operationId = "listRobotLog",
            summary = "For each time that something happened, why it ran or did not; newest first")
    Page<Line> log(
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") Long after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request,
            Locale locale) {
        OnlyKnown.parameters(request, LIST_PARAMETERS);
        int most = Page.limit(limit);
        List<Line> found = robots.log(view(id(id), locale).id(), after, most + 1).stream()
                .map(one -> new Line(
                        one.id(),
                        one.at(),
                        one.version(),
                        one.kind(),
                        one.record(),
                        Why.of(one.why(), locale),
                        one.state(),
                        one.stepsDone(),
                        Why.of(one.runEnded(), locale)))
                .toList();
        return found.size() <= most
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, most),
                        Long.toString(found.get(most - 1).id()));
    }

    @DeleteMapping("/api/robots/{id}/off/{record}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "letRobotAtRecord",
            summary = "Let a robot at a record again that it leaves alone, because it went round in a circle there")
    void onAgain(@PathVariable String id, @PathVariable String record) {
        if (!robots.onAgain(id(id), id(record))) {
            throw NotDone.notFound("The robot is not kept from this record.");
        }
    }
}
