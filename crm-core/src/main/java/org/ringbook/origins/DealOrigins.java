package org.ringbook.origins;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.log.CallReader;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimFilter;
import org.ringbook.claims.Claims;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealFilter;
import org.ringbook.deals.DealList;
import org.ringbook.deals.Deals;
import org.ringbook.events.Event;
import org.ringbook.events.EventKind;
import org.ringbook.events.Events;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadList;
import org.ringbook.leads.Leads;
import org.ringbook.orders.DealDocument;
import org.ringbook.orders.DocumentFilter;
import org.ringbook.orders.Documents;
import org.ringbook.orders.OrderPage;
import org.ringbook.orders.Part;
import org.ringbook.orders.PartFilter;
import org.ringbook.orders.Parts;
import org.ringbook.orders.Payment;
import org.ringbook.orders.PaymentFilter;
import org.ringbook.orders.Payments;
import org.ringbook.origins.OriginNode.Kind;
import org.ringbook.rights.Action;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/**
 * Where a deal came from and what came of it, as a tree: source, lead, calls and mail, offers, orders, payments. Built of what is kept
 * elsewhere, as far as each may be seen. Any thread; every method waits for the database.
 */
@Component
public class DealOrigins {

    private static final List<EventKind> WORDS =
            List.of(EventKind.MAIL, EventKind.MESSAGE, EventKind.SMS, EventKind.FORM, EventKind.MEETING);
    private static final int MOST_CONTACTS = 30;
    private static final int MOST_DEALS = 20;

    private static final Comparator<OriginNode> OLDEST_FIRST =
            Comparator.comparing(OriginNode::at, Comparator.nullsLast(Comparator.naturalOrder()));

    private final Deals deals;
    private final DealList list;
    private final DealTimeline timeline;
    private final Leads leads;
    private final LeadList leadList;
    private final CallReader calls;
    private final Events events;
    private final Parts parts;
    private final Documents documents;
    private final Payments payments;
    private final Claims claims;
    private final Rights rights;

    DealOrigins(
            Deals deals,
            DealList list,
            DealTimeline timeline,
            Leads leads,
            LeadList leadList,
            CallReader calls,
            Events events,
            Parts parts,
            Documents documents,
            Payments payments,
            Claims claims,
            Rights rights) {
        this.deals = deals;
        this.list = list;
        this.timeline = timeline;
        this.leads = leads;
        this.leadList = leadList;
        this.calls = calls;
        this.events = events;
        this.parts = parts;
        this.documents = documents;
        this.payments = payments;
        this.claims = claims;
        this.rights = rights;
    }

    /** Who looks, with their rights. */
    private record Reader(StaffMember member, Permissions rights, CallPermissions calls) {}

    /** The trees of a client's deals, the newest deal first. Of a deal that may not be seen only its kind is told. */
    public List<OriginNode> ofParty(UUID party, StaffMember who) {
        DealFilter theirs = DealFilter.of(asked -> asked.parties = List.of(party));
        return list.find(theirs, DealList.Order.NEWEST, null, null, MOST_DEALS).items().stream()
                .map(deal -> deals.maySee(deal, who) ? of(deal, who) : OriginNode.hidden(Kind.DEAL))
                .toList();
    }

    /** @param deal that they may see */
    public OriginNode of(Deal deal, StaffMember who) {
        var reader = new Reader(who, rights.of(who), calls.permissions(who));
        List<UUID> came = deals.leadsOf(deal.id());
        Map<UUID, Set<UUID>> callsOfLeads = new LinkedHashMap<>();
        came.forEach(lead -> callsOfLeads.put(lead, callsOf(lead)));
        Set<UUID> ofLeads = callsOfLeads.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        List<Call> told = timeline.told(deal);
        OriginNode itself = deal(deal, told, ofLeads, reader);
        var below = new ArrayList<OriginNode>();
        for (UUID lead : came) {
            OriginNode node = lead(lead, told, callsOfLeads.get(lead), reader);
            // It went on from the first one.
            below.add(below.isEmpty() ? node.with(List.of(itself)) : node);
        }
        return OriginNode.source(deal.source(), deal.campaign()).with(below.isEmpty() ? List.of(itself) : below);
    }

