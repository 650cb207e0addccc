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
import org.ringbook.orders.NewPayment;
import org.ringbook.orders.Payment;
import org.ringbook.orders.PaymentFilter;
import org.ringbook.orders.Payments;
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
        name = "Payments",
        description =
                "Money that came for a deal or one of its parts; with a minus where it was given back. Whoever may see the deal may"
                        + " see them.")
class PaymentsApi {

    private static final Set<String> PARAMETERS = Set.of("deal", "part", "from", "to", "after", "limit");

    @Schema(name = "PaymentInput")
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

            @Schema(description = "Needed for a new one", nullable = true, example = "2026-12-01")
            String paidOn,

            @Schema(description = "Needed for a new one; negative where it was given back", nullable = true)
            BigDecimal amount,

            @Schema(description = OrderInput.CURRENCY, nullable = true, example = "RUB")
            String currency,

            @Schema(nullable = true) String note) {}

    private final Payments payments;
    private final Staff staff;

    PaymentsApi(Payments payments, Staff staff) {
        this.payments = payments;
        this.staff = staff;
    }

    @GetMapping("/api/payments")
    @Operation(operationId = "listPayments", summary = "Payments, the newest day first")
    Page<Payment> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = "Only of this deal, by id") String deal,
            @RequestParam(required = false) @Parameter(description = "Only for this part, by id") String part,
            @RequestParam(required = false) @Parameter(description = "First day", example = "2026-12-01") String from,
            @RequestParam(required = false) @Parameter(description = "Last day", example = "2026-12-31") String to,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        var filter = new PaymentFilter(
                Words.id("deal", deal), Words.id("part", part), Words.day("from", from), Words.day("to", to));
        return OrderInput.page(payments.list(filter, member(me), Cursor.of(after), Page.limit(limit)));
    }

    @GetMapping("/api/payments/{id}")
    @Operation(operationId = "getPayment", summary = "One payment")
    Payment one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return existing(me, id);
    }

    @PostMapping("/api/payments")
    @Operation(
            operationId = "sendPayment",
            summary = "Add a payment, or send it again",
            description =
                    "With an external id it is one however often it is sent: the first time 201, then 200. A payment for a deal that"
                            + " is not known is refused: send the deal first.")
    @ApiResponse(responseCode = "201", description = "Added; `Location` says where it stands.")
    @ApiResponse(responseCode = "200", description = "It was there, and is as was sent now.")
    ResponseEntity<Payment> send(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        Upserted<Payment> told = payments.tell(read(sent), member(me));
        return told.isNew()
                ? ResponseEntity.created(
                                URI.create("/api/payments/" + told.value().id()))
                        .body(told.value())
                : ResponseEntity.ok(told.value());
    }

    @PutMapping("/api/payments/{id}")
    @Operation(
            operationId = "changePayment",
            summary = "Change a payment",
            description = "What is left out stays. Its deal stays, too.")
    Payment change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent) {
        return payments.change(existing(me, id).id(), read(sent), member(me));
    }

    private static NewPayment read(Input sent) {
        return new NewPayment(
                sent.dealId(),
                OrderInput.external(sent.dealExternalSource(), sent.externalSource(), sent.dealExternalId()),
                OrderInput.own(sent.externalSource(), sent.externalId(), sent.requestId()),
                sent.partId(),
                OrderInput.external(sent.externalSource(), null, sent.partExternalId()),
                Words.day("paidOn", sent.paidOn()),
                sent.amount(),
                sent.currency(),
                sent.note());
    }

    @DeleteMapping("/api/payments/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deletePayment",
            summary = "Take back what was entered by mistake",
            description = "Money that was given back is a payment of its own, with a minus.")
    void delete(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        payments.delete(existing(me, id).id(), member(me));
    }

    private Payment existing(SignedIn me, String id) {
        return payments.find(CallSearch.Ids.read("id", id), member(me))
                .orElseThrow(() -> NotDone.notFound("There is no such payment, or it is not one of yours."));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }
}
