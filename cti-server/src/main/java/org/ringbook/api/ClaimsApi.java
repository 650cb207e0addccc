package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.calls.Call;
import org.ringbook.claims.Claim;
import org.ringbook.claims.Claim.Channel;
import org.ringbook.claims.ClaimFields;
import org.ringbook.claims.ClaimFilter;
import org.ringbook.claims.ClaimMove;
import org.ringbook.claims.Claims;
import org.ringbook.claims.NewClaim;
import org.ringbook.events.Events;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Task;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Claims",
        description =
                "What clients complain of. They are seen by who looks after them, who took them, who has something to do for them, the team"
                        + " of whose work they are, and whoever may see the calls of these; those of nobody by all.")
class ClaimsApi {

    private static final Set<String> PARAMETERS = Set.of(
            "view",
            "state",
            "result",
            "responsible",
            "taker",
            "blamed",
            "team",
            "cause",
            "party",
            "deal",
            "call",
            "from",
            "to",
            "q",
            "after",
            "limit");
    private static final int LONGEST_ID = 200;
    private static final String VIEWS = "open, unassigned, late, closed, doubtful, all";

    /** @param plan what is to be done for it @param history what was done with it, oldest first */
    @Schema(name = "ClaimWithPlan")
    record One(@JsonUnwrapped Claim claim, List<Task> plan, List<ClaimMove> history) {}

    private final Claims claims;
    private final VisibleCalls visible;
    private final Events events;
    private final NumberPlan plan;
    private final TheirClaims theirs;
    private final Bin bin;

    ClaimsApi(Claims claims, VisibleCalls visible, Events events, NumberPlan plan, TheirClaims theirs, Bin bin) {
        this.claims = claims;
        this.visible = visible;
        this.events = events;
        this.plan = plan;
        this.theirs = theirs;
        this.bin = bin;
    }

