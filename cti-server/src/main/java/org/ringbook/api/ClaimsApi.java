package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.access.SignedIn;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.calls.Call;
import org.ringbook.claims.Claim;
import org.ringbook.claims.Claim.Channel;
import org.ringbook.claims.ClaimFields;
import org.ringbook.claims.ClaimFilter;
import org.ringbook.claims.ClaimMove;
import org.ringbook.claims.ClaimStep;
import org.ringbook.claims.Claims;
import org.ringbook.claims.NewClaim;
import org.ringbook.events.Events;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
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
    private static final String STATES = "registered, investigating, decided, answered, closed, reopened";
    private static final String RESULTS = "satisfied, partly, refused, withdrawn";
    private static final String DEMANDS = "refund, replace, discount, repair, apology";
    private static final String SEVERITIES = "low, normal, high, critical";

    @Schema(name = "ClaimInput")
    record Input(
            @Schema(description = "What is wrong, one line", example = "Broken door handle")
            String subject,

            @Schema(nullable = true) String text,

            @Schema(description = "Of `/api/claim-causes`", nullable = true)
            UUID causeId,

            @Schema(description = "Of whose work it is; left out: the one of the cause", nullable = true)
            String team,

            @Schema(description = "One of ours of whose work it is", nullable = true)
            UUID blamedId,

            @Schema(description = DEMANDS, nullable = true) String demand,

            @Schema(nullable = true, example = "1500.00") BigDecimal amountAsked,

            @Schema(nullable = true) BigDecimal amountGranted,

            @Schema(description = "Left out: RUB", nullable = true, example = "RUB")
            String currency,

            @Schema(description = SEVERITIES + "; left out: normal", nullable = true)
            String severity,

            @Schema(
                    description = "Until when the client has an answer; left out: by the working hours of the cause",
                    nullable = true,
                    example = "2026-12-01T07:00:00Z")
            String dueAt,

            @Schema(description = "Contact or company", nullable = true)
            UUID partyId,

            @Schema(description = "Of somebody whom nobody knows", nullable = true)
            String name,

            @Schema(nullable = true, example = "+79161112233")
            String phone,

            @Schema(nullable = true) String email,

            @Schema(description = "Which order, in the client's words", nullable = true)
            String orderText,

            @Schema(
                    description =
                            "The call in which it was said; its client and number are taken where they are left out",
                    nullable = true)
            UUID callId,

            @Schema(nullable = true) UUID dealId,

            @Schema(description = "An order of the deal", nullable = true)
            UUID partId,

            @Schema(
                    description = "Of a new one: who looks after it; left out: the one of the cause, or nobody yet",
                    nullable = true)
            UUID responsibleId,

            @Schema(
                    description =
                            "Of a new one: the program's own id. Sent again, it is the same claim, and nothing changes.",
                    nullable = true)
            String externalId,

            @Schema(description = SeenVersion.FIELD, nullable = true)
            Integer version) {}

    @Schema(name = "ClaimMoveInput")
    record MoveInput(
            @Schema(
                    description = "investigating, decided, answered, closed; reopened by supervisors",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String state,

            @Schema(description = RESULTS + "; needed to close it", nullable = true)
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

    /** @param plan what is to be done for it @param history what was done with it, oldest first */
    @Schema(name = "ClaimWithPlan")
    record One(@JsonUnwrapped Claim claim, List<Task> plan, List<ClaimMove> history) {}

    private final Claims claims;
    private final VisibleCalls visible;
    private final Events events;
    private final Staff staff;
    private final Rights rights;
    private final NumberPlan plan;
    private final Bin bin;

    ClaimsApi(
            Claims claims, VisibleCalls visible, Events events, Staff staff, Rights rights, NumberPlan plan, Bin bin) {
        this.claims = claims;
        this.visible = visible;
        this.events = events;
        this.staff = staff;
        this.rights = rights;
        this.plan = plan;
        this.bin = bin;
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    private Permissions who(SignedIn me) {
        return rights.of(staff.find(me.id()).orElse(null));
    }

    private static <T extends Enum<T>> T word(String name, String text, Class<T> type, String known) {
        Function<String, Optional<T>> of = word -> Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
        return Words.word(name, text, of, known);
    }

    @GetMapping("/api/claims")
    @Operation(operationId = "listClaims", summary = "Claims, newest first")
    Page<Claim> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = VIEWS + "; left out: open", example = "late")
                    String view,
            @RequestParam(required = false) @Parameter(description = STATES) String state,
            @RequestParam(required = false) @Parameter(description = RESULTS) String result,
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
            asked.state = word("state", state, Claim.State.class, STATES);
            asked.result = word("result", result, Claim.Result.class, RESULTS);
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
        Claims.Page page = claims.list(filter, who(me), Cursor.of(after), Page.limit(limit));
        return new Page<>(page.items(), page.next());
    }

    @GetMapping("/api/claims/{id}")
    @Operation(operationId = "getClaim", summary = "One claim, with its plan and what was done with it")
    ResponseEntity<One> one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        Claim claim = existing(me, id);
        return tagged(claim, new One(claim, claims.plan(claim.id()), claims.moves(claim.id())));
    }

    private static <T> ResponseEntity<T> tagged(Claim claim, T body) {
        return ResponseEntity.ok().eTag(SeenVersion.tag(claim.version())).body(body);
    }

    private Claim existing(SignedIn me, String id) {
        return claims.find(CallSearch.Ids.read("id", id), who(me))
                .orElseThrow(() -> NotDone.notFound("There is no such claim, or it is not one of yours."));
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
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        StaffMember by = member(me);
        if (sent.externalId() != null && sent.externalId().length() > LONGEST_ID) {
            throw NotDone.wrong("externalId", "externalId is longer than " + LONGEST_ID + " characters. Shorten it.");
        }
        Call call = sent.callId() == null ? null : visible.find(me, sent.callId());
        NewClaim what = call != null && saysNothingMore(sent)
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
        Claim shown = claims.find(taken.id(), rights.of(by))
                .orElseThrow(() -> NotDone.notAllowed("Claim " + taken.number()
                        + " was taken of this call already, by somebody whose claims you do not see."));
        return ResponseEntity.created(URI.create("/api/claims/" + taken.id()))
                .eTag(SeenVersion.tag(shown.version()))
                .body(shown);
    }

    private static boolean saysNothingMore(Input sent) {
        return sent.equals(new Input(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                sent.callId(),
                null,
                null,
                null,
                null,
                null));
    }

    private UUID partyOf(Call call) {
        List<UUID> parties = events.partiesOf(call);
        return parties.isEmpty() ? null : parties.get(0);
    }

    private ClaimFields read(Input sent, Call call, ClaimFields before) {
        return before.with(said -> {
            said.subject = sent.subject();
            said.text = sent.text();
            said.causeId = sent.causeId();
            said.team = sent.team();
            said.blamedId = sent.blamedId();
            said.demand = word("demand", sent.demand(), Claim.Demand.class, DEMANDS);
            said.amountAsked = sent.amountAsked();
            said.amountGranted = sent.amountGranted();
            said.currency = sent.currency();
            said.severity = word("severity", sent.severity(), Claim.Severity.class, SEVERITIES);
            said.dueAt = Words.time("dueAt", sent.dueAt());
            said.partyId = sent.partyId() == null && call != null ? partyOf(call) : sent.partyId();
            said.name = sent.name();
            said.phone = sent.phone() == null && call != null ? call.external() : phone(sent.phone());
            said.email = sent.email();
            said.orderText = sent.orderText();
            said.callId = call == null ? before.callId() : call.id();
            said.dealId = sent.dealId();
            said.partId = sent.partId();
        });
    }

    private PhoneNumber phone(String text) {
        return text == null
                ? null
                : plan.parse(text)
                        .orElseThrow(
                                () -> NotDone.wrong("phone", "\"" + Shown.text(text) + "\" is no telephone number."));
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
            @RequestBody Input sent) {
        Claim claim = existing(me, id);
        Call call = sent.callId() == null || sent.callId().equals(claim.about().callId())
                ? null
                : visible.find(me, sent.callId());
        Claim changed = claims.change(
                claim.id(), SeenVersion.of(sent.version(), ifMatch), read(sent, call, claim.about()), member(me));
        return tagged(changed, changed);
    }

    @PostMapping("/api/claims/{id}/move")
    @Operation(
            operationId = "moveClaim",
            summary = "Take it a step on",
            description =
                    "As it is looked into, the plan of its cause is made of tasks. It is closed with a result, and with nothing of its plan"
                            + " open; whoever took it is told. Only supervisors open it again.")
    ResponseEntity<Claim> move(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody MoveInput sent) {
        Claim claim = existing(me, id);
        Claim.State to = word("state", sent.state(), Claim.State.class, STATES);
        if (to == null) {
            throw NotDone.wrong("state", "Send the state that it goes to. Known: " + STATES + ".");
        }
        Claim moved = claims.move(
                claim.id(),
                sent.version(),
                new ClaimStep(
                        to,
                        word("result", sent.result(), Claim.Result.class, RESULTS),
                        sent.decision(),
                        sent.answer(),
                        sent.amountGranted(),
                        sent.score(),
                        sent.note()),
                member(me));
        return tagged(moved, moved);
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
        return claims.give(existing(me, id).id(), sent.version(), person, member(me));
    }

    @PostMapping("/api/claims/{id}/score")
    @Operation(operationId = "scoreClaim", summary = "How content the client is at the end")
    Claim score(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody ScoreInput sent) {
        return claims.rate(existing(me, id).id(), sent.version(), sent.score(), member(me));
    }

    @PostMapping("/api/claims/{id}/not-spam")
    @Operation(operationId = "claimIsNoSpam", summary = "Say that it only looked like spam")
    Claim notSpam(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return claims.notSpam(existing(me, id).id(), member(me));
    }

    @GetMapping("/api/claims/{id}/items")
    @Operation(operationId = "listClaimItems", summary = "Its plan, in order: tasks, done or not")
    Page<Task> items(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return new Page<>(claims.plan(existing(me, id).id()), null);
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
        return claims.addItem(existing(me, id).id(), what, member(me));
    }

    @DeleteMapping("/api/claims/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteClaim", summary = "Put it into the bin", description = "Its tasks stay.")
    void delete(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        bin.put(BinItem.Kind.CLAIM, CallSearch.Ids.read("id", id), member(me));
    }
}
