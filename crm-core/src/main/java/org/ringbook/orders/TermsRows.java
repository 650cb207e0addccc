package org.ringbook.orders;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.rights.Condition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of terms. */
final class TermsRows {

    private final JdbcClient jdbc;

    TermsRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Terms> find(UUID id) {
        return find(id, new Condition("true", Map.of()));
    }

    /** @param seen of the terms {@code t} */
    Optional<Terms> find(UUID id, Condition seen) {
        return jdbc.sql("select t.* from terms t where t.id = :id and " + seen.sql())
                .params(seen.parameters())
                .param("id", id)
                .query(TermsRows::read)
                .optional();
    }

    Optional<Terms> findToChange(UUID id) {
        return jdbc.sql("select * from terms where id = ? for update")
                .param(id)
                .query(TermsRows::read)
                .optional();
    }

    /** The newest first. */
    List<Terms> list(UUID party, Terms.State state, Condition seen, UUID before, int limit) {
        var conditions = new ArrayList<String>(List.of(seen.sql()));
        var params = new HashMap<String, Object>(seen.parameters());
        PartRows.add(conditions, params, "t.party_id = :party", "party", party);
        PartRows.add(conditions, params, "t.state = :state", "state", state == null ? null : state.word());
        PartRows.add(conditions, params, "t.id < :before", "before", before);
        return jdbc.sql("select t.* from terms t where " + String.join(" and ", conditions)
                        + " order by t.id desc limit :limit")
                .params(params)
                .param("limit", limit)
                .query(TermsRows::read)
                .list();
    }

    /** The client's own before those of a segment that the client is in, before those for everybody; of several what began last. */
    Optional<Terms> effective(UUID party, LocalDate day) {
        return jdbc.sql(
                        "select * from terms where state = 'active'"
                                + " and (party_id = :party::uuid or party_id is null) and (segment_id is null or exists"
                                + " (select from segment_member m where m.segment_id = terms.segment_id and m.party_id = :party::uuid))"
                                + " and (valid_from is null or valid_from <= :day) and (valid_to is null or valid_to >= :day)"
                                + " order by party_id nulls last, segment_id is null, valid_from desc nulls last, id desc limit 1")
                .param("party", party)
                .param("day", day)
                .query(TermsRows::read)
                .optional();
    }

    /** The client's own that ran out last before a day. */
    Optional<Terms> expired(UUID party, LocalDate day) {
        return jdbc.sql("select * from terms where state = 'active' and party_id = ? and valid_to < ?"
                        + " order by valid_to desc, id desc limit 1")
                .params(party, day)
                .query(TermsRows::read)
                .optional();
    }

    void insert(Terms terms) {
        jdbc.sql(
                        "insert into terms (id, name, based_on, party_id, segment_id, contract_no, contract_date, price_kind, discount,"
                                + " max_discount, prepay, credit_days, credit_limit, delivery_days, vat_mode, valid_from, valid_to, state,"
                                + " created_at, created_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        terms.id(),
                        terms.name(),
                        terms.basedOn(),
                        terms.partyId(),
                        terms.segmentId(),
                        terms.contractNo(),
                        terms.contractDate(),
                        terms.priceKind(),
                        terms.discount(),
                        terms.maxDiscount(),
                        terms.prepay(),
                        terms.creditDays(),
                        terms.creditLimit(),
                        terms.deliveryDays(),
                        terms.vatMode() == null ? null : terms.vatMode().word(),
                        terms.validFrom(),
                        terms.validTo(),
                        terms.state().word(),
                        PartRows.time(terms.createdAt()),
                        terms.createdBy())
                .update();
    }

    void update(Terms terms) {
        jdbc.sql("update terms set name = ?, contract_no = ?, contract_date = ?, price_kind = ?, discount = ?,"
                        + " max_discount = ?, prepay = ?, credit_days = ?, credit_limit = ?, delivery_days = ?, vat_mode = ?,"
                        + " valid_from = ?, valid_to = ?, version = version + 1 where id = ?")
                .params(
                        terms.name(),
                        terms.contractNo(),
                        terms.contractDate(),
                        terms.priceKind(),
                        terms.discount(),
                        terms.maxDiscount(),
                        terms.prepay(),
                        terms.creditDays(),
                        terms.creditLimit(),
                        terms.deliveryDays(),
                        terms.vatMode() == null ? null : terms.vatMode().word(),
                        terms.validFrom(),
                        terms.validTo(),
                        terms.id())
                .update();
    }

    /** @param task null to leave it */
    void state(UUID id, Terms.State state, UUID task) {
        jdbc.sql("update terms set state = ?, task_id = coalesce(?::uuid, task_id), version = version + 1 where id = ?")
                .params(state.word(), task, id)
                .update();
    }

    /**
     * What was decided on the task's own page: done is approved, where whoever did it may approve; cancelled, gone or done by another one is
     * not.
     */
    void settle() {
        jdbc.sql("""
                        update terms t set version = t.version + 1,
                            state = case when k.state in ('done_unchecked', 'closed') and k.doer_id <> k.author_id and k.doer_id is distinct from t.created_by
                                and m.role in ('SUPERVISOR', 'ADMINISTRATOR') then 'active' else 'draft' end
                        from terms a left join task k on k.id = a.task_id left join staff_member m on m.id = k.doer_id
                        where a.id = t.id and t.state = 'approving'
                            and (k.id is null or k.state in ('done', 'done_unchecked', 'closed', 'cancelled'))""").update();
    }

    static Terms read(ResultSet row, int n) throws SQLException {
        return new Terms(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("based_on", UUID.class),
                row.getObject("party_id", UUID.class),
                row.getObject("segment_id", UUID.class),
                row.getString("contract_no"),
                row.getObject("contract_date", LocalDate.class),
                row.getString("price_kind"),
                row.getBigDecimal("discount"),
                row.getBigDecimal("max_discount"),
                row.getBigDecimal("prepay"),
                row.getInt("credit_days"),
                row.getObject("credit_limit", BigDecimal.class),
                row.getObject("delivery_days", Integer.class),
                row.getString("vat_mode") == null
                        ? null
                        : VatMode.of(row.getString("vat_mode")).orElseThrow(),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                Terms.State.of(row.getString("state")).orElseThrow(),
                row.getObject("task_id", UUID.class),
                PartRows.instant(row, "created_at"),
                row.getObject("created_by", UUID.class),
                row.getInt("version"));
    }
}
