package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimStep;
import org.ringbook.claims.Claims;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is done with a claim until it is closed: its steps, who looks after it, its plan. */
@RestController
@Tag(name = "Claims")
class ClaimStepsApi {

    @Schema(name = "ClaimMoveInput")
    record MoveInput(
            @Schema(
                    description = "investigating, decided, answered, closed; reopened by supervisors",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String state,

            @Schema(description = ClaimInput.RESULTS + "; needed to close it", nullable = true)
            String result,

            @Schema(description = "What was found and decided", nullable = true)
            String decision,

            @Schema(description = "What the client was told; needed for answered", nullable = true)
            String answer,

            @Schema(nullable = true) BigDecimal amountGranted,

            @Schema(description = "1 to 5", nullable = true) Integer score,

            @Schema(description = "Why; needed for reopened", nullable = true)
            String note,

            @Schema(description = "`version` that was looked at; left out for any", nullable = true)
            Integer version) {}

    @Schema(name = "ClaimAssignInput")
    record AssignInput(
            @Schema(description = "Left out: oneself", nullable = true)
            UUID responsibleId,

            @Schema(nullable = true) Integer version) {}

    @Schema(name = "ClaimScoreInput")
    record ScoreInput(
            @Schema(description = "1 to 5; null for nobody asked", nullable = true)
            Integer score,

            @Schema(nullable = true) Integer version) {}

    @Schema(name = "ClaimItemInput")
    record ItemInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Get photos")
            String title,

            @Schema(nullable = true) String text,

            @Schema(description = "Who does it; left out: oneself", nullable = true)
            UUID doerId,

            @Schema(description = "The moment; instead of `dueOn`", nullable = true)
            String dueAt,

            @Schema(description = "The day; instead of `dueAt`", nullable = true, example = "2026-12-01")
            String dueOn) {}

    private final Claims claims;
    private final TheirClaims theirs;

    ClaimStepsApi(Claims claims, TheirClaims theirs) {
        this.claims = claims;
        this.theirs = theirs;
    }

    @PostMapping("/api/claims/{id}/move")
    @Operation(
            operationId = "moveClaim",
            summary = "Take it a step on",
            description =
                    "As it is looked into, the plan of its cause is made of tasks. It is closed with a result, and"
                            + " with nothing of its plan open; whoever took it is told. Only supervisors open it again.")
    ResponseEntity<Claim> move(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody MoveInput sent) {
        Claim claim = theirs.existing(me, id);
        Claim.State to = ClaimInput.word("state", sent.state(), Claim.State.class, ClaimInput.STATES);
        if (to == null) {
            throw NotDone.wrong("state", "Send the state that it goes to. Known: " + ClaimInput.STATES + ".");
        }
        Claim moved = claims.move(
                claim.id(),
                sent.version(),
                new ClaimStep(
                        to,
                        ClaimInput.word("result", sent.result(), Claim.Result.class, ClaimInput.RESULTS),
                        sent.decision(),
                        sent.answer(),
                        sent.amountGranted(),
                        sent.score(),
                        sent.note()),
                theirs.member(me));
        return TheirClaims.tagged(moved, moved);
    }

    @PostMapping("/api/claims/{id}/assign")
    @Operation(
            operationId = "assignClaim",
            summary = "Give it to somebody",
            description = "Anybody takes one of nobody; supervisors, and who looks after it, give it to others.")
    Claim assign(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody AssignInput sent) {
        UUID person = sent.responsibleId() == null ? me.id() : sent.responsibleId();
        return claims.give(theirs.existing(me, id).id(), sent.version(), person, theirs.member(me));
    }

    @PostMapping("/api/claims/{id}/score")
    @Operation(operationId = "scoreClaim", summary = "How content the client is at the end")
    Claim score(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody ScoreInput sent) {
        return claims.rate(theirs.existing(me, id).id(), sent.version(), sent.score(), theirs.member(me));
    }

    @PostMapping("/api/claims/{id}/not-spam")
    @Operation(operationId = "claimIsNoSpam", summary = "Say that it only looked like spam")
    Claim notSpam(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return claims.notSpam(theirs.existing(me, id).id(), theirs.member(me));
    }

    @GetMapping("/api/claims/{id}/items")
    @Operation(operationId = "listClaimItems", summary = "Its plan, in order: tasks, done or not")
    Page<Task> items(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return new Page<>(claims.plan(theirs.existing(me, id).id()), null);
    }

    @PostMapping("/api/claims/{id}/items")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "addClaimItem",
            summary = "Add something to be done",
            description = "A task of the claim's client; it is done, checked and cancelled as all tasks are.")
    Task addItem(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody ItemInput sent) {
        var what = new NewTask(
                Task.What.OTHER,
                sent.title(),
                sent.text(),
                sent.doerId(),
                null,
                Words.time("dueAt", sent.dueAt()),
                Words.day("dueOn", sent.dueOn()),
                null,
                null,
                null,
                null);
        return claims.addItem(theirs.existing(me, id).id(), what, theirs.member(me));
    }
}
