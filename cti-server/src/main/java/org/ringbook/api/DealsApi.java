package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.access.SignedIn;
import org.ringbook.api.OwnFieldsOfRows.With;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealConversion;
import org.ringbook.deals.DealConversion.Wanted;
import org.ringbook.deals.DealList;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.Move;
import org.ringbook.deals.Participant;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Probabilities;
import org.ringbook.deals.Stage;
import org.ringbook.deals.StageMove;
import org.ringbook.fields.FieldSubject;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadList;
import org.ringbook.leads.Leads;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Deals",
        description =
                "Sales from the first word to money. Who sees a deal changes and moves it: agents their own, supervisors their team's or"
                        + " all, as they see calls.")
class DealsApi {

    private static final String ASKS =
            "What the stage or the type asks for and is not there comes back as 422 with all its names in `missing`, and nothing is written.";

    @Schema(name = "DealParticipant")
    record ParticipantView(
            @Schema(description = "A company or a person") UUID partyId,

            @Schema(
                    allowableValues = {
                        "decides",
                        "influences",
                        "pays",
                        "receives",
                        "competitor",
                        "subcontractor",
                        "introduced"
                    })
            String role) {

        static ParticipantView of(Participant one) {
            return new ParticipantView(one.partyId(), one.role().word());
        }

        Participant read() {
            if (partyId == null || role == null) {
                throw NotDone.wrong("participants", "Each one has a partyId and a role.");
            }
            return new Participant(
                    partyId,
                    Words.word(
                            "role",
                            role,
                            Participant.Role::of,
                            "decides, influences, pays, receives, competitor, subcontractor, introduced"));
        }
    }

