package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringbook.access.SignedIn;
import org.ringbook.followups.FollowUps;
import org.ringbook.followups.Obligation;
import org.ringbook.followups.Obligation.OfCall;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Obligations",
        description =
                "Missed calls that are to be returned: one for each client, or number that nobody knows. Each closes by itself"
                        + " when somebody speaks with the client. Seen by whom it rang, who looks after the client and who took it, as far as"
                        + " rights go; what rang nobody is everybody's.")
class ObligationsApi {

    private static final Set<String> PARAMETERS = Set.of("state", "takenBy", "party", "after", "limit");

    /** @param calls from which it follows, oldest first: that is why */
    @Schema(name = "ObligationWithCalls")
    record One(@JsonUnwrapped Obligation obligation, List<OfCall> ofCalls) {}

    @Schema(name = "ObligationReason")
    record Reason(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Wrong number")
            String reason) {}

    private final FollowUps followUps;
    private final Staff staff;
    private final Rights rights;

    ObligationsApi(FollowUps followUps, Staff staff, Rights rights) {
        this.followUps = followUps;
        this.staff = staff;
        this.rights = rights;
    }

    private Permissions who(SignedIn me) {
        return rights.of(staff.find(me.id()).orElse(null));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    @GetMapping("/api/obligations")
    @Operation(
            operationId = "listObligations",
            summary = "Who is to be called back",
            description = "Open ones by when they are due; closed ones by when they were closed, newest first.")
    Page<Obligation> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false)
                    @Parameter(description = "Left out: open", schema = @Schema(allowableValues = {"open", "closed"}))
                    String state,
            @RequestParam(required = false) @Parameter(description = "Only what this person has taken, by staff id")
                    String takenBy,
            @RequestParam(required = false) @Parameter(description = "Only of this contact or company, by id")
                    String party,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        Boolean open = Words.word("state", state, ObligationsApi::open, "open, closed");
        FollowUps.Page page = followUps.list(
                open == null || open,
                Words.id("takenBy", takenBy),
                Words.id("party", party),
                who(me),
                Cursor.of(after),
                Page.limit(limit));
        return new Page<>(page.items(), page.next());
    }

    private static Optional<Boolean> open(String word) {
        return word.equals("open") ? Optional.of(true) : word.equals("closed") ? Optional.of(false) : Optional.empty();
    }

    @GetMapping("/api/obligations/{id}")
    @Operation(operationId = "getObligation", summary = "One of them, with the calls from which it follows")
    One one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        Obligation obligation = existing(me, id);
        return new One(obligation, followUps.calls(obligation.id()));
    }

    private Obligation existing(SignedIn me, String id) {
        return followUps
                .find(CallSearch.Ids.read("id", id), who(me))
                .orElseThrow(() -> NotDone.notFound("There is no such obligation, or it is not one of yours."));
    }

    @PostMapping("/api/obligations/{id}/take")
    @Operation(
            operationId = "takeObligation",
            summary = "Say that one does it",
            description = "What a colleague has taken, only a supervisor takes over.")
    Obligation take(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return followUps.take(existing(me, id).id(), member(me));
    }

    @PostMapping("/api/obligations/{id}/release")
    @Operation(operationId = "releaseObligation", summary = "Leave it to others again")
    Obligation release(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return followUps.release(existing(me, id).id(), member(me));
    }

    @PostMapping("/api/obligations/{id}/close")
    @Operation(operationId = "closeObligation", summary = "Say that nobody has to call back, and why")
    Obligation close(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Reason sent) {
        return followUps.close(existing(me, id).id(), sent.reason(), member(me));
    }

    @PostMapping("/api/obligations/{id}/unreachable")
    @Operation(
            operationId = "unreachableObligation",
            summary = "Say that they do not answer",
            description = "When `unreachableOffered` says so: after enough tries on enough days.")
    Obligation unreachable(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return followUps.unreachable(existing(me, id).id(), member(me));
    }
}
