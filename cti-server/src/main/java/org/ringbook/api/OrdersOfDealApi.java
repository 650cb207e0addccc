package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.orders.DealDocument;
import org.ringbook.orders.DealFacts;
import org.ringbook.orders.DealProgress;
import org.ringbook.orders.DocumentFilter;
import org.ringbook.orders.Documents;
import org.ringbook.orders.Fulfilment;
import org.ringbook.orders.Fulfilments;
import org.ringbook.orders.Line;
import org.ringbook.orders.LineSum;
import org.ringbook.orders.Lines;
import org.ringbook.orders.OrderDeals;
import org.ringbook.orders.Part;
import org.ringbook.orders.PartFilter;
import org.ringbook.orders.PartState;
import org.ringbook.orders.Parts;
import org.ringbook.orders.Payment;
import org.ringbook.orders.PaymentFilter;
import org.ringbook.orders.Payments;
import org.ringbook.orders.Terms;
import org.ringbook.orders.TermsBook;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Orders of a deal", description = "What a deal is fulfilled by, for whoever may see the deal.")
class OrdersOfDealApi {

    private static final Set<String> PARAMETERS = Set.of("after", "limit");

    /** A state of the parts of this deal, named in the reader's language. */
    @Schema(name = "PartStateOfDeal")
    record StateView(String key, String name, PartState.Kind kind) {}

    /**
     * @param text "3 of 5 delivered, 60 % paid", in the reader's language
     * @param cost null for agents, and where none is known
     */
    @Schema(name = "ProgressOfDeal")
    record Progress(
            int open,
            int done,
            int cancelled,
            BigDecimal due,
            BigDecimal paid,

            @Schema(nullable = true, description = "Whole ones, rounded down; null where nothing is due")
            Integer paidPercent,

            String currency,
            String text,

            @Schema(nullable = true, description = "For supervisors and administrators")
            BigDecimal cost,

            @Schema(
                    nullable = true,
                    description =
                            "For supervisors and administrators: what is due less the cost; null unless the cost of each part is known")
            BigDecimal margin,

            List<Fulfilment.Standing> documents,

            @Schema(description = "Those that a part of this deal goes through")
            List<StateView> states) {}

    /** @param sum of all of them, also of parts that were cancelled */
    @Schema(name = "LinesOfDeal")
    record LinesView(
            List<OrderInput.LineView> items,
            LineSum sum,

            @Schema(description = "The deal's: send it with the lines that you write")
            int version) {

        static LinesView of(List<Line> lines, int version) {
            return new LinesView(
                    OrderInput.LineView.of(lines),
                    lines.stream().map(Line::sum).reduce(LineSum.nothing(), LineSum::plus),
                    version);
        }
    }

    /** @param terms null where none hold */
    @Schema(name = "TermsOfDeal")
    record TermsView(
            @Schema(nullable = true) Terms terms,

            @Schema(description = "What of the deal does not keep to them, in words")
            List<String> warnings) {}

    private final OrderDeals deals;
    private final Parts parts;
    private final Documents documents;
    private final Payments payments;
    private final Lines lines;
    private final TermsBook terms;
    private final Fulfilments fulfilments;
    private final Staff staff;

    OrdersOfDealApi(
            OrderDeals deals,
            Parts parts,
            Documents documents,
            Payments payments,
            Lines lines,
            TermsBook terms,
            Fulfilments fulfilments,
            Staff staff) {
        this.deals = deals;
        this.parts = parts;
        this.documents = documents;
        this.payments = payments;
        this.lines = lines;
        this.terms = terms;
        this.fulfilments = fulfilments;
        this.staff = staff;
    }

    @GetMapping("/api/deals/{id}/parts")
    @Operation(operationId = "listPartsOfDeal", summary = "Orders and shipments of a deal, newest first")
    Page<Part> parts(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        var filter = new PartFilter(existing(me, id).id(), null, null, null);
        return OrderInput.page(parts.list(filter, member(me), Cursor.of(after), Page.limit(limit)));
    }

    @GetMapping("/api/deals/{id}/documents")
    @Operation(operationId = "listDocumentsOfDeal", summary = "Documents of a deal, newest first")
    Page<DealDocument> documents(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        var filter = new DocumentFilter(existing(me, id).id(), null, null, null, null);
        return OrderInput.page(documents.list(filter, member(me), Cursor.of(after), Page.limit(limit)));
    }

    @GetMapping("/api/deals/{id}/payments")
    @Operation(operationId = "listPaymentsOfDeal", summary = "Payments of a deal, the newest day first")
    Page<Payment> payments(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        var filter = new PaymentFilter(existing(me, id).id(), null, null, null);
        return OrderInput.page(payments.list(filter, member(me), Cursor.of(after), Page.limit(limit)));
    }

    @GetMapping("/api/deals/{id}/lines")
    @Operation(operationId = "listLinesOfDeal", summary = "Lines of a deal, then those of its parts")
    LinesView lines(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        DealFacts deal = existing(me, id);
        return LinesView.of(lines.ofDeal(deal.id()), deal.version());
    }

    @PutMapping("/api/deals/{id}/lines")
    @Operation(
            operationId = "writeLinesOfDeal",
            summary = "All lines of the deal itself",
            description =
                    "They take the place of those that were there; those of its parts stay. Where the deal takes its amount from its"
                            + " lines, the amount follows.")
    LinesView lines(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody OrderInput.LinesInput sent) {
        UUID deal = existing(me, id).id();
        if (sent.lines() == null) {
            throw NotDone.wrong("lines", "Send all lines of the deal; an empty list for none.");
        }
        List<Line> written = lines.write(deal, sent.version(), OrderInput.lines(sent.lines()), member(me));
        return LinesView.of(written, existing(me, id).version());
    }

    @GetMapping("/api/deals/{id}/terms")
    @Operation(
            operationId = "getTermsOfDeal",
            summary = "The terms that hold for a deal today",
            description = "Those of its client, else those for everybody.")
    TermsView terms(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id, Locale locale) {
        DealFacts deal = existing(me, id);
        return new TermsView(
                terms.effective(deal.partyId()).orElse(null),
                OrderInput.words(terms.warnings(deal.id(), member(me)), locale));
    }

    @GetMapping("/api/deals/{id}/progress")
    @Operation(operationId = "getProgressOfDeal", summary = "How far a deal is: parts, payments, documents")
    Progress progress(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id, Locale locale) {
        DealFacts deal = existing(me, id);
        Fulfilment fulfilment = fulfilments
                .of(deal.id())
                .orElseThrow(() -> NotDone.notFound("There is no such deal, or it is not one of yours."));
        DealProgress progress = fulfilment.progress();
        boolean seesCost = Parts.seesCost(member(me));
        return new Progress(
                progress.open(),
                progress.done(),
                progress.cancelled(),
                progress.due(),
                progress.paid(),
                progress.paidPercent(),
                deal.currency(),
                progress.words(locale),
                seesCost ? fulfilment.cost() : null,
                seesCost ? fulfilment.margin() : null,
                List.copyOf(fulfilment.documents()),
                deal.states().all().stream()
                        .map(state ->
                                new StateView(state.key(), deal.states().nameOf(state.key(), locale), state.kind()))
                        .toList());
    }

    private DealFacts existing(SignedIn me, String id) {
        return deals.find(CallSearch.Ids.read("id", id), member(me))
                .orElseThrow(() -> NotDone.notFound("There is no such deal, or it is not one of yours."));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }
}
