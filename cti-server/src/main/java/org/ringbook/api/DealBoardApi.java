package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.access.SignedIn;
import org.ringbook.api.OwnFieldsOfRows.With;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealList;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Deals as they stand on the board, and what they come to. */
@RestController
@Tag(name = "Deals")
class DealBoardApi {

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

    private final DealList list;
    private final DealSearch search;
    private final Pipelines pipelines;
    private final DealViews views;

    DealBoardApi(DealList list, DealSearch search, Pipelines pipelines, DealViews views) {
        this.list = list;
        this.search = search;
        this.pipelines = pipelines;
        this.views = views;
    }

    @GetMapping("/api/deals/totals")
    @Operation(
            operationId = "countDeals",
            summary = "How many deals, and what they come to",
            description = DealSearch.FILTERS)
    TotalsView totals(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, HttpServletRequest request) {
        return TotalsView.of(list.totals(search.read(request), views.member(me)));
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
        List<DealList.Column> columns = list.board(pipeline, filter, views.member(me));
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
        return view(list.more(of, search.read(request, "after"), views.member(me), Cursor.of(after)));
    }

    private ColumnView view(DealList.Column column) {
        List<Deal> shown = column.cards().stream().map(DealList.Card::deal).toList();
        Map<UUID, With<DealView>> shownAs = views.of(shown).stream()
                .collect(Collectors.toMap(one -> one.record().id(), Function.identity()));
        return new ColumnView(
                column.stage().id(),
                column.stage().name(LocaleContextHolder.getLocale()),
                TotalsView.of(column.totals()),
                column.cards().stream()
                        .map(card -> new CardView(
                                shownAs.get(card.deal().id()),
                                card.partyName(),
                                card.nextStep(),
                                card.nextStepTitle(),
                                card.rotten()))
                        .toList(),
                column.next());
    }
}
