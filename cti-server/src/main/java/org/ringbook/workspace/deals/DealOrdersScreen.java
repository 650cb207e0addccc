package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.Deals;
import org.ringbook.orders.Approval;
import org.ringbook.orders.Approvals;
import org.ringbook.orders.DealDocument;
import org.ringbook.orders.DocumentFilter;
import org.ringbook.orders.DocumentKind;
import org.ringbook.orders.DocumentState;
import org.ringbook.orders.Documents;
import org.ringbook.orders.External;
import org.ringbook.orders.Fulfilments;
import org.ringbook.orders.NewDocument;
import org.ringbook.orders.NewPart;
import org.ringbook.orders.NewPayment;
import org.ringbook.orders.OrderPage;
import org.ringbook.orders.Part;
import org.ringbook.orders.PartFilter;
import org.ringbook.orders.Parts;
import org.ringbook.orders.PaymentFilter;
import org.ringbook.orders.Payments;
import org.ringbook.staff.Staff;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a deal is fulfilled by, on its card: orders and shipments, documents, payments. */
@Controller
class DealOrdersScreen {

    private final Deals deals;
    private final DealTypes types;
    private final Parts parts;
    private final Documents documents;
    private final Payments payments;
    private final Fulfilments fulfilments;
    private final Approvals approvals;
    private final Staff staff;

    DealOrdersScreen(
            Deals deals,
            DealTypes types,
            Parts parts,
            Documents documents,
            Payments payments,
            Fulfilments fulfilments,
            Approvals approvals,
            Staff staff) {
        this.deals = deals;
        this.types = types;
        this.parts = parts;
        this.documents = documents;
        this.payments = payments;
        this.fulfilments = fulfilments;
        this.approvals = approvals;
        this.staff = staff;
    }

    private Deal existing(UUID id, Viewer viewer) {
        return deals.find(id, viewer.member()).orElseThrow(NoSuchPage::new);
    }

    @GetMapping("/deals/{id}/orders")
    String show(@PathVariable UUID id, Viewer viewer, Model model) {
        return orders(existing(id, viewer), viewer, model);
    }

    private String orders(Deal deal, Viewer viewer, Model model) {
        List<Part> ofDeal = parts
                .list(new PartFilter(deal.id(), null, null, null), viewer.member(), null, OrderPage.LONGEST)
                .items()
                .stream()
                .sorted(Comparator.comparingInt(Part::position))
                .toList();
        DealType type = types.find(deal.typeId()).orElseThrow(NoSuchPage::new);
        model.addAttribute("deal", deal);
        model.addAttribute("requestId", UUID.randomUUID());
        model.addAttribute("parts", ofDeal);
        model.addAttribute("states", type.partStates());
        model.addAttribute(
                "stateOf",
                type.partStates().stream().collect(Collectors.toMap(DealType.PartState::key, Function.identity())));
        model.addAttribute("seesCost", Parts.seesCost(viewer.member()));
        model.addAttribute(
                "documents",
                documents
                        .list(
                                new DocumentFilter(deal.id(), null, null, null, null),
                                viewer.member(),
                                null,
                                OrderPage.LONGEST)
                        .items());
        model.addAttribute("documentKinds", DocumentKind.values());
        model.addAttribute("documentStates", DocumentState.values());
        approvals(deal, viewer, model);
        model.addAttribute(
                "payments",
                payments.list(new PaymentFilter(deal.id(), null, null, null), viewer.member(), null, OrderPage.LONGEST)
                        .items());
        Map<UUID, String> titles = ofDeal.stream().collect(Collectors.toMap(Part::id, Part::title));
        model.addAttribute("partTitles", titles);
        model.addAttribute(
                "progress",
                fulfilments
                        .of(deal.id())
                        .map(one -> one.progress().words(viewer.locale()))
                        .orElse(""));
        return "deals/orders :: orders";
    }

    private void approvals(Deal deal, Viewer viewer, Model model) {
        Map<UUID, Approval> last = approvals.ofDeal(deal.id());
        model.addAttribute("approvals", last);
        model.addAttribute(
                "decides",
                last.values().stream()
                        .filter(one -> approvals.mayDecide(one, viewer.member()))
                        .map(Approval::documentId)
                        .collect(Collectors.toSet()));
        model.addAttribute(
                "approvers",
                staff.all().stream()
                        .filter(one ->
                                one.active() && !one.id().equals(viewer.member().id()))
                        .toList());
    }

    /** @param people in order; places that nobody fills are left out */
    @PostMapping("/deals/{id}/documents/{document}/approval")
    String asks(
            @PathVariable UUID id,
            @PathVariable UUID document,
            @RequestParam(required = false) List<UUID> people,
            @RequestParam(defaultValue = "false") boolean atOnce,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        refuseOfAnother(id, document, viewer);
        List<UUID> named = people == null
                ? List.of()
                : people.stream().filter(Objects::nonNull).toList();
        return told(id, viewer, response, model, print -> approvals.ask(document, named, atOnce, viewer.member()));
    }

