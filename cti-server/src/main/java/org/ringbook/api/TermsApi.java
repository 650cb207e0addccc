package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.orders.NewTerms;
import org.ringbook.orders.Terms;
import org.ringbook.orders.TermsBook;
import org.ringbook.orders.VatMode;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Terms",
        description =
                "What was agreed with a client, or holds for everybody: prices, discounts, credit, delivery. A draft is approved by an"
                        + " assignment to a supervisor and is in force then; what is in force is not changed, new terms are based on it."
                        + " Whoever does not see all sees those for"
                        + " everybody, their own drafts and those of clients whom they sell to.")
class TermsApi {

    private static final Set<String> PARAMETERS = Set.of("party", "state", "after", "limit");
    private static final String STATES = "draft, approving, active, closed";

    @Schema(name = "TermsInput")
    record Input(
            @Schema(description = "Needed unless they are based on others", nullable = true)
            String name,

            @Schema(description = "Terms from which what is left out comes; not changed afterwards", nullable = true)
            UUID basedOn,

            @Schema(
                    description =
                            "The client, by id; left out: everybody, for supervisors and administrators. Not changed afterwards",
                    nullable = true)
            UUID partyId,

            @Schema(
                    description =
                            "All clients of a segment instead of one client, by id; for supervisors and administrators. Not changed"
                                    + " afterwards",
                    nullable = true)
            UUID segmentId,

            @Schema(nullable = true) String contractNo,
            @Schema(nullable = true, example = "2026-12-01") String contractDate,

            @Schema(description = "Kind of price, see `/api/products`; left out: the base price", nullable = true)
            String priceKind,

            @Schema(description = "Percent", nullable = true)
            BigDecimal discount,

            @Schema(description = "Percent; at least the discount", nullable = true)
            BigDecimal maxDiscount,

            @Schema(description = "Percent to be paid before anything is delivered", nullable = true)
            BigDecimal prepay,

            @Schema(nullable = true) Integer creditDays,

            @Schema(description = "How much they may owe, in roubles; left out: no limit", nullable = true)
            BigDecimal creditLimit,

            @Schema(description = "How long a delivery takes at least", nullable = true)
            Integer deliveryDays,

            @Schema(
                    nullable = true,
                    allowableValues = {"included", "on_top"})
            String vatMode,

            @Schema(description = "The first day", nullable = true)
            String validFrom,

            @Schema(description = "The last day", nullable = true)
            String validTo,

            @Schema(description = OrderInput.VERSION, nullable = true)
            Integer version) {}

    @Schema(name = "TermsAskInput")
    record AskInput(
            @Schema(description = "A supervisor or administrator", requiredMode = Schema.RequiredMode.REQUIRED)
            UUID approverId,

            @Schema(description = OrderInput.VERSION, nullable = true)
            Integer version) {}

    @Schema(name = "TermsDecisionInput")
    record DecisionInput(
            @Schema(description = "false: it is a draft again", requiredMode = Schema.RequiredMode.REQUIRED)
            Boolean approved,

            @Schema(description = "Needed for a no", nullable = true)
            String note,

            @Schema(description = OrderInput.VERSION, nullable = true)
            Integer version) {}

    @Schema(name = "TermsCloseInput")
    record CloseInput(
            @Schema(description = OrderInput.VERSION, nullable = true)
            Integer version) {}

    private final TermsBook terms;
    private final Staff staff;

    TermsApi(TermsBook terms, Staff staff) {
        this.terms = terms;
        this.staff = staff;
    }

    @GetMapping("/api/terms")
    @Operation(operationId = "listTerms", summary = "Terms, newest first")
    Page<Terms> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = "Only of this client, by id") String party,
            @RequestParam(required = false) @Parameter(description = STATES, example = "active") String state,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        return OrderInput.page(terms.list(
                Words.id("party", party),
                Words.word("state", state, Terms.State::of, STATES),
                member(me),
                Cursor.of(after),
                Page.limit(limit)));
    }

    @GetMapping("/api/terms/{id}")
    @Operation(operationId = "getTerms", summary = "One set of terms")
    Terms one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return existing(me, id);
    }

    @PostMapping("/api/terms")
    @Operation(operationId = "addTerms", summary = "Draft terms")
    @ApiResponse(responseCode = "201", description = "Drafted; `Location` says where they stand.")
    ResponseEntity<Terms> add(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        Terms added = terms.add(read(sent), member(me));
        return ResponseEntity.created(URI.create("/api/terms/" + added.id())).body(added);
    }

    @PutMapping("/api/terms/{id}")
    @Operation(operationId = "changeTerms", summary = "Change a draft", description = "What is left out stays.")
    Terms change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent) {
        return terms.change(existing(me, id).id(), sent.version(), read(sent), member(me));
    }

    @PostMapping("/api/terms/{id}/ask")
    @Operation(
            operationId = "askForTerms",
            summary = "Ask a supervisor to approve a draft",
            description =
                    "It becomes an assignment of theirs: done, the terms are in force; cancelled, they are a draft again.")
    Terms ask(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody AskInput sent) {
        return terms.ask(existing(me, id).id(), sent.version(), sent.approverId(), member(me));
    }

    @PostMapping("/api/terms/{id}/decide")
    @Operation(
            operationId = "decideTerms",
            summary = "Approve terms or send them back",
            description = "For who was asked.")
    Terms decide(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody DecisionInput sent) {
        UUID known = existing(me, id).id();
        if (sent.approved() == null) {
            throw NotDone.wrong("approved", "Send approved: true or false.");
        }
        return terms.decide(known, sent.version(), sent.approved(), sent.note(), member(me));
    }

    @PostMapping("/api/terms/{id}/close")
    @Operation(operationId = "closeTerms", summary = "Let terms hold no more")
    Terms close(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody(required = false) CloseInput sent) {
        return terms.close(existing(me, id).id(), sent == null ? null : sent.version(), member(me));
    }

    private static NewTerms read(Input sent) {
        return new NewTerms(
                sent.name(),
                sent.basedOn(),
                sent.partyId(),
                sent.segmentId(),
                sent.contractNo(),
                Words.day("contractDate", sent.contractDate()),
                sent.priceKind(),
                sent.discount(),
                sent.maxDiscount(),
                sent.prepay(),
                sent.creditDays(),
                sent.creditLimit(),
                sent.deliveryDays(),
                Words.word("vatMode", sent.vatMode(), VatMode::of, "included, on_top"),
                Words.day("validFrom", sent.validFrom()),
                Words.day("validTo", sent.validTo()));
    }

    private Terms existing(SignedIn me, String id) {
        return terms.find(CallSearch.Ids.read("id", id), member(me))
                .orElseThrow(() -> NotDone.notFound("There are no such terms, or they are not yours to see."));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }
}
