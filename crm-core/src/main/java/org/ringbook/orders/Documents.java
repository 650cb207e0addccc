package org.ringbook.orders;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.contacts.NewId;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Condition;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Documents of deals. Whoever may see a deal may see and change them. Any thread; every method waits for the database. Who asks may be null:
 * the program itself, which may all.
 */
@Component
public class Documents {

    private static final int MOST_OF_A_DEAL = 1000;
    private static final String DOCUMENTS = "select o.* from document o join deal d on d.id = o.deal_id where ";

    private final JdbcClient jdbc;
    private final OrderDeals deals;
    private final PartRows parts;
    private final ApprovalRows approvals;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;
    private final Upserts<DealDocument> upserts;

    Documents(
            JdbcClient jdbc,
            OrderDeals deals,
            ApplicationEventPublisher publisher,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.deals = deals;
        this.parts = new PartRows(jdbc);
        this.approvals = new ApprovalRows(jdbc);
        this.publisher = publisher;
        this.transaction = new TransactionTemplate(transactions);
        this.upserts = new Upserts<>(transactions, this::find, DealDocument::dealId, "orders.document.other-deal");
    }

    public Optional<DealDocument> find(UUID id, StaffMember who) {
        Condition seen = deals.seen(who);
        return jdbc.sql(DOCUMENTS + "o.id = :id and " + seen.sql())
                .params(seen.parameters())
                .param("id", id)
                .query(Documents::read)
                .optional();
    }