    @PostMapping("/deals/{id}/documents/{document}/approval/decision")
    String decides(
            @PathVariable UUID id,
            @PathVariable UUID document,
            @RequestParam boolean approved,
            @RequestParam(required = false) String note,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        refuseOfAnother(id, document, viewer);
        return told(id, viewer, response, model, print -> approvals.decide(document, approved, note, viewer.member()));
    }

    @PostMapping("/deals/{id}/documents/{document}/approval/withdrawn")
    String withdraws(
            @PathVariable UUID id,
            @PathVariable UUID document,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        refuseOfAnother(id, document, viewer);
        return told(id, viewer, response, model, print -> approvals.withdraw(document, viewer.member()));
    }

    private void refuseOfAnother(UUID id, UUID document, Viewer viewer) {
        documents
                .find(document, viewer.member())
                .filter(one -> one.dealId().equals(id))
                .orElseThrow(NoSuchPage::new);
    }

    /** Does what was sent of a deal, and shows its orders, with words why where it was refused. @param work reads what was typed */
    private String told(UUID id, Viewer viewer, HttpServletResponse response, Model model, Consumer<Print> work) {
        Deal deal = existing(id, viewer);
        Print print = (Print) model.getAttribute("print");
        try {
            work.accept(print);
        } catch (IllegalArgumentException why) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", print.why(why));
        }
        return orders(deal, viewer, model);
    }

    /** A form that is sent twice tells of one thing. */
    private static External own(UUID request) {
        return request == null ? null : External.of(DealScreen.FORM, request.toString());
    }

    private static BigDecimal sum(String typed, Print print) {
        return DealForm.number(typed, "deals.amount.unreadable", print);
    }

    @PostMapping("/deals/{id}/parts")
    String part(
            @PathVariable UUID id,
            @RequestParam(required = false) String title,
            @RequestParam(required = false) String plannedOn,
            @RequestParam(required = false) String amount,
            @RequestParam(required = false) String cost,
            @RequestParam(required = false) UUID requestId,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        return told(
                id,
                viewer,
                response,
                model,
                print -> parts.tell(
                        new NewPart(
                                id,
                                null,
                                own(requestId),
                                title,
                                null,
                                DealForm.date(plannedOn, print),
                                sum(amount, print),
                                null,
                                sum(cost, print),
                                null),
                        viewer.member()));
    }

    @PostMapping("/deals/{id}/parts/{part}/state")
    String partMoves(
            @PathVariable UUID id,
            @PathVariable UUID part,
            @RequestParam String state,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        parts.find(part, viewer.member()).filter(one -> one.dealId().equals(id)).orElseThrow(NoSuchPage::new);
        return told(id, viewer, response, model, print -> parts.move(part, null, state, viewer.member()));
    }

    @PostMapping("/deals/{id}/documents")
    String document(
            @PathVariable UUID id,
            @RequestParam DocumentKind kind,
            @RequestParam(required = false) String number,
            @RequestParam(required = false) String dated,
            @RequestParam(required = false) String amount,
            @RequestParam(required = false) DocumentState state,
            @RequestParam(required = false) UUID requestId,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        return told(
                id,
                viewer,
                response,
                model,
                print -> documents.tell(
                        new NewDocument(
                                id,
                                null,
                                own(requestId),
                                null,
                                null,
                                kind,
                                DealQuery.text(number),
                                DealForm.date(dated, print),
                                sum(amount, print),
                                null,
                                state == null ? DocumentState.DRAFT : state,
                                null),
                        viewer.member()));
    }

    @PostMapping("/deals/{id}/documents/{document}/state")
    String documentMoves(
            @PathVariable UUID id,
            @PathVariable UUID document,
            @RequestParam DocumentState state,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        DealDocument known = documents
                .find(document, viewer.member())
                .filter(one -> one.dealId().equals(id))
                .orElseThrow(NoSuchPage::new);
        return told(id, viewer, response, model, print -> documents.move(known.id(), null, state, viewer.member()));
    }

    @PostMapping("/deals/{id}/payments")
    String payment(
            @PathVariable UUID id,
            @RequestParam(required = false) UUID part,
            @RequestParam(required = false) String paidOn,
            @RequestParam(required = false) String amount,
            @RequestParam(required = false) String note,
            @RequestParam(required = false) UUID requestId,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        return told(
                id,
                viewer,
                response,
                model,
                print -> payments.tell(
                        new NewPayment(
                                id,
                                null,
                                own(requestId),
                                part,
                                null,
                                DealForm.date(paidOn, print),
                                sum(amount, print),
                                null,
                                DealQuery.text(note)),
                        viewer.member()));
    }
}
