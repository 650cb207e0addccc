package org.ringbook.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.contacts.NewId;
import org.ringbook.orders.PartState.Kind;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Orders and shipments of deals. Whoever may see a deal may see and change its parts; what they cost is for supervisors. A part never moves
 * its deal. Any thread; every method waits for the database. Who asks may be null: the program itself, which may all.
 */
@Component
public class Parts {

    private static final int MOST_OF_A_DEAL = 1000;

    private final PartRows rows;
    private final OrderDeals deals;
    private final Lines lines;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;
    private final Upserts<Part> upserts;

    Parts(
            JdbcClient jdbc,
            OrderDeals deals,
            Lines lines,
            ApplicationEventPublisher publisher,
            PlatformTransactionManager transactions) {
        this.rows = new PartRows(jdbc);
        this.deals = deals;
        this.lines = lines;
        this.publisher = publisher;
        this.transaction = new TransactionTemplate(transactions);
        this.upserts = new Upserts<>(transactions, rows::find, Part::dealId, "orders.part.other-deal");
    }

    /** Empty when there is none, or its deal is not theirs to see. */
    public Optional<Part> find(UUID id, StaffMember who) {
        return rows.find(id, deals.seen(who)).map(part -> asSeenBy(part, who));
    }

    /** The newest first. @param after cursor of the page before; null for the first. @throws Refused if it is none of ours */
    public OrderPage<Part> list(PartFilter filter, StaffMember who, String after, int limit) {
        Long before = after == null ? null : number(OrderCursor.read(after).key());
        List<Part> found = rows.list(filter, deals.seen(who), before, limit + 1).stream()
                .map(part -> asSeenBy(part, who))
                .toList();
        return OrderPage.of(found, limit, part -> new OrderCursor(Long.toString(part.number()), part.id()));
    }

