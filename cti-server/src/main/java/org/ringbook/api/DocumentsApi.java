package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.attachments.Attachments;
import org.ringbook.orders.Approval;
import org.ringbook.orders.Approvals;
import org.ringbook.orders.DealDocument;
import org.ringbook.orders.DocumentFilter;
import org.ringbook.orders.DocumentKind;
import org.ringbook.orders.DocumentMove;
import org.ringbook.orders.DocumentState;
import org.ringbook.orders.Documents;
import org.ringbook.orders.NewDocument;
import org.ringbook.orders.TermsBook;
import org.ringbook.orders.Upserted;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Documents of deals",
        description =
                "Offers, contracts, invoices, acts and orders to suppliers, with their states: no bookkeeping. Whoever may see the"
                        + " deal may see and change them.")
class DocumentsApi {

    private static final Set<String> PARAMETERS = Set.of("deal", "part", "kind", "state", "number", "after", "limit");
    private static final String KINDS = "offer, contract, invoice, act, supplier_order, other";
    private static final String STATES = "draft, approved, sent, accepted, refused";

    @Schema(name = "DocumentInput", description = "What is left out of a document that is there stays as it is.")
    record Input(
            @Schema(description = OrderInput.DEAL, nullable = true)
            UUID dealId,

            @Schema(description = OrderInput.DEAL_EXTERNAL, nullable = true)
            String dealExternalId,

            @Schema(description = OrderInput.DEAL_SOURCE, nullable = true)
            String dealExternalSource,

            @Schema(description = OrderInput.SOURCE, nullable = true, example = "1c")
            String externalSource,

            @Schema(description = OrderInput.EXTERNAL, nullable = true)
            String externalId,

            @Schema(description = OrderInput.REQUEST, nullable = true)
            UUID requestId,

            @Schema(description = "The part that it is for; left out: the deal as a whole", nullable = true)
            UUID partId,

            @Schema(description = "How the system `externalSource` calls the part", nullable = true)
            String partExternalId,

            @Schema(
                    description = "Needed for a new one; not changed afterwards",
                    nullable = true,
                    allowableValues = {"offer", "contract", "invoice", "act", "supplier_order", "other"})
            String kind,

            @Schema(nullable = true, example = "17/2") String number,
            @Schema(nullable = true, example = "2026-12-01") String dated,
            @Schema(nullable = true) BigDecimal amount,

            @Schema(description = OrderInput.CURRENCY, nullable = true, example = "RUB")
            String currency,

            @Schema(
                    description = "Left out of a new one: draft",
                    nullable = true,
                    allowableValues = {"draft", "approved", "sent", "accepted", "refused"})
            String state,

            @Schema(description = "Of a file that you may see, see `/api/files`", nullable = true)
            UUID fileId,

            @Schema(description = OrderInput.VERSION, nullable = true)
            Integer version) {}

    @Schema(name = "ApprovalInput")
    record Asking(
            @Schema(description = "By id, in order, each once", requiredMode = Schema.RequiredMode.REQUIRED)
            List<UUID> people,

            @Schema(description = "Ask all at once, not one after the other; nothing is false", nullable = true)
            Boolean atOnce) {}

    @Schema(name = "ApprovalDecision")
    record Decision(
            boolean approved,

            @Schema(description = "Needed to refuse", nullable = true)
            String note) {}

    /** @param warnings what of the deal does not keep to the terms, in words */
    @Schema(name = "DocumentWithWarnings")
    record Written(@JsonUnwrapped DealDocument document, List<String> warnings) {}

    /** @param history each move, oldest first */
    @Schema(name = "DocumentWithHistory")
    record One(@JsonUnwrapped DealDocument document, List<DocumentMove> history) {}

    private final Documents documents;
    private final TermsBook terms;
    private final Attachments attachments;
    private final Staff staff;
    private final Approvals approvals;

    DocumentsApi(Documents documents, TermsBook terms, Attachments attachments, Staff staff, Approvals approvals) {
        this.approvals = approvals;
        this.documents = documents;
        this.terms = terms;
        this.attachments = attachments;
        this.staff = staff;
    }