    private Set<UUID> callsOf(UUID lead) {
        return Stream.concat(
                        leads.find(lead).map(Lead::callId).stream(),
                        leads.events(lead).stream().map(Lead.Event::callId))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private OriginNode lead(UUID id, List<Call> told, Set<UUID> ofIt, Reader who) {
        Optional<Lead> seen = leads.find(id).filter(lead -> leadList.maySee(who.member(), lead));
        OriginNode node = seen.map(lead -> OriginNode.of(
                        Kind.LEAD,
                        lead.id(),
                        lead.createdAt(),
                        Long.toString(lead.number()),
                        word(lead.channel()),
                        word(lead.state()),
                        "/leads/" + lead.id()))
                .orElse(OriginNode.hidden(Kind.LEAD));
        return node.with(told.stream()
                .filter(call -> ofIt.contains(call.id()))
                .map(call -> call(call, who))
                .sorted(OLDEST_FIRST)
                .toList());
    }

    private OriginNode call(Call call, Reader who) {
        return calls.may(who.calls(), Action.SEE, call)
                ? OriginNode.of(
                        Kind.CALL,
                        call.id(),
                        call.startedAt(),
                        call.external() == null ? null : call.external().toString(),
                        word(call.direction()),
                        word(call.result()),
                        "/calls/" + call.id())
                : OriginNode.hidden(Kind.CALL);
    }

    /** @param told of which somebody said that they are about it, and those of its leads; the latter stand with these */
    private OriginNode deal(Deal deal, List<Call> told, Set<UUID> ofLeads, Reader who) {
        var below = new ArrayList<OriginNode>();
        var shown = new HashSet<>(ofLeads);
        Stream.concat(told.stream(), timeline.ofClient(deal, who.calls(), MOST_CONTACTS).stream())
                .filter(call -> shown.add(call.id()))
                .forEach(call -> below.add(call(call, who)));
        events.ofDeal(deal.id(), WORDS, who.rights(), null, MOST_CONTACTS).forEach(one -> below.add(event(deal, one)));
        List<DealDocument> papers = documents
                .list(new DocumentFilter(deal.id(), null, null, null, null), who.member(), null, OrderPage.LONGEST)
                .items();
        List<Payment> money = payments.list(
                        new PaymentFilter(deal.id(), null, null, null), who.member(), null, OrderPage.LONGEST)
                .items();
        below.addAll(ofPart(deal, null, papers, money));
        for (Part part : parts.list(new PartFilter(deal.id(), null, null, null), who.member(), null, OrderPage.LONGEST)
                .items()) {
            below.add(OriginNode.of(
                            Kind.ORDER, part.id(), part.createdAt(), part.title(), null, part.state(), orders(deal))
                    .worth(part.amount(), deal.currency())
                    .with(ofPart(deal, part.id(), papers, money)));
        }
        claims.list(ClaimFilter.of(asked -> asked.deal = deal.id()), null, null, MOST_CONTACTS)
                .items()
                .forEach(claim -> below.add(claim(claim, who)));
        below.sort(OLDEST_FIRST);
        return OriginNode.of(
                        Kind.DEAL,
                        deal.id(),
                        deal.createdAt(),
                        deal.title(),
                        null,
                        deal.kind().word(),
                        "/deals/" + deal.id())
                .worth(deal.amount(), deal.currency())
                .with(below);
    }

    private static String orders(Deal deal) {
        return "/deals/" + deal.id() + "#deal-orders";
    }

    private static OriginNode event(Deal deal, Event one) {
        return OriginNode.of(
                Kind.EVENT,
                one.id(),
                one.at(),
                one.subject(),
                one.kind().word(),
                null,
                "/deals/" + deal.id() + "#timeline");
    }

    /** @param part null for what is of the deal as a whole */
    private static List<OriginNode> ofPart(Deal deal, UUID part, List<DealDocument> papers, List<Payment> money) {
        return Stream.concat(
                        papers.stream()
                                .filter(paper -> Objects.equals(part, paper.partId()))
                                .map(paper -> OriginNode.of(
                                                Kind.DOCUMENT,
                                                paper.id(),
                                                paper.createdAt(),
                                                paper.number(),
                                                paper.kind().word(),
                                                paper.state().word(),
                                                orders(deal))
                                        .worth(paper.amount(), deal.currency())),
                        money.stream()
                                .filter(one -> Objects.equals(part, one.partId()))
                                .map(one -> OriginNode.of(
                                                Kind.PAYMENT,
                                                one.id(),
                                                one.createdAt(),
                                                one.paidOn().toString(),
                                                null,
                                                null,
                                                orders(deal))
                                        .worth(one.amount(), deal.currency())))
                .sorted(OLDEST_FIRST)
                .toList();
    }

    private OriginNode claim(Claim claim, Reader who) {
        return claims.find(claim.id(), who.rights())
                .map(seen -> OriginNode.of(
                        Kind.CLAIM,
                        seen.id(),
                        seen.registeredAt(),
                        Long.toString(seen.number()),
                        null,
                        seen.state().word(),
                        "/claims/" + seen.id()))
                .orElse(OriginNode.hidden(Kind.CLAIM));
    }

    private static String word(Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}