    @GetMapping("/api/claims")
    @Operation(operationId = "listClaims", summary = "Claims, newest first")
    Page<Claim> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = VIEWS + "; left out: open", example = "late")
                    String view,
            @RequestParam(required = false) @Parameter(description = ClaimInput.STATES) String state,
            @RequestParam(required = false) @Parameter(description = ClaimInput.RESULTS) String result,
            @RequestParam(required = false) @Parameter(description = "Who looks after it, by staff id")
                    String responsible,
            @RequestParam(required = false) @Parameter(description = "Who took it, by staff id") String taker,
            @RequestParam(required = false) @Parameter(description = "Of whose work, by staff id") String blamed,
            @RequestParam(required = false) @Parameter(description = "Of which team's work") String team,
            @RequestParam(required = false) @Parameter(description = "This cause and all below it") String cause,
            @RequestParam(required = false) @Parameter(description = "Of this contact or company") String party,
            @RequestParam(required = false) String deal,
            @RequestParam(required = false) String call,
            @RequestParam(required = false)
                    @Parameter(description = "Registered not before it", example = "2026-12-01T00:00:00Z")
                    String from,
            @RequestParam(required = false) @Parameter(description = "Registered before it") String to,
            @RequestParam(required = false) @Parameter(description = "Its number, words, or a part of a number")
                    String q,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        ClaimFilter.View wanted = Words.word("view", view, ClaimFilter.View::of, VIEWS);
        ClaimFilter filter = ClaimFilter.of(asked -> {
            asked.view = wanted == null ? ClaimFilter.View.OPEN : wanted;
            asked.state = ClaimInput.word("state", state, Claim.State.class, ClaimInput.STATES);
            asked.result = ClaimInput.word("result", result, Claim.Result.class, ClaimInput.RESULTS);
            asked.responsible = Words.id("responsible", responsible);
            asked.taker = Words.id("taker", taker);
            asked.blamed = Words.id("blamed", blamed);
            asked.team = team;
            asked.cause = Words.id("cause", cause);
            asked.party = Words.id("party", party);
            asked.deal = Words.id("deal", deal);
            asked.call = Words.id("call", call);
            asked.from = Words.time("from", from);
            asked.to = Words.time("to", to);
            asked.text = q;
        });
        Claims.Page page = claims.list(filter, theirs.permissions(me), Cursor.of(after), Page.limit(limit));
        return new Page<>(page.items(), page.next());
    }

    @GetMapping("/api/claims/{id}")
    @Operation(operationId = "getClaim", summary = "One claim, with its plan and what was done with it")
    ResponseEntity<One> one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        Claim claim = theirs.existing(me, id);
        return TheirClaims.tagged(claim, new One(claim, claims.plan(claim.id()), claims.moves(claim.id())));
    }

    @PostMapping("/api/claims")
    @Operation(
            operationId = "takeClaim",
            summary = "Take a claim",
            description =
                    "With `callId` alone it is the one click of the call's card: clicked again, it is the same claim.")
    @ApiResponse(
            responseCode = "201",
            description = "Taken, or known; `Location` says where it stands.",
            content = @Content(schema = @Schema(implementation = Claim.class)))
    ResponseEntity<Claim> take(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody ClaimInput sent) {
        StaffMember by = theirs.member(me);
        if (sent.externalId() != null && sent.externalId().length() > LONGEST_ID) {
            throw NotDone.wrong("externalId", "externalId is longer than " + LONGEST_ID + " characters. Shorten it.");
        }
        Call call = sent.callId() == null ? null : visible.find(me, sent.callId());
        NewClaim what = call != null && sent.saysNothingMore()
                ? NewClaim.ofCall(call, partyOf(call))
                : new NewClaim(
                        sent.externalId() == null ? null : "api " + me.id() + " " + sent.externalId(),
                        sent.externalId() == null ? Channel.HAND : Channel.API,
                        read(sent, call, ClaimFields.of(said -> {})),
                        sent.responsibleId(),
                        null,
                        null);
        Claim taken = claims.take(what, by);
        // Whoever took it, or told it before, may see it; of one that a colleague took by the same click the number is
        // enough.
        Claim shown = claims.find(taken.id(), theirs.permissions(me))
                .orElseThrow(() -> NotDone.notAllowed("Claim " + taken.number()
                        + " was taken of this call already, by somebody whose claims you do not see."));
        return ResponseEntity.created(URI.create("/api/claims/" + taken.id()))
                .eTag(SeenVersion.tag(shown.version()))
                .body(shown);
    }

    private ClaimFields read(ClaimInput sent, Call call, ClaimFields before) {
        return sent.over(before, plan).with(said -> {
            if (call != null) {
                said.partyId = sent.partyId() == null ? partyOf(call) : sent.partyId();
                said.phone = sent.phone() == null ? call.external() : said.phone;
                said.callId = call.id();
            }
        });
    }

    private UUID partyOf(Call call) {
        List<UUID> parties = events.partiesOf(call);
        return parties.isEmpty() ? null : parties.get(0);
    }

    @PutMapping("/api/claims/{id}")
    @Operation(
            operationId = "changeClaim",
            summary = "Say otherwise what it is of",
            description = "All of it is replaced by what is sent, but the time when it is due, and the call.")
    ResponseEntity<Claim> change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Parameter(description = SeenVersion.HEADER)
                    String ifMatch,
            @RequestBody ClaimInput sent) {
        Claim claim = theirs.existing(me, id);
        Call call = sent.callId() == null || sent.callId().equals(claim.about().callId())
                ? null
                : visible.find(me, sent.callId());
        Claim changed = claims.change(
                claim.id(),
                SeenVersion.of(sent.version(), ifMatch),
                read(sent, call, claim.about()),
                theirs.member(me));
        return TheirClaims.tagged(changed, changed);
    }

    @DeleteMapping("/api/claims/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteClaim", summary = "Put it into the bin", description = "Its tasks stay.")
    void delete(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        bin.put(BinItem.Kind.CLAIM, CallSearch.Ids.read("id", id), theirs.member(me));
    }
}