    @GetMapping("/api/documents")
    @Operation(operationId = "listDocuments", summary = "Documents, newest first")
    Page<DealDocument> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = "Only of this deal, by id") String deal,
            @RequestParam(required = false) @Parameter(description = "Only of this part, by id") String part,
            @RequestParam(required = false) @Parameter(description = KINDS, example = "offer") String kind,
            @RequestParam(required = false) @Parameter(description = STATES, example = "sent") String state,
            @RequestParam(required = false) @Parameter(description = "The exact number") String number,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        var filter =
                new DocumentFilter(Words.id("deal", deal), Words.id("part", part), kind(kind), state(state), number);
        return OrderInput.page(documents.list(filter, member(me), Cursor.of(after), Page.limit(limit)));
    }

    private static DocumentKind kind(String word) {
        return Words.word("kind", word, DocumentKind::of, KINDS);
    }

    private static DocumentState state(String word) {
        return Words.word("state", word, DocumentState::of, STATES);
    }

    @GetMapping("/api/documents/{id}")
    @Operation(operationId = "getDocument", summary = "One document, with its moves")
    One one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        DealDocument document = existing(me, id);
        return new One(document, documents.moves(document.id()));
    }

    @PostMapping("/api/documents")
    @Operation(
            operationId = "sendDocument",
            summary = "Add a document, or send it again",
            description =
                    "With an external id it is one however often it is sent: the first time 201, then 200. A document of a deal that"
                            + " is not known is refused: send the deal first.")
    @ApiResponse(responseCode = "201", description = "Added; `Location` says where it stands.")
    @ApiResponse(responseCode = "200", description = "It was there, and is as was sent now.")
    ResponseEntity<Written> send(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent, Locale locale) {
        Upserted<DealDocument> told = documents.tell(read(me, sent), member(me));
        Written written = written(me, told.value(), locale);
        return told.isNew()
                ? ResponseEntity.created(
                                URI.create("/api/documents/" + told.value().id()))
                        .body(written)
                : ResponseEntity.ok(written);
    }

    @PutMapping("/api/documents/{id}")
    @Operation(
            operationId = "changeDocument",
            summary = "Change a document",
            description = "What is left out stays. Its deal and its kind stay, too.")
    Written change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent,
            Locale locale) {
        return written(me, documents.change(existing(me, id).id(), sent.version(), read(me, sent), member(me)), locale);
    }

    @PostMapping("/api/documents/{id}/state")
    @Operation(operationId = "moveDocument", summary = "Send, accept or refuse it, or take that back")
    Written move(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody OrderInput.StateInput sent,
            Locale locale) {
        UUID document = existing(me, id).id();
        DocumentState wanted = state(sent.state());
        if (wanted == null) {
            throw NotDone.wrong("state", "Send the state: " + STATES + ".");
        }
        return written(me, documents.move(document, sent.version(), wanted, member(me)), locale);
    }

    @GetMapping("/api/documents/{id}/approvals")
    @Operation(
            operationId = "listApprovals",
            summary = "Who was asked whether it is right, and what they said; newest first")
    Page<Approval> approvals(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return new Page<>(approvals.of(existing(me, id).id()), null);
    }

    @PostMapping("/api/documents/{id}/approvals")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "askApproval",
            summary = "Ask people whether a draft is right",
            description =
                    "Each gets an assignment, one after the other or all at once. Approved by all, the document is `approved`; one who"
                            + " refuses ends it, and it stays a draft.")
    Approval ask(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Asking sent) {
        return approvals.ask(existing(me, id).id(), sent.people(), Boolean.TRUE.equals(sent.atOnce()), member(me));
    }

    @PostMapping("/api/documents/{id}/approvals/decision")
    @Operation(
            operationId = "decideApproval",
            summary = "Approve or refuse, if it is you who is asked",
            description = "Done where all tasks are done, the assignment approves; cancelled, it refuses.")
    Approval decide(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Decision sent) {
        return approvals.decide(existing(me, id).id(), sent.approved(), sent.note(), member(me));
    }

    @DeleteMapping("/api/documents/{id}/approvals")
    @Operation(operationId = "withdrawApproval", summary = "Nobody is asked any more; it stays a draft")
    Approval withdraw(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return approvals.withdraw(existing(me, id).id(), member(me));
    }

    private Written written(SignedIn me, DealDocument document, Locale locale) {
        return new Written(document, OrderInput.words(terms.warnings(document.dealId(), member(me)), locale));
    }

    private NewDocument read(SignedIn me, Input sent) {
        if (sent.fileId() != null && attachments.find(sent.fileId(), member(me)).isEmpty()) {
            throw NotDone.wrong("fileId", "There is no such file, or it is not yours to see. Add it with /api/files.");
        }
        return new NewDocument(
                sent.dealId(),
                OrderInput.external(sent.dealExternalSource(), sent.externalSource(), sent.dealExternalId()),
                OrderInput.own(sent.externalSource(), sent.externalId(), sent.requestId()),
                sent.partId(),
                OrderInput.external(sent.externalSource(), null, sent.partExternalId()),
                kind(sent.kind()),
                sent.number(),
                Words.day("dated", sent.dated()),
                sent.amount(),
                sent.currency(),
                state(sent.state()),
                sent.fileId());
    }

    private DealDocument existing(SignedIn me, String id) {
        return documents
                .find(CallSearch.Ids.read("id", id), member(me))
                .orElseThrow(() -> NotDone.notFound("There is no such document, or it is not one of yours."));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }
}
