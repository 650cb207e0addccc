package org.ringbook.orders;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.contacts.NewId;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Condition;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Money that came for deals. It changes no amount and no stage. Any thread; every method waits for the database. Who asks may be null: the
 * program itself, which may all.
 */
@Component
public class Payments {

    private static final String PAYMENTS = "select y.* from payment y join deal d on d.id = y.deal_id where ";

    private final JdbcClient jdbc;
    private final OrderDeals deals;
    private final PartRows parts;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;
    private final Upserts<Payment> upserts;

    Payments(
            JdbcClient jdbc,
            OrderDeals deals,
            ApplicationEventPublisher publisher,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.deals = deals;
        this.parts = new PartRows(jdbc);
        this.publisher = publisher;
        this.transaction = new TransactionTemplate(transactions);
        this.upserts = new Upserts<>(transactions, this::find, Payment::dealId, "orders.payment.other-deal");
    }

    public Optional<Payment> find(UUID id, StaffMember who) {
        Condition seen = deals.seen(who);
        return jdbc.sql(PAYMENTS + "y.id = :id and " + seen.sql())
                .params(seen.parameters())
                .param("id", id)
                .query(Payments::read)
                .optional();
    }

    /** The newest day first. @throws Refused if the cursor is none of ours */
    public OrderPage<Payment> list(PaymentFilter filter, StaffMember who, String after, int limit) {
        Condition seen = deals.seen(who);
        var conditions = new ArrayList<String>(List.of(seen.sql()));
        var params = new HashMap<String, Object>(seen.parameters());
        PartRows.add(conditions, params, "y.deal_id = :deal", "deal", filter.deal());
        PartRows.add(conditions, params, "y.part_id = :part", "part", filter.part());
        PartRows.add(conditions, params, "y.paid_on >= :from", "from", filter.from());
        PartRows.add(conditions, params, "y.paid_on <= :to", "to", filter.to());
        if (after != null) {
            OrderCursor cursor = OrderCursor.read(after);
            conditions.add("(y.paid_on, y.id) < (:afterDay, :afterId)");
            params.put("afterDay", day(cursor.key()));
            params.put("afterId", cursor.id());
        }
        List<Payment> found = jdbc.sql(PAYMENTS + String.join(" and ", conditions)
                        + " order by y.paid_on desc, y.id desc limit :limit")
                .params(params)
                .param("limit", limit + 1)
                .query(Payments::read)
                .list();
        return OrderPage.of(found, limit, one -> new OrderCursor(one.paidOn().toString(), one.id()));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notOurs) {
            throw OrderCursor.unknown();
        }
    }

    /**
     * Keeps a payment, or changes the one that another system called so before: told twice it is one.
     *
     * @throws Refused if there is no such deal for them or no such part of it, it was told of another deal, or a field does not fit
     */
    public Upserted<Payment> tell(NewPayment what, StaffMember by) {
        return upserts.tell(what.external(), () -> {
            Values told = values(what, deals.lock(what.dealId(), what.deal(), by));
            return new Upserts.Told<>(
                    told.deal().id(), () -> add(told, what.external(), by), known -> write(known, told));
        });
    }

    /** What is told of a payment, as it may be kept; null for what is not. */
    private record Values(DealFacts deal, UUID part, LocalDate day, BigDecimal amount, String note) {}

    private Values values(NewPayment what, DealFacts deal) {
        OrderDeals.requireCurrency(deal, what.currency());
        return new Values(
                deal,
                parts.named(what.partId(), what.part(), deal),
                what.paidOn(),
                amount(what),
                OrderRules.text("note", what.note()));
    }

    private Payment add(Values told, External external, StaffMember by) {
        if (told.day() == null) {
            throw Refused.because("paidOn", "orders.missing");
        }
        if (told.amount() == null) {
            throw Refused.because("amount", "orders.missing");
        }
        UUID id = NewId.next();
        jdbc.sql(
                        "insert into payment (id, deal_id, part_id, paid_on, amount, note, external_source, external_id, created_at,"
                                + " created_by, responsible_id, team) select ?::uuid, d.id, ?::uuid, ?::date, ?::numeric, ?::text,"
                                + " ?::text, ?::text, ?::timestamptz, ?::uuid, d.responsible_id, d.team from deal d where d.id = ?")
                .params(
                        id,
                        told.part(),
                        told.day(),
                        told.amount(),
                        told.note(),
                        External.source(external),
                        External.id(external),
                        PartRows.time(Parts.now()),
                        by == null ? null : by.id(),
                        told.deal().id())
                .update();
        publisher.publishEvent(new PaymentChanged(id, told.deal().id()));
        return find(id, null).orElseThrow();
    }

    /**
     * Changes what was told of; what is null stays.
     *
     * @throws Refused as {@link #tell}, or if it is gone
     */
    public Payment change(UUID id, NewPayment what, StaffMember by) {
        return transaction.execute(status -> {
            Payment known = find(id, by).orElseThrow(() -> Refused.because("id", "orders.payment.gone"));
            DealFacts deal = deals.lock(known.dealId(), null, by);
            requireThere(id);
            return write(known, values(what, deal));
        });
    }

    private static BigDecimal amount(NewPayment what) {
        BigDecimal amount = OrderRules.money("amount", what.amount());
        if (amount != null && amount.signum() == 0) {
            throw Refused.because("amount", "orders.payment.zero");
        }
        return amount;
    }

    private Payment write(Payment known, Values told) {
        int changed = jdbc.sql("""
                        update payment set part_id = n.part, paid_on = n.day, amount = n.amount, note = n.note
                        from (select coalesce(:part::uuid, part_id) as part, coalesce(:day::date, paid_on) as day,
                                coalesce(:amount::numeric, amount) as amount, coalesce(:note::text, note) as note
                            from payment where id = :id) n
                        where payment.id = :id
                            and (payment.part_id, payment.paid_on, payment.amount, payment.note)
                                is distinct from (n.part, n.day, n.amount, n.note)""")
                .param("part", told.part())
                .param("day", told.day())
                .param("amount", told.amount())
                .param("note", told.note())
                .param("id", known.id())
                .update();
        if (changed > 0) {
            publisher.publishEvent(new PaymentChanged(known.id(), known.dealId()));
        }
        return find(known.id(), null).orElseThrow();
    }

    private Optional<Payment> find(External external) {
        return jdbc.sql("select * from payment where external_source = ? and external_id = ?")
                .params(external.source(), external.id())
                .query(Payments::read)
                .optional();
    }

    /** What was typed by mistake; money that was given back is a payment of its own. That it was there stays in the log. @throws Refused unless a supervisor asks */
    public void delete(UUID id, StaffMember by) {
        if (by.role().compareTo(Role.SUPERVISOR) < 0) {
            throw Refused.because("id", "orders.payment.not-yours");
        }
        transaction.executeWithoutResult(status -> {
            UUID deal = find(id, by)
                    .orElseThrow(() -> Refused.because("id", "orders.payment.gone"))
                    .dealId();
            deals.lock(deal, null, by);
            Payment gone = requireThere(id);
            jdbc.sql("delete from payment where id = ?").param(id).update();
            publisher.publishEvent(AuditEntry.of(AuditKind.CLIENTS, "payment-deleted")
                    .on(id, dealNamed(deal))
                    .with("amount", gone.amount(), null)
                    .with("paidOn", gone.paidOn(), null)
                    .by(by.id()));
            publisher.publishEvent(new PaymentChanged(id, deal));
        });
    }

    /** Once its deal is held: somebody may have deleted it while that was waited for. */
    private Payment requireThere(UUID id) {
        return find(id, null).orElseThrow(() -> Refused.because("id", "orders.payment.gone"));
    }

    /** Not by its title, which may name a person: what is held of one is not in the log. */
    private String dealNamed(UUID deal) {
        return jdbc.sql("select '№ ' || number from deal where id = ?")
                .param(deal)
                .query(String.class)
                .single();
    }

    private static Payment read(ResultSet row, int n) throws SQLException {
        return new Payment(
                row.getObject("id", UUID.class),
                row.getObject("deal_id", UUID.class),
                row.getObject("part_id", UUID.class),
                row.getObject("paid_on", LocalDate.class),
                row.getBigDecimal("amount"),
                row.getString("note"),
                row.getString("external_source"),
                row.getString("external_id"),
                PartRows.instant(row, "created_at"),
                row.getObject("created_by", UUID.class));
    }
}
