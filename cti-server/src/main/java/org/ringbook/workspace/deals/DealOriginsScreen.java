package org.ringbook.workspace.deals;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.deals.Deals;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.origins.DealOrigins;
import org.ringbook.origins.OriginNode;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where deals came from and what came of them, on the cards of a deal and of a client. */
@Controller
class DealOriginsScreen {

    private final DealOrigins origins;
    private final Deals deals;

    DealOriginsScreen(DealOrigins origins, Deals deals) {
        this.origins = origins;
        this.deals = deals;
    }

    /**
     * A step as it is shown.
     *
     * @param what its kind, in words
     * @param name its link; null where there is only the kind
     * @param more when it was, and what else is known of it; null for nothing
     */
    record Shown(
            OriginNode.Kind kind,
            String what,
            String name,
            String amount,
            String more,
            String address,
            List<Shown> below) {}

    @GetMapping("/deals/{id}/origins")
    String ofDeal(@PathVariable UUID id, Viewer viewer, Model model) {
        return deals.find(id, viewer.member())
                .map(deal -> tree(List.of(origins.of(deal, viewer.member())), model))
                .orElseThrow(NoSuchPage::new);
    }

    @GetMapping("/parties/{id}/origins")
    String ofParty(@PathVariable UUID id, Viewer viewer, Model model) {
        return tree(origins.ofParty(id, viewer.member()), model);
    }

    private static String tree(List<OriginNode> roots, Model model) {
        Print print = (Print) model.getAttribute("print");
        model.addAttribute(
                "roots", roots.stream().map(root -> shown(root, print)).toList());
        return "deals/origins :: origins";
    }

    private static Shown shown(OriginNode node, Print print) {
        return new Shown(
                node.kind(),
                what(node, print),
                name(node, print),
                node.amount() == null ? null : print.money(node.amount(), node.currency()),
                more(node, print),
                node.address(),
                node.below().stream().map(one -> shown(one, print)).toList());
    }

    private static String what(OriginNode node, Print print) {
        return switch (node.kind()) {
            case DOCUMENT ->
                print.say(node.detail() == null ? "deals.origin.document" : "deals.document." + node.detail());
            case EVENT -> print.say(node.detail() == null ? "deals.origin.event" : "timeline.one." + node.detail());
            default -> print.say("deals.origin." + node.kind().word());
        };
    }

    private static String name(OriginNode node, Print print) {
        if (node.kind() == OriginNode.Kind.SOURCE) {
            return node.name() == null ? print.say("deals.origin.unknown") : node.name();
        }
        if (!node.isVisible()) {
            return null;
        }
        return switch (node.kind()) {
            case LEAD, CLAIM -> "№ " + node.name();
            case CALL -> node.name() == null ? print.dayAndTime(node.at()) : print.number(PhoneNumber.of(node.name()));
            case PAYMENT -> print.day(LocalDate.parse(node.name()));
            default -> node.name() == null ? print.dayAndTime(node.at()) : node.name();
        };
    }

    private static String more(OriginNode node, Print print) {
        String kind = switch (node.kind()) {
            case SOURCE -> node.detail();
            case LEAD -> state(node, "leads.state.", print);
            case CLAIM -> state(node, "claims.state.", print);
            case DEAL -> state(node, "deals.state.", print);
            case DOCUMENT -> state(node, "deals.document-state.", print);
            default -> null;
        };
        String more = Stream.of(node.at() == null ? null : print.dayAndTime(node.at()), kind)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
        return more.isEmpty() ? null : more;
    }

    private static String state(OriginNode node, String words, Print print) {
        return node.state() == null ? null : print.sayIfKnown(words + node.state());
    }
}
