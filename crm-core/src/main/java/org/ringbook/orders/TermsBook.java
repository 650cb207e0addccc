package org.ringbook.orders;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.NewId;
import org.ringbook.orders.PartState.Kind;
import org.ringbook.refusals.Refusal;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.Tasks;
import org.ringbook.tasks.TasksChanged;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Terms: drafted by anybody, approved by an assignment to a supervisor, then in force until they are closed or their time is over. Those in
 * force are not changed: new ones are based on them. Any thread; every method waits for the database.
 */
@Component
public class TermsBook {

    private static final String ROUBLES = "RUB";
    private static final int MOST_DAYS = 3660;

    private final JdbcClient jdbc;
    private final TermsRows rows;
    private final LineRows lines;
    private final PartRows parts;
    private final OrderDeals deals;
    private final Fulfilments fulfilments;
    private final Tasks tasks;
    private final Staff staff;
    private final Rights rights;
    private final Contacts contacts;
    private final WorkingCalendar calendar;
    private final TransactionTemplate transaction;

    TermsBook(
            JdbcClient jdbc,
            OrderDeals deals,
            Fulfilments fulfilments,
            Tasks tasks,
            Staff staff,
            Rights rights,
            Contacts contacts,
            WorkingCalendar calendar,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.rows = new TermsRows(jdbc);
        this.lines = new LineRows(jdbc);
        this.parts = new PartRows(jdbc);
        this.deals = deals;
        this.fulfilments = fulfilments;
        this.tasks = tasks;
        this.staff = staff;
        this.rights = rights;
        this.contacts = contacts;
        this.calendar = calendar;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Empty when there are none, or they are not theirs to see. @param who null for the program itself */
    public Optional<Terms> find(UUID id, StaffMember who) {
        return rows.find(id, seen(who));
    }

    /** Those for everybody, one's own drafts, what one is asked to approve, and those of clients whom one sells to. */
    private Condition seen(StaffMember who) {
        if (seesAll(who)) {
            return new Condition("true", Map.of());
        }
        Condition sold = deals.seen(who);
        var parameters = new HashMap<String, Object>(sold.parameters());
        parameters.put("reader", who.id());
        return new Condition(
                "(t.party_id is null or t.created_by = :reader"
                        + " or exists (select from task k where k.id = t.task_id and k.doer_id = :reader)"
                        + " or exists (select from contact c where c.id = t.party_id and c.responsible_id = :reader)"
                        + " or exists (select from company c where c.id = t.party_id and c.responsible_id = :reader)"
                        + " or exists (select from deal d where d.party_id = t.party_id and " + sold.sql() + "))",
                parameters);
    }

    private boolean seesAll(StaffMember who) {
        return who == null || rights.of(who).scope(Action.SEE) == Scope.ALL;
    }

    /** The newest first. @param party null for any @param state null for any. @throws Refused if the cursor is none of ours */
    public OrderPage<Terms> list(UUID party, Terms.State state, StaffMember who, String after, int limit) {
        UUID before = after == null ? null : OrderCursor.read(after).id();
        return OrderPage.of(
                rows.list(party, state, seen(who), before, limit + 1), limit, one -> new OrderCursor("-", one.id()));
    }

    /** Those that hold for a client today: their own, else those for everybody. @param party null for nobody in particular */
    public Optional<Terms> effective(UUID party) {
        return rows.effective(party, today());
    }

    private LocalDate today() {
        return LocalDate.now(calendar.zone());
    }

    /**
     * What of a deal does not keep to the terms that hold for it. Whether the deal may be seen was asked before; how much the client owes,
     * also in deals of others, is told to who sees all.
     *
     * @param who null for the program itself
     */
    public List<Refusal> warnings(UUID deal, StaffMember who) {
        DealFacts facts = deals.find(deal, null).orElse(null);
        Fulfilment fulfilment = fulfilments.of(deal).orElse(null);
        if (facts == null || fulfilment == null) {
            return List.of();
        }
        LocalDate today = today();
        Terms terms = rows.effective(facts.partyId(), today).orElse(null);
        boolean own = terms != null && terms.partyId() != null;
        Terms expired = own || facts.partyId() == null
                ? null
                : rows.expired(facts.partyId(), today).orElse(null);
        List<Part> all = parts.list(new PartFilter(deal, null, null, null), deals.seen(null), null, OrderPage.LONGEST);
        List<LocalDate> planned = all.stream()
                .filter(part -> facts.states().kindOf(part.state()) == Kind.OPEN)
                .map(Part::plannedOn)
                .filter(Objects::nonNull)
                .toList();
        List<UUID> cancelled = all.stream()
                .filter(part -> facts.states().kindOf(part.state()) == Kind.CANCELLED)
                .map(Part::id)
                .toList();
        List<Line> counted = lines.ofDeal(deal).stream()
                .filter(line -> line.partId() == null || !cancelled.contains(line.partId()))
                .toList();
        Debt debt = debt(facts.partyId());
        return TermsCheck.of(
                terms,
                expired,
                new TermsCheck.Deal(
                        today, counted, planned, fulfilment.progress(), debt.sum(), debt.others(), seesAll(who)));
    }

    private record Debt(BigDecimal sum, int others) {}

    /** What a client would owe once all that is not lost is delivered. Deals in another currency are counted, not added. */
    private Debt debt(UUID party) {
        if (party == null) {
            return new Debt(BigDecimal.ZERO, 0);
        }
        return jdbc.sql("""
                        select coalesce(sum(greatest(d.amount - coalesce((select sum(y.amount) from payment y where y.deal_id = d.id), 0), 0))
                                filter (where d.currency = :roubles), 0) as debt,
                            count(*) filter (where d.currency <> :roubles) as others
                        from deal d join stage s on s.id = d.stage_id where d.party_id = :party and s.kind <> 'lost'""")
                .param("roubles", ROUBLES)
                .param("party", party)
                .query((row, n) -> new Debt(row.getBigDecimal("debt"), row.getInt("others")))
                .single();
    }

    /** @throws Refused if a field does not fit, or they are for everybody and it is no supervisor who says them */
    public Terms add(NewTerms what, StaffMember by) {
        return transaction.execute(status -> {
            Terms base = what.basedOn() == null
                    ? null
                    : rows.find(what.basedOn()).orElseThrow(() -> Refused.because("basedOn", "orders.terms.gone"));
            requireSegment(what);
            if (what.partyId() == null) {
                requireSupervisor(by, "partyId", "orders.terms.everybody");
            } else if (contacts.contact(what.partyId()).isEmpty()
                    && contacts.company(what.partyId()).isEmpty()) {
                throw Refused.because("partyId", "orders.terms.party");
            }
            Terms terms = read(NewId.next(), what, base, what.partyId(), what.segmentId(), by.id());
            rows.insert(terms);
            return rows.find(terms.id()).orElseThrow();
        });
    }

    /**
     * Says a draft anew; for whom it is and what it is based on stay.
     *
     * @param version that it was made from; null to write over any
     * @throws Refused if it is no draft any more, was changed meanwhile, is for everybody and they are no supervisor, or a field does not fit
     */
    public Terms change(UUID id, Integer version, NewTerms what, StaffMember by) {
        return transaction.execute(status -> {
            Terms terms = toChange(id, version, Terms.State.DRAFT, "orders.terms.not-draft");
            if (terms.partyId() == null) {
                requireSupervisor(by, "id", "orders.terms.everybody");
            }
            rows.update(read(id, what, terms, terms.partyId(), terms.segmentId(), terms.createdBy()));
            return rows.find(id).orElseThrow();
        });
    }

    /** Either a client, or a segment that there is, or everybody. */
    private void requireSegment(NewTerms what) {
        boolean known = what.segmentId() == null
                || what.partyId() == null
                        && jdbc.sql("select exists (select from segment where id = ?)")
                                .param(what.segmentId())
                                .query(Boolean.class)
                                .single();
        if (!known) {
            throw Refused.because("segmentId", "orders.terms.segment");
        }
    }

    private Terms toChange(UUID id, Integer version, Terms.State state, String otherwise) {
        Terms terms = rows.findToChange(id).orElseThrow(() -> Refused.because("id", "orders.terms.gone"));
        if (version != null && version != terms.version()) {
            throw Refused.because("version", "orders.changed");
        }
        if (terms.state() != state) {
            throw Refused.because("id", otherwise);
        }
        return terms;
    }

    private static void requireSupervisor(StaffMember by, String field, String otherwise) {
        if (by.role().compareTo(Role.SUPERVISOR) < 0) {
            throw Refused.because(field, otherwise);
        }
    }

    /** @param base where from what is left out comes; null for nowhere */
    private static Terms read(UUID id, NewTerms what, Terms base, UUID party, UUID segment, UUID author) {
        LocalDate from = or(what.validFrom(), base == null ? null : base.validFrom());
        LocalDate to = or(what.validTo(), base == null ? null : base.validTo());
        if (from != null && to != null && to.isBefore(from)) {
            throw Refused.because("validTo", "orders.terms.ends-first");
        }
        String name = OrderRules.line("name", what.name());
        return new Terms(
                id,
                OrderRules.lineNeeded("name", or(name, base == null ? null : base.name())),
                what.basedOn(),
                party,
                segment,
                or(OrderRules.line("contractNo", what.contractNo()), base == null ? null : base.contractNo()),
                or(what.contractDate(), base == null ? null : base.contractDate()),
                or(OrderRules.line("priceKind", what.priceKind()), base == null ? null : base.priceKind()),
                or(OrderRules.percent("discount", what.discount()), base == null ? BigDecimal.ZERO : base.discount()),
                or(
                        OrderRules.percent("maxDiscount", what.maxDiscount()),
                        base == null ? BigDecimal.ZERO : base.maxDiscount()),
                or(OrderRules.percent("prepay", what.prepay()), base == null ? BigDecimal.ZERO : base.prepay()),
                or(days("creditDays", what.creditDays()), base == null ? 0 : base.creditDays()),
                or(OrderRules.sum("creditLimit", what.creditLimit()), base == null ? null : base.creditLimit()),
                or(days("deliveryDays", what.deliveryDays()), base == null ? null : base.deliveryDays()),
                or(what.vatMode(), base == null ? null : base.vatMode()),
                from,
                to,
                Terms.State.DRAFT,
                null,
                Parts.now(),
                author,
                1);
    }

    private static <T> T or(T told, T otherwise) {
        return told == null ? otherwise : told;
    }

    private static Integer days(String field, Integer days) {
        if (days != null && (days < 0 || days > MOST_DAYS)) {
            throw Refused.because(field, "orders.terms.days", MOST_DAYS);
        }
        return days;
    }

    /**
     * Asks somebody to approve a draft: an assignment to them, which the one who asks checks.
     *
     * @param approver a supervisor or administrator, another one than who asks
     * @throws Refused if it is no draft any more, was changed meanwhile, or the approver may not approve
     */
    public Terms ask(UUID id, Integer version, UUID approver, StaffMember by) {
        return transaction.execute(status -> {
            Terms terms = toChange(id, version, Terms.State.DRAFT, "orders.terms.not-draft");
            StaffMember who = approver == null ? null : staff.find(approver).orElse(null);
            if (who == null || !who.active() || who.role().compareTo(Role.SUPERVISOR) < 0) {
                throw Refused.because("approverId", "orders.terms.approver");
            }
            if (who.id().equals(by.id()) || who.id().equals(terms.createdBy())) {
                throw Refused.because("approverId", "orders.terms.own");
            }
            String title = OrderWords.of("terms.approve", OrderWords.spokenBy(who), terms.name());
            UUID task = tasks.add(
                            new NewTask(
                                    Task.What.OTHER,
                                    title.length() > 255 ? title.substring(0, 255) : title,
                                    null,
                                    who.id(),
                                    null,
                                    null,
                                    null,
                                    null,
                                    terms.partyId(),
                                    null,
                                    null),
                            by)
                    .id();
            rows.state(id, Terms.State.APPROVING, task);
            return rows.find(id).orElseThrow();
        });
    }

    /**
     * What whoever was asked decides; their assignment is done by it. Done on its own page it is approved, cancelled it is not.
     *
     * @param approved false makes it a draft again
     * @param note null for none
     * @throws Refused if nobody waits for it any more, it was changed meanwhile, or somebody else was asked
     */
    public Terms decide(UUID id, Integer version, boolean approved, String note, StaffMember by) {
        return transaction.execute(status -> {
            Terms terms = toChange(id, version, Terms.State.APPROVING, "orders.terms.not-asked");
            Task task =
                    tasks.find(terms.taskId(), null).orElseThrow(() -> Refused.because("id", "orders.terms.not-asked"));
            // It may have been handed on since.
            if (!task.doerId().equals(by.id())
                    || by.id().equals(task.authorId())
                    || by.id().equals(terms.createdBy())) {
                throw Refused.because("id", "orders.terms.not-yours");
            }
            requireSupervisor(by, "id", "orders.terms.not-yours");
            String words = OrderRules.text("note", note);
            if (!approved && words == null) {
                throw Refused.because("note", "orders.terms.why");
            }
            rows.state(id, approved ? Terms.State.ACTIVE : Terms.State.DRAFT, null);
            tasks.act(task.id(), null, TaskAction.DONE, words, by);
            return rows.find(id).orElseThrow();
        });
    }

    /** They hold no more. @throws Refused unless a supervisor asks, if they are gone, or were changed meanwhile */
    public Terms close(UUID id, Integer version, StaffMember by) {
        requireSupervisor(by, "id", "orders.terms.close");
        return transaction.execute(status -> {
            Terms terms = toChange(id, version, Terms.State.ACTIVE, "orders.terms.not-active");
            rows.state(terms.id(), Terms.State.CLOSED, null);
            return rows.find(id).orElseThrow();
        });
    }

    /** An assignment may be done, cancelled or deleted where all tasks are. */
    @EventListener
    void settle(TasksChanged changed) {
        rows.settle();
    }

    /** What was decided as the program was killed. */
    @EventListener
    void settle(ContextRefreshedEvent started) {
        rows.settle();
    }
}