    @Schema(name = "DealParticipants")
    record ParticipantsInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<ParticipantView> participants) {}

    @Schema(name = "StageMove")
    record MoveView(
            long id,
            Instant at,
            @Schema(nullable = true) UUID fromStageId,
            UUID toStageId,
            @Schema(nullable = true) UUID by,

            @Schema(description = "Who answered for it then", nullable = true)
            UUID responsibleId,

            @Schema(allowableValues = {"user", "robot", "api", "merge", "part", "import"})
            String cause,

            @Schema(allowableValues = {"created", "moved", "closed", "reopened", "pipeline"})
            String kind,

            @Schema(nullable = true) String reason,
            @Schema(nullable = true) UUID lostReasonId,
            @Schema(nullable = true) BigDecimal amount,
            @Schema(nullable = true) Long secondsInFrom) {

        static MoveView of(StageMove move) {
            return new MoveView(
                    move.id(),
                    move.at(),
                    move.from(),
                    move.to(),
                    move.by(),
                    move.responsibleId(),
                    move.cause().word(),
                    move.kind().word(),
                    move.reason(),
                    move.lostReasonId(),
                    move.amount(),
                    move.secondsInFrom());
        }
    }

    @Schema(name = "DealTotals")
    record TotalsView(
            long count,

            @Schema(description = "By currency: they are never added to each other")
            Map<String, BigDecimal> sums) {

        static TotalsView of(DealList.Totals totals) {
            return totals == null ? null : new TotalsView(totals.count(), totals.sums());
        }
    }

    @Schema(name = "DealCard")
    record CardView(
            With<DealView> deal,
            @Schema(nullable = true) String partyName,

            @Schema(description = "When the first open task is due; null: there is no next step", nullable = true)
            Instant nextStep,

            @Schema(nullable = true) String nextStepTitle,
            @Schema(description = "Too long in its stage") boolean rotten) {}

    @Schema(name = "DealColumn")
    record ColumnView(
            UUID stageId,
            String stage,

            @Schema(description = "Of the whole column, whatever of it is shown; null with `after`", nullable = true)
            TotalsView totals,

            List<CardView> cards,

            @Schema(description = "For `/api/deals/board/STAGE?after=`; null on the last page", nullable = true)
            String next) {}

    @Schema(name = "DealReopening")
    record ReopenInput(
            @Schema(nullable = true) String reason,
            @Schema(nullable = true) Integer version,

            @Schema(description = "What its stage asks since it was closed", nullable = true)
            BigDecimal amount,

            @Schema(nullable = true) String expectedClose,

            @Schema(description = OwnFieldsOfRows.INPUT, nullable = true)
            Map<String, Object> fields) {

        Move read() {
            return new DealInput.MoveInput(
                            null, version, amount, null, null, null, null, expectedClose, reason, null, null, fields)
                    .read(version);
        }
    }

    @Schema(name = "DealTypeChange")
    record TypeInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            UUID typeId,

            @Schema(
                    description = "Where it stands then; left out: where it stands, or where the other pipeline begins",
                    nullable = true)
            UUID stageId,

            @Schema(nullable = true) String reason,
            @Schema(nullable = true) Integer version) {}

    @Schema(name = "ToldDeal")
    record ToldInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "What is left out stays as it is")
            DealInput deal,

            @Schema(
                    description =
                            "Of one that is not here yet: when it began there; left out: now, or the day of `closedOn`",
                    example = "2026-03-02T09:00:00Z",
                    nullable = true)
            String createdAt,

            @Schema(
                    description = "To win it: the day; of one that is not here yet also to lose it",
                    example = "2026-12-01",
                    nullable = true)
            String closedOn,

            @Schema(description = "To lose it", nullable = true)
            UUID lostReasonId,

            @Schema(description = "To lose it", nullable = true)
            String lostNote,

            @Schema(nullable = true) String reason) {}

    @Schema(name = "DealOfLead")
    record OfLeadInput(
            @Schema(description = "An open deal that it comes to; left out: a new one is made", nullable = true)
            UUID dealId,

            @Schema(description = "Client who is known; left out: a new person is made", nullable = true)
            UUID partyId,

            @Schema(description = "Name of the new person; the lead's own when left out", nullable = true)
            String name,

            @Schema(description = "Company of the new person", nullable = true)
            UUID companyId,

            @Schema(description = "Of a new deal, as the rest", nullable = true)
            UUID typeId,

            @Schema(nullable = true) UUID stageId,
            @Schema(nullable = true) String title,
            @Schema(nullable = true) BigDecimal amount,

            @Schema(description = OwnFieldsOfRows.INPUT, nullable = true)
            Map<String, Object> fields) {}

    private final Deals deals;
    private final DealList list;
    private final DealSearch search;
    private final DealConversion conversion;
    private final Pipelines pipelines;
    private final Probabilities probabilities;
    private final Leads leads;
    private final LeadList leadList;
    private final Staff staff;
    private final OwnFieldsOfRows own;

    DealsApi(
            Deals deals,
            DealList list,
            DealSearch search,
            DealConversion conversion,
            Pipelines pipelines,
            Probabilities probabilities,
            Leads leads,
            LeadList leadList,
            Staff staff,
            OwnFieldsOfRows own) {
        this.deals = deals;
        this.list = list;
        this.search = search;
        this.conversion = conversion;
        this.pipelines = pipelines;
        this.probabilities = probabilities;
        this.leads = leads;
        this.leadList = leadList;
        this.staff = staff;
        this.own = own;
    }

    @GetMapping("/api/deals")
    @Operation(
            operationId = "listDeals",
            summary = "Deals",
            description = "In `order` newest (unless told), changed, longest_in_stage, expected_close, amount. "
                    + DealSearch.FILTERS)
    Page<With<DealView>> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = "How they are sorted", example = "newest")
                    String order,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before, of the same order")
                    String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        DealList.Page page = list.find(
                search.read(request, "order", "after", "limit"),
                DealSearch.order(order),
                member(me),
                Cursor.of(after),
                Page.limit(limit));
        return new Page<>(views(page.items()), page.next());
    }

    @GetMapping("/api/deals/totals")
    @Operation(
            operationId = "countDeals",
            summary = "How many deals, and what they come to",
            description = DealSearch.FILTERS)
    TotalsView totals(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, HttpServletRequest request) {
        return TotalsView.of(list.totals(search.read(request), member(me)));
    }

    @GetMapping("/api/deals/board")
    @Operation(
            operationId = "boardOfDeals",
            summary = "The board of a pipeline: columns with their sums and first 50 cards",
            description =
                    "Of the first pipeline unless `pipeline` says which; of open stages unless `state` says otherwise. "
                            + DealSearch.FILTERS)
    Page<ColumnView> board(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, HttpServletRequest request) {
        var filter = search.read(request);
        UUID pipeline = filter.pipeline() != null
                ? filter.pipeline()
                : pipelines
                        .first()
                        .orElseThrow(() -> NotDone.notFound("There is no pipeline."))
                        .id();
        List<DealList.Column> columns = list.board(pipeline, filter, member(me));
        return new Page<>(columns.stream().map(this::view).toList(), null);
    }

    @GetMapping("/api/deals/board/{stage}")
    @Operation(operationId = "cardsOfStage", summary = "More cards of a column", description = DealSearch.FILTERS)
    ColumnView column(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String stage,
            @RequestParam(required = false) @Parameter(description = "`next` of the cards before") String after,
            HttpServletRequest request) {
        UUID of = pipelines
                .stage(CallSearch.Ids.read("stage", stage))
                .map(Stage::id)
                .orElseThrow(() -> NotDone.notFound("There is no such stage."));
        return view(list.more(of, search.read(request, "after"), member(me), Cursor.of(after)));
    }

    private ColumnView view(DealList.Column column) {
        List<Deal> shown = column.cards().stream().map(DealList.Card::deal).toList();
        Map<UUID, With<DealView>> views = views(shown).stream()
                .collect(Collectors.toMap(one -> one.record().id(), Function.identity()));
        return new ColumnView(
                column.stage().id(),
                column.stage().name(LocaleContextHolder.getLocale()),
                TotalsView.of(column.totals()),
                column.cards().stream()
                        .map(card -> new CardView(
                                views.get(card.deal().id()),
                                card.partyName(),
                                card.nextStep(),
                                card.nextStepTitle(),
                                card.rotten()))
                        .toList(),
                column.next());
    }

    @GetMapping("/api/deals/{id}")
    @Operation(operationId = "getDeal", summary = "One deal")
    ResponseEntity<With<DealView>> one(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return answer(existing(me, id));
    }

    @GetMapping("/api/deals/{id}/moves")
    @Operation(operationId = "movesOfDeal", summary = "Every move that it ever made, in order")
    Page<MoveView> moves(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return new Page<>(
                deals.moves(existing(me, id).id()).stream().map(MoveView::of).toList(), null);
    }

    @PostMapping("/api/deals")
    @Operation(operationId = "addDeal", summary = "Add a deal", description = ASKS)
    @ApiResponse(responseCode = "201", description = "Made; `Location` says where it stands.")
    ResponseEntity<With<DealView>> add(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody DealInput sent) {
        Deal deal = deals.create(sent.made(), By.api(member(me)));
        return ResponseEntity.created(URI.create("/api/deals/" + deal.id()))
                .eTag(SeenVersion.tag(deal.version()))
                .body(view(deal));
    }

    @PutMapping("/api/deals/{id}")
    @Operation(
            operationId = "changeDeal",
            summary = "Change what is written of a deal",
            description =
                    "All of it is replaced by what is sent, but for who answers for it, currency, `amountFrom` and own fields, which stay"
                            + " where they are left out. Its stage and type stay: `/move` and `/type` change them.")
    ResponseEntity<With<DealView>> change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Parameter(description = SeenVersion.HEADER)
                    String seen,
            @RequestBody DealInput sent) {
        Deal deal = existing(me, id);
        if (sent.typeId() != null && !sent.typeId().equals(deal.typeId())
                || sent.stageId() != null && !sent.stageId().equals(deal.stageId())) {
            throw NotDone.wrong(
                    sent.stageId() == null ? "typeId" : "stageId",
                    "A stage is changed by /api/deals/{id}/move, a type by /api/deals/{id}/type.");
        }
        if (sent.externalId() != null && !sent.externalId().equals(deal.externalId())) {
            throw NotDone.wrong("externalId", "The name that another program has for a deal is given as it is made.");
        }
        return answer(deals.change(
                deal.id(), SeenVersion.of(sent.version(), seen), sent.content(), sent.fields(), By.api(member(me))));
    }

    @PostMapping("/api/deals/{id}/move")
    @Operation(
            operationId = "moveDeal",
            summary = "Move a deal to a stage",
            description =
                    "Also wins it, loses it, or opens it again. Done twice, it is moved once. Whoever comes second gets 409 with the name of"
                            + " who was first. " + ASKS)
    ResponseEntity<With<DealView>> move(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Parameter(description = SeenVersion.HEADER)
                    String seen,
            @RequestBody DealInput.MoveInput sent) {
        Deal deal = existing(me, id);
        if (sent.stageId() == null) {
            throw NotDone.wrong("stageId", "Say to which stage it goes.");
        }
        return answer(deals.move(deal.id(), sent.read(SeenVersion.of(sent.version(), seen)), By.api(member(me))));
    }

    @PostMapping("/api/deals/{id}/reopen")
    @Operation(
            operationId = "reopenDeal",
            summary = "Open a closed deal again, where it was closed",
            description = "For supervisors and administrators.")
    ResponseEntity<With<DealView>> reopen(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody ReopenInput sent) {
        return answer(deals.reopen(existing(me, id).id(), sent.read(), By.api(member(me))));
    }

    @PostMapping("/api/deals/{id}/type")
    @Operation(
            operationId = "changeTypeOfDeal",
            summary = "Lead a deal as another type, through its pipeline",
            description =
                    "It is a move of its own kind. Out of a type that goes step by step leads a supervisor with a reason, as into the midst of"
                            + " one. " + ASKS)
    ResponseEntity<With<DealView>> type(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody TypeInput sent) {
        if (sent.typeId() == null) {
            throw NotDone.wrong("typeId", "Say which type it becomes.");
        }
        return answer(deals.changeType(
                existing(me, id).id(),
                sent.version(),
                sent.typeId(),
                sent.stageId(),
                sent.reason(),
                By.api(member(me))));
    }

    @GetMapping("/api/deals/{id}/participants")
    @Operation(operationId = "participantsOfDeal", summary = "Who else is in it")
    Page<ParticipantView> participants(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return new Page<>(
                deals.participants(existing(me, id).id()).stream()
                        .map(ParticipantView::of)
                        .toList(),
                null);
    }

    @PutMapping("/api/deals/{id}/participants")
    @Operation(operationId = "setParticipantsOfDeal", summary = "Say who else is in it; all are replaced")
    Page<ParticipantView> participants(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody ParticipantsInput sent) {
        if (sent.participants() == null) {
            throw NotDone.wrong("participants", "Send a list; an empty one takes all out.");
        }
        List<Participant> all =
                sent.participants().stream().map(ParticipantView::read).toList();
        return new Page<>(
                deals.participants(existing(me, id).id(), all, By.api(member(me))).stream()
                        .map(ParticipantView::of)
                        .toList(),
                null);
    }

    @PutMapping("/api/deals/external/{source}/{externalId}")
    @Operation(
            operationId = "tellDeal",
            summary = "Tell of a deal by the name that another program has for it",
            description =
                    "It is made, in whichever stage it stands there, or becomes as told. What was told before and is told again changes nothing,"
                            + " whatever people did here meanwhile. What is left out of `deal` stays as it is. A `stageId` that was not told"
                            + " before moves it, by the rules of stages; a closed one needs what closing asks. What is closed here is never"
                            + " opened by it. " + ASKS)
    ResponseEntity<With<DealView>> told(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String source,
            @PathVariable String externalId,
            @RequestBody ToldInput sent) {
        if (sent.deal() == null) {
            throw NotDone.wrong("deal", "Send the deal.");
        }
        var end = new Move(
                null,
                sent.deal().stageId(),
                null,
                null,
                Words.day("closedOn", sent.closedOn()),
                sent.lostReasonId(),
                sent.lostNote(),
                sent.reason(),
                null,
                null);
        return answer(deals.told(
                sent.deal().made(source, externalId),
                end,
                Words.time("createdAt", sent.createdAt()),
                By.api(member(me))));
    }

    @PostMapping("/api/leads/{id}/deal")
    @Operation(
            operationId = "dealOfLead",
            summary = "Make a deal of a lead, or add it to one",
            description =
                    "Its client is made with it. Done twice, it is done once. Likely duplicates are refused with 409 unless `anyway=true`. "
                            + ASKS)
    ResponseEntity<Object> ofLead(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(description = DuplicateDecision.ANYWAY) String anyway,
            @RequestParam(required = false) @Parameter(description = DuplicateDecision.WHY) String why,
            @RequestBody OfLeadInput sent) {
        StaffMember member = member(me);
        Lead lead = leads.find(CallSearch.Ids.read("id", id))
                .filter(one -> leadList.maySee(member, one))
                .orElseThrow(() -> NotDone.notFound("There is no such lead."));
        var wanted =
                new Wanted(sent.dealId(), sent.typeId(), sent.stageId(), sent.title(), sent.amount(), sent.fields());
        Deal deal = sent.partyId() != null
                ? conversion.toKnown(lead.id(), sent.partyId(), wanted, By.api(member))
                : conversion.toNew(
                        lead.id(),
                        sent.name(),
                        sent.companyId(),
                        wanted,
                        DuplicateDecision.of(anyway, why, me),
                        By.api(member));
        if (!deals.maySee(deal, member)) {
            return ResponseEntity.ok(new LeadsApi.Taken(deal.id(), deal.number()));
        }
        return ResponseEntity.ok().eTag(SeenVersion.tag(deal.version())).body(view(deal));
    }

    private ResponseEntity<With<DealView>> answer(Deal deal) {
        return ResponseEntity.ok().eTag(SeenVersion.tag(deal.version())).body(view(deal));
    }

    private With<DealView> view(Deal deal) {
        return views(List.of(deal)).get(0);
    }

    private List<With<DealView>> views(Collection<Deal> shown) {
        var stages = new HashMap<UUID, Stage>();
        pipelines.stages().forEach(stage -> stages.put(stage.id(), stage));
        List<DealView> views = shown.stream()
                .map(deal -> DealView.of(deal, probabilities.of(deal, stages.get(deal.stageId()))))
                .toList();
        return own.with(FieldSubject.DEAL, views, DealView::id);
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    private Deal existing(SignedIn me, String id) {
        return deals.find(CallSearch.Ids.read("id", id), member(me))
                .orElseThrow(() -> NotDone.notFound("There is no such deal, or it is not yours to see."));
    }
}