    private static Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notOurs) {
            throw OrderCursor.unknown();
        }
    }

    /** Oldest first. */
    public List<PartMove> moves(UUID part) {
        return rows.moves(part);
    }

    /** Whether somebody may see what parts cost, and what is left of the amount. */
    public static boolean seesCost(StaffMember who) {
        return who == null || who.role().compareTo(Role.SUPERVISOR) >= 0;
    }

    private static Part asSeenBy(Part part, StaffMember who) {
        return seesCost(who) ? part : part.withoutCost();
    }

    /**
     * Adds a part, or changes the one that another system called so before: told twice it is one.
     *
     * @throws Refused if there is no such deal for them, the part belongs to another deal, its state is none of the deal's type, or a field
     *     does not fit
     */
    public Upserted<Part> tell(NewPart what, StaffMember by) {
        return upserts.tell(what.external(), () -> {
            DealFacts deal = deals.lockWithStates(what.dealId(), what.deal(), by);
            return new Upserts.Told<>(deal.id(), () -> add(what, deal, by), known -> write(known, what, deal, by));
        });
    }

    private Part add(NewPart what, DealFacts deal, StaffMember by) {
        requireFit(what, deal, by);
        int position = rows.count(deal.id());
        if (position >= MOST_OF_A_DEAL) {
            throw Refused.because("dealId", "orders.part.many", MOST_OF_A_DEAL);
        }
        Instant now = now();
        String state = what.state() == null ? deal.states().first().key() : what.state();
        var part = new Part(
                NewId.next(),
                0,
                deal.id(),
                OrderRules.lineNeeded("title", what.title()),
                state,
                now,
                what.plannedOn(),
                deal.states().kindOf(state) == Kind.DONE ? now : null,
                OrderRules.sum("amount", what.amount()),
                OrderRules.sum("cost", what.cost()),
                BigDecimal.ZERO,
                External.source(what.external()),
                External.id(what.external()),
                position,
                now,
                now,
                1);
        rows.insert(part);
        moved(part.id(), deal.id(), now, by, null, state);
        writeLines(part, what, deal);
        deals.amountFollows(deal.id(), by);
        return find(part.id(), by).orElseThrow();
    }

    /**
     * Changes what was told of; what is null stays.
     *
     * @param version that it was made from; null to write over any
     * @throws Refused if it is gone, not theirs, was changed meanwhile, or a field does not fit
     */
    public Part change(UUID id, Integer version, NewPart what, StaffMember by) {
        return transaction.execute(status -> {
            UUID deal = rows.find(id, deals.seen(by))
                    .orElseThrow(() -> Refused.because("id", "orders.part.gone"))
                    .dealId();
            DealFacts facts = deals.lockWithStates(deal, null, by);
            Part part = rows.find(id, deals.seen(by)).orElseThrow(() -> Refused.because("id", "orders.part.gone"));
            if (version != null && version != part.version()) {
                throw Refused.because("version", "orders.changed");
            }
            return write(part, what, facts, by);
        });
    }

    /** As above, of its state alone. */
    public Part move(UUID id, Integer version, String state, StaffMember by) {
        return change(id, version, new NewPart(null, null, null, null, state, null, null, null, null, null), by);
    }

    private Part write(Part part, NewPart what, DealFacts deal, StaffMember by) {
        requireFit(what, deal, by);
        Instant now = now();
        Part became = changed(part, what, deal, now);
        boolean moves = !became.state().equals(part.state());
        if (!became.equals(part)) {
            rows.update(became);
        }
        if (moves) {
            moved(part.id(), deal.id(), now, by, part.state(), became.state());
        }
        writeLines(became, what, deal);
        deals.amountFollows(deal.id(), by);
        return find(part.id(), by).orElseThrow();
    }

    /** The same one when nothing of it is new: what is told twice changes nothing, and no version. */
    private static Part changed(Part part, NewPart what, DealFacts deal, Instant now) {
        String title = what.title() == null ? part.title() : OrderRules.lineNeeded("title", what.title());
        String state = what.state() == null ? part.state() : what.state();
        boolean moves = !state.equals(part.state());
        var told = new Part(
                part.id(),
                part.number(),
                part.dealId(),
                title,
                state,
                moves ? now : part.stateSince(),
                what.plannedOn() == null ? part.plannedOn() : what.plannedOn(),
                doneAt(part, deal.states().kindOf(state), now),
                what.amount() == null ? part.amount() : OrderRules.sum("amount", what.amount()),
                what.cost() == null ? part.cost() : OrderRules.sum("cost", what.cost()),
                part.paid(),
                part.externalSource(),
                part.externalId(),
                part.position(),
                part.createdAt(),
                part.changedAt(),
                part.version());
        return told.equals(part) ? part : told.at(now);
    }

    /** Delivered stays the day of delivery while only documents are closed. */
    private static Instant doneAt(Part part, Kind kind, Instant now) {
        if (kind != Kind.DONE) {
            return null;
        }
        return part.doneAt() == null ? now : part.doneAt();
    }

    private void requireFit(NewPart what, DealFacts deal, StaffMember by) {
        if (what.state() != null && deal.states().find(what.state()).isEmpty()) {
            throw Refused.because(
                    "state",
                    "orders.part.state",
                    String.join(
                            ", ",
                            deal.states().all().stream().map(PartState::key).toList()));
        }
        if (what.cost() != null && !seesCost(by)) {
            throw Refused.because("cost", "orders.cost.not-yours");
        }
        OrderDeals.requireCurrency(deal, what.currency());
    }

    /** Other lines are another version of the part, though they come to the same. */
    private void writeLines(Part part, NewPart what, DealFacts deal) {
        if (what.lines() == null) {
            return;
        }
        Lines.Written written = lines.write(deal, part.id(), what.lines());
        boolean follows = what.amount() == null && !written.sum().equals(part.amount());
        if (follows || written.isNew()) {
            rows.update((follows ? part.with(written.sum()) : part).at(now()));
        }
    }

    /** All lines of a part, and its amount with them. @throws Refused as {@link #change} */
    public Part lines(UUID id, Integer version, List<NewLine> all, StaffMember by) {
        return change(id, version, new NewPart(null, null, null, null, null, null, null, null, null, all), by);
    }

    private void moved(UUID part, UUID deal, Instant at, StaffMember by, String before, String after) {
        rows.moved(part, at, by == null ? null : by.id(), before, after);
        publisher.publishEvent(new PartMoved(part, deal, before, after));
    }

    /** As the database keeps it. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
