package org.ringbook.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Condition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of parts. */
final class PartRows {

    private static final String PARTS =
            "select p.*, (select coalesce(sum(y.amount), 0) from payment y where y.part_id = p.id) as paid"
                    + " from deal_part p join deal d on d.id = p.deal_id where ";

    private final JdbcClient jdbc;

    PartRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Part> find(UUID id, Condition seen) {
        return jdbc.sql(PARTS + "p.id = :id and " + seen.sql())
                .params(seen.parameters())
                .param("id", id)
                .query(PartRows::read)
                .optional();
    }

    /** Whoever's it is. */
    Optional<Part> find(External external) {
        return jdbc.sql(PARTS + "p.external_source = ? and p.external_id = ?")
                .params(external.source(), external.id())
                .query(PartRows::read)
                .optional();
    }

    /**
     * The part of a deal that something is told of, by its id or by what another system calls it; null where neither is given.
     *
     * @throws Refused if there is none, or it is another deal's
     */
    UUID named(UUID id, External name, DealFacts deal) {
        if (id == null && name == null) {
            return null;
        }
        Optional<Part> part = id == null ? find(name) : find(id);
        return part.filter(one -> one.dealId().equals(deal.id()))
                .map(Part::id)
                .orElseThrow(() -> Refused.because(id == null ? "partExternalId" : "partId", "orders.part.unknown"));
    }

    private Optional<Part> find(UUID id) {
        return jdbc.sql(PARTS + "p.id = ?").param(id).query(PartRows::read).optional();
    }

    /** The newest first. */
    List<Part> list(PartFilter filter, Condition seen, Long before, int limit) {
        var conditions = new ArrayList<String>(List.of(seen.sql()));
        var params = new HashMap<String, Object>(seen.parameters());
        add(conditions, params, "p.deal_id = :deal", "deal", filter.deal());
        add(conditions, params, "p.state = :state", "state", OrderRules.line("state", filter.state()));
        add(conditions, params, "p.planned_on >= :from", "from", filter.plannedFrom());
        add(conditions, params, "p.planned_on <= :to", "to", filter.plannedTo());
        add(conditions, params, "p.number < :before", "before", before);
        return jdbc.sql(PARTS + String.join(" and ", conditions) + " order by p.number desc limit :limit")
                .params(params)
                .param("limit", limit)
                .query(PartRows::read)
                .list();
    }

    static void add(
            List<String> conditions, java.util.Map<String, Object> params, String sql, String name, Object value) {
        if (value != null) {
            conditions.add(sql);
            params.put(name, value);
        }
    }

    int count(UUID deal) {
        return jdbc.sql("select count(*) from deal_part where deal_id = ?")
                .param(deal)
                .query(Integer.class)
                .single();
    }

    void insert(Part part) {
        jdbc.sql("insert into deal_part (id, deal_id, title, state, state_since, planned_on, done_at, amount, cost,"
                        + " external_source, external_id, position, created_at, changed_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        part.id(),
                        part.dealId(),
                        part.title(),
                        part.state(),
                        time(part.stateSince()),
                        part.plannedOn(),
                        time(part.doneAt()),
                        part.amount(),
                        part.cost(),
                        part.externalSource(),
                        part.externalId(),
                        part.position(),
                        time(part.createdAt()),
                        time(part.changedAt()))
                .update();
    }

    void update(Part part) {
        jdbc.sql("update deal_part set title = ?, state = ?, state_since = ?, planned_on = ?, done_at = ?, amount = ?,"
                        + " cost = ?, changed_at = ?, version = version + 1 where id = ?")
                .params(
                        part.title(),
                        part.state(),
                        time(part.stateSince()),
                        part.plannedOn(),
                        time(part.doneAt()),
                        part.amount(),
                        part.cost(),
                        time(part.changedAt()),
                        part.id())
                .update();
    }

    void moved(UUID part, Instant at, UUID by, String before, String after) {
        jdbc.sql("insert into part_move (part_id, at, by, before, after) values (?, ?, ?, ?, ?)")
                .params(part, time(at), by, before, after)
                .update();
    }

    List<PartMove> moves(UUID part) {
        return jdbc.sql("select * from part_move where part_id = ? order by id")
                .param(part)
                .query((row, n) -> new PartMove(
                        instant(row, "at"),
                        row.getObject("by", UUID.class),
                        row.getString("before"),
                        row.getString("after")))
                .list();
    }

    static Object time(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Part read(ResultSet row, int n) throws SQLException {
        return new Part(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getObject("deal_id", UUID.class),
                row.getString("title"),
                row.getString("state"),
                instant(row, "state_since"),
                row.getObject("planned_on", LocalDate.class),
                instant(row, "done_at"),
                row.getBigDecimal("amount"),
                row.getBigDecimal("cost"),
                row.getBigDecimal("paid"),
                row.getString("external_source"),
                row.getString("external_id"),
                row.getInt("position"),
                instant(row, "created_at"),
                instant(row, "changed_at"),
                row.getInt("version"));
    }
}