    /** The newest first. @throws Refused if the cursor is none of ours */
    public OrderPage<DealDocument> list(DocumentFilter filter, StaffMember who, String after, int limit) {
        Condition seen = deals.seen(who);
        var conditions = new ArrayList<String>(List.of(seen.sql()));
        var params = new HashMap<String, Object>(seen.parameters());
        PartRows.add(conditions, params, "o.deal_id = :deal", "deal", filter.deal());
        PartRows.add(conditions, params, "o.part_id = :part", "part", filter.part());
        PartRows.add(
                conditions,
                params,
                "o.kind = :kind",
                "kind",
                filter.kind() == null ? null : filter.kind().word());
        PartRows.add(
                conditions,
                params,
                "o.state = :state",
                "state",
                filter.state() == null ? null : filter.state().word());
        PartRows.add(conditions, params, "o.number = :number", "number", OrderRules.line("number", filter.number()));
        if (after != null) {
            OrderCursor cursor = OrderCursor.read(after);
            conditions.add("(o.created_at, o.id) < (:afterAt, :afterId)");
            params.put("afterAt", PartRows.time(time(cursor.key())));
            params.put("afterId", cursor.id());
        }
        List<DealDocument> found = jdbc.sql(DOCUMENTS + String.join(" and ", conditions)
                        + " order by o.created_at desc, o.id desc limit :limit")
                .params(params)
                .param("limit", limit + 1)
                .query(Documents::read)
                .list();
        return OrderPage.of(found, limit, one -> new OrderCursor(one.createdAt().toString(), one.id()));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notOurs) {
            throw OrderCursor.unknown();
        }
    }

    /** Oldest first. */
    public List<DocumentMove> moves(UUID document) {
        return jdbc.sql("select * from document_move where document_id = ? order by id")
                .param(document)
                .query((row, n) -> new DocumentMove(
                        PartRows.instant(row, "at"),
                        row.getObject("by", UUID.class),
                        row.getString("before") == null
                                ? null
                                : DocumentState.of(row.getString("before")).orElseThrow(),
                        DocumentState.of(row.getString("after")).orElseThrow()))
                .list();
    }

    /**
     * Keeps a document, or changes the one that another system called so before: told twice it is one.
     *
     * @throws Refused if there is no such deal for them or no such part of it, it was told of another deal, or a field does not fit
     */
    public Upserted<DealDocument> tell(NewDocument what, StaffMember by) {
        return upserts.tell(what.external(), () -> {
            DealFacts deal = deals.lock(what.dealId(), what.deal(), by);
            OrderDeals.requireCurrency(deal, what.currency());
            UUID part = parts.named(what.partId(), what.part(), deal);
            return new Upserts.Told<>(
                    deal.id(), () -> add(what, deal, part, by), known -> write(known, what, part, by));
        });
    }

    private DealDocument add(NewDocument what, DealFacts deal, UUID part, StaffMember by) {
        if (what.kind() == null) {
            throw Refused.because("kind", "orders.missing");
        }
        int many = jdbc.sql("select count(*) from document where deal_id = ?")
                .param(deal.id())
                .query(Integer.class)
                .single();
        if (many >= MOST_OF_A_DEAL) {
            throw Refused.because("dealId", "orders.document.many", MOST_OF_A_DEAL);
        }
        requireByHand(null, what.state());
        DocumentState state = what.state() == null ? DocumentState.DRAFT : what.state();
        Instant now = Parts.now();
        UUID id = NewId.next();
        jdbc.sql("insert into document (id, deal_id, part_id, kind, number, dated, amount, state, state_since, file_id,"
                        + " external_source, external_id, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        deal.id(),
                        part,
                        what.kind().word(),
                        OrderRules.line("number", what.number()),
                        what.dated(),
                        OrderRules.sum("amount", what.amount()),
                        state.word(),
                        PartRows.time(now),
                        what.fileId(),
                        External.source(what.external()),
                        External.id(what.external()),
                        PartRows.time(now))
                .update();
        DealDocument added = find(id, null).orElseThrow();
        moved(added, null, now, by);
        return added;
    }

    /**
     * Changes what was told of; what is null stays.
     *
     * @param version that it was made from; null to write over any
     * @throws Refused as {@link #tell}, if it is gone or was changed meanwhile
     */
    public DealDocument change(UUID id, Integer version, NewDocument what, StaffMember by) {
        return transaction.execute(status -> {
            UUID deal = find(id, by)
                    .orElseThrow(() -> Refused.because("id", "orders.document.gone"))
                    .dealId();
            DealFacts facts = deals.lock(deal, null, by);
            DealDocument known = find(id, by).orElseThrow(() -> Refused.because("id", "orders.document.gone"));
            if (version != null && version != known.version()) {
                throw Refused.because("version", "orders.changed");
            }
            OrderDeals.requireCurrency(facts, what.currency());
            return write(known, what, parts.named(what.partId(), what.part(), facts), by);
        });
    }

    /** As above, of its state alone. */
    public DealDocument move(UUID id, Integer version, DocumentState state, StaffMember by) {
        return change(
                id,
                version,
                new NewDocument(null, null, null, null, null, null, null, null, null, null, state, null),
                by);
    }

    private DealDocument write(DealDocument known, NewDocument what, UUID part, StaffMember by) {
        if (what.kind() != null && what.kind() != known.kind()) {
            throw Refused.because("kind", "orders.document.kind");
        }
        requireByHand(known.state(), what.state());
        if (what.state() != null && what.state() != known.state() && approvals.isOpen(known.id())) {
            throw Refused.because("state", "orders.approval.open");
        }
        return written(known, what, part, by);
    }

    /**
     * Nobody approves what is another by then: while people are asked it stays as it is, and what was approved and is changed is a draft again,
     * if nobody says what else it is.
     */
    private DocumentState stateOf(DealDocument known, DealDocument told, DocumentState state) {
        boolean sameText = Objects.equals(told.number(), known.number())
                && Objects.equals(told.amount(), known.amount())
                && Objects.equals(told.fileId(), known.fileId());
        boolean same = sameText
                && Objects.equals(told.dated(), known.dated())
                && Objects.equals(told.partId(), known.partId());
        if (!same && approvals.isOpen(known.id())) {
            throw Refused.because("id", "orders.approval.open");
        }
        if (sameText || known.state() == DocumentState.DRAFT) {
            return state;
        }
        approvals.lapse(known.id());
        return state == DocumentState.APPROVED ? DocumentState.DRAFT : state;
    }

    /** Everybody who was asked finds it right. In the caller's transaction, which holds the deal. @param by who was asked last */
    void approved(UUID id, StaffMember by) {
        DealDocument known = find(id, null).orElseThrow();
        written(
                known,
                new NewDocument(
                        null, null, null, null, null, null, null, null, null, null, DocumentState.APPROVED, null),
                null,
                by);
    }

    private static void requireByHand(DocumentState before, DocumentState told) {
        if (told == DocumentState.APPROVED && before != told) {
            throw Refused.because("state", "orders.document.approved");
        }
    }

    private DealDocument written(DealDocument known, NewDocument what, UUID part, StaffMember by) {
        Instant now = Parts.now();
        DealDocument wanted = with(known, what, part, known.state(), now);
        DocumentState state = stateOf(known, wanted, what.state() == null ? known.state() : what.state());
        DealDocument told = with(known, what, part, state, now);
        if (told.equals(known)) {
            return known;
        }
        jdbc.sql(
                        "update document set part_id = ?, number = ?, dated = ?, amount = ?, state = ?, state_since = ?, file_id = ?,"
                                + " version = version + 1 where id = ?")
                .params(
                        told.partId(),
                        told.number(),
                        told.dated(),
                        told.amount(),
                        told.state().word(),
                        PartRows.time(told.stateSince()),
                        told.fileId(),
                        told.id())
                .update();
        if (state != known.state()) {
            moved(told, known.state(), now, by);
        }
        return find(known.id(), null).orElseThrow();
    }

    private static DealDocument with(
            DealDocument known, NewDocument what, UUID part, DocumentState state, Instant now) {
        BigDecimal amount = OrderRules.sum("amount", what.amount());
        return new DealDocument(
                known.id(),
                known.dealId(),
                part == null ? known.partId() : part,
                known.kind(),
                what.number() == null ? known.number() : OrderRules.line("number", what.number()),
                what.dated() == null ? known.dated() : what.dated(),
                amount == null ? known.amount() : amount,
                state,
                state == known.state() ? known.stateSince() : now,
                what.fileId() == null ? known.fileId() : what.fileId(),
                known.externalSource(),
                known.externalId(),
                known.createdAt(),
                known.version());
    }

    private void moved(DealDocument document, DocumentState before, Instant at, StaffMember by) {
        jdbc.sql("insert into document_move (document_id, at, by, before, after) values (?, ?, ?, ?, ?)")
                .params(
                        document.id(),
                        PartRows.time(at),
                        by == null ? null : by.id(),
                        before == null ? null : before.word(),
                        document.state().word())
                .update();
        publisher.publishEvent(
                new DocumentMoved(document.id(), document.dealId(), document.kind(), before, document.state()));
    }

    private Optional<DealDocument> find(External external) {
        return jdbc.sql("select * from document where external_source = ? and external_id = ?")
                .params(external.source(), external.id())
                .query(Documents::read)
                .optional();
    }

    private static DealDocument read(ResultSet row, int n) throws SQLException {
        return new DealDocument(
                row.getObject("id", UUID.class),
                row.getObject("deal_id", UUID.class),
                row.getObject("part_id", UUID.class),
                DocumentKind.of(row.getString("kind")).orElseThrow(),
                row.getString("number"),
                row.getObject("dated", LocalDate.class),
                row.getBigDecimal("amount"),
                DocumentState.of(row.getString("state")).orElseThrow(),
                PartRows.instant(row, "state_since"),
                row.getObject("file_id", UUID.class),
                row.getString("external_source"),
                row.getString("external_id"),
                PartRows.instant(row, "created_at"),
                row.getInt("version"));
    }
}
