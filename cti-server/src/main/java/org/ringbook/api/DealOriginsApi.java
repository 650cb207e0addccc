package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deals;
import org.ringbook.events.Event;
import org.ringbook.events.EventKind;
import org.ringbook.events.Timeline;
import org.ringbook.origins.DealOrigins;
import org.ringbook.origins.DealTimeline;
import org.ringbook.origins.OriginNode;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Origins of deals",
        description = "What led to a deal, and what happened with it: by reference to where each is kept.")
class DealOriginsApi {

    private static final Set<String> PARAMETERS = Set.of("kind", "after", "limit");
    private static final String KINDS = "call, note, meeting, mail, sms, message, form, document, task, system";

    /** @param id of the deal, order, document or payment */
    @Schema(name = "DealStep", description = "What became of the deal, or of something that belongs to it.")
    record StepView(
            @Schema(allowableValues = {"move", "order", "document", "payment"})
            String what,

            UUID id,

            @Schema(nullable = true, description = "Null for Ringbook itself")
            UUID by,

            @Schema(nullable = true, description = "Title of an order, kind of a document")
            String name,

            @Schema(nullable = true, description = "Id of the stage or word of the state; null for what is new")
            String before,

            @Schema(description = "As before; of a payment the day on which it came")
            String after,

            @Schema(nullable = true) BigDecimal amount,

            @Schema(nullable = true, description = "Reason of a move, number of a document, note of a payment")
            String text) {

        static StepView of(DealTimeline.Step step) {
            return step == null
                    ? null
                    : new StepView(
                            step.what().word(),
                            step.id(),
                            step.by(),
                            step.name(),
                            step.before(),
                            step.after(),
                            step.amount(),
                            step.text());
        }
    }

    @Schema(name = "DealTimelineLine", description = "One of event, callId and step is there.")
    record Line(
            Instant at,
            @Schema(nullable = true) Event event,
            @Schema(nullable = true) UUID callId,

            @Schema(description = "Notes of the call that are yours to see")
            List<Event> notes,

            @Schema(nullable = true) StepView step) {

        static Line of(DealTimeline.Line line) {
            return new Line(
                    line.at(),
                    line.event(),
                    line.call() == null ? null : line.call().id(),
                    line.notes(),
                    StepView.of(line.step()));
        }
    }

    private final DealOrigins origins;
    private final DealTimeline timeline;
    private final Deals deals;
    private final VisibleCalls visible;
    private final Rights rights;
    private final Staff staff;

    DealOriginsApi(
            DealOrigins origins, DealTimeline timeline, Deals deals, VisibleCalls visible, Rights rights, Staff staff) {
        this.origins = origins;
        this.timeline = timeline;
        this.deals = deals;
        this.visible = visible;
        this.rights = rights;
        this.staff = staff;
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    private Deal existing(SignedIn me, String id) {
        return deals.find(CallSearch.Ids.read("id", id), member(me))
                .orElseThrow(() -> NotDone.notFound("There is no such deal, or it is not one of yours."));
    }

    @GetMapping("/api/deals/{id}/origins")
    @Operation(
            operationId = "getOriginsOfDeal",
            summary = "Where a deal came from, and what came of it",
            description =
                    "A tree: source, lead, calls and mail, deal, documents, orders, payments, claims. Of what you may not see only its kind is told.")
    OriginNode origins(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return origins.of(existing(me, id), member(me));
    }

    @GetMapping("/api/deals/{id}/timeline")
    @Operation(
            operationId = "listTimelineOfDeal",
            summary = "What happened with a deal, newest first",
            description =
                    "What was written of it, calls about it, its moves, and what became of its orders, documents and payments.")
    Page<Line> timeline(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false)
                    @Parameter(description = "One of " + KINDS + "; `system` for moves, orders, documents and payments")
                    String kind,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        DealTimeline.Page page = timeline.page(
                existing(me, id),
                Words.word("kind", kind, EventKind::of, KINDS),
                new Timeline.Reader(rights.of(member(me)), visible.permissions(me)),
                Cursor.of(after),
                Page.limit(limit));
        return new Page<>(page.lines().stream().map(Line::of).toList(), page.next());
    }
}
