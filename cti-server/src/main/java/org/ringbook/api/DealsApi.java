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
import java.util.Map;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.api.OwnFieldsOfRows.With;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealList;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.Move;
import org.ringbook.deals.StageMove;
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

    static final String ASKS =
            "What the stage or the type asks for and is not there comes back as 422 with all its names in `missing`,"
                    + " and nothing is written.";

    @Schema(name = "StageMove")
    record MoveView(
            long id,
            Instant at,
            @Schema(nullable = true) UUID fromStageId,
            UUID toStageId,
            @Schema(nullable = true) UUID by,

            @Schema(description = "Who answered for it then", nullable = true)
            UUID responsibleId,

            @Schema(allowableValues = {"user", "robot", "api", "merge", "part", "import", "undo"})
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

    private final Deals deals;
    private final DealList list;
    private final DealSearch search;
    private final DealViews views;

    DealsApi(Deals deals, DealList list, DealSearch search, DealViews views) {
        this.deals = deals;
        this.list = list;
        this.search = search;
        this.views = views;
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
                views.member(me),
                Cursor.of(after),
                Page.limit(limit));
        return new Page<>(views.of(page.items()), page.next());
    }

    @GetMapping("/api/deals/{id}")
    @Operation(operationId = "getDeal", summary = "One deal")
    ResponseEntity<With<DealView>> one(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return views.answer(views.existing(me, id));
    }

    @GetMapping("/api/deals/{id}/moves")
    @Operation(operationId = "movesOfDeal", summary = "Every move that it ever made, in order")
    Page<MoveView> moves(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return new Page<>(
                deals.moves(views.existing(me, id).id()).stream()
                        .map(MoveView::of)
                        .toList(),
                null);
    }

    @PostMapping("/api/deals")
    @Operation(operationId = "addDeal", summary = "Add a deal", description = ASKS)
    @ApiResponse(responseCode = "201", description = "Made; `Location` says where it stands.")
    ResponseEntity<With<DealView>> add(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody DealInput sent) {
        Deal deal = deals.create(sent.made(), By.api(views.member(me)));
        return ResponseEntity.created(URI.create("/api/deals/" + deal.id()))
                .eTag(SeenVersion.tag(deal.version()))
                .body(views.of(deal));
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
        Deal deal = views.existing(me, id);
        if (sent.typeId() != null && !sent.typeId().equals(deal.typeId())
                || sent.stageId() != null && !sent.stageId().equals(deal.stageId())) {
            throw NotDone.wrong(
                    sent.stageId() == null ? "typeId" : "stageId",
                    "A stage is changed by /api/deals/{id}/move, a type by /api/deals/{id}/type.");
        }
        if (sent.externalId() != null && !sent.externalId().equals(deal.externalId())) {
            throw NotDone.wrong("externalId", "The name that another program has for a deal is given as it is made.");
        }
        return views.answer(deals.change(
                deal.id(),
                SeenVersion.of(sent.version(), seen),
                sent.content(),
                sent.fields(),
                By.api(views.member(me))));
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
        Deal deal = views.existing(me, id);
        if (sent.stageId() == null) {
            throw NotDone.wrong("stageId", "Say to which stage it goes.");
        }
        return views.answer(
                deals.move(deal.id(), sent.read(SeenVersion.of(sent.version(), seen)), By.api(views.member(me))));
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
        return views.answer(deals.reopen(views.existing(me, id).id(), sent.read(), By.api(views.member(me))));
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
        return views.answer(deals.changeType(
                views.existing(me, id).id(),
                sent.version(),
                sent.typeId(),
                sent.stageId(),
                sent.reason(),
                By.api(views.member(me))));
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
        return views.answer(deals.told(
                sent.deal().made(source, externalId),
                end,
                Words.time("createdAt", sent.createdAt()),
                By.api(views.member(me))));
    }
}
