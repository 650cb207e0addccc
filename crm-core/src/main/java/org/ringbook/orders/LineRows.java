package org.ringbook.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of lines. */
final class LineRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    LineRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the deal itself and of all its parts, in order. */
    List<Line> ofDeal(UUID deal) {
        return jdbc.sql("select l.* from deal_line l left join deal_part p on p.id = l.part_id where l.deal_id = ?"
                        + " order by p.position nulls first, l.position")
                .param(deal)
                .query(LineRows::read)
                .list();
    }

    List<Line> ofPart(UUID part) {
        return jdbc.sql("select l.* from deal_line l where l.part_id = ? order by l.position")
                .param(part)
                .query(LineRows::read)
                .list();
    }

    /** @param part null for those of the deal itself */
    List<Line> of(UUID deal, UUID part) {
        return jdbc.sql("select l.* from deal_line l where l.deal_id = ? and l.part_id is not distinct from ?::uuid"
                        + " order by l.position")
                .params(deal, part)
                .query(LineRows::read)
                .list();
    }

    /** @param part null for those of the deal itself */
    void replace(UUID deal, UUID part, List<Line> lines) {
        jdbc.sql("delete from deal_line where deal_id = ? and part_id is not distinct from ?::uuid")
                .params(deal, part)
                .update();
        lines.forEach(this::insert);
    }

    private void insert(Line line) {
        jdbc.sql(
                        "insert into deal_line (id, deal_id, part_id, product_id, name, attributes, quantity, unit, price, discount,"
                                + " vat_rate, vat_included, position) values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        line.id(),
                        line.dealId(),
                        line.partId(),
                        line.productId(),
                        line.name(),
                        JSON.writeValueAsString(line.attributes()),
                        line.quantity(),
                        line.unit(),
                        line.price(),
                        line.discount(),
                        line.vatRate(),
                        line.vatIncluded(),
                        line.position())
                .update();
    }

    static Line read(ResultSet row, int n) throws SQLException {
        return new Line(
                row.getObject("id", UUID.class),
                row.getObject("deal_id", UUID.class),
                row.getObject("part_id", UUID.class),
                row.getObject("product_id", UUID.class),
                row.getString("name"),
                JSON.readValue(row.getString("attributes"), TEXTS),
                row.getBigDecimal("quantity"),
                row.getString("unit"),
                row.getBigDecimal("price"),
                row.getBigDecimal("discount"),
                row.getBigDecimal("vat_rate"),
                row.getBoolean("vat_included"),
                row.getInt("position"));
    }
}
