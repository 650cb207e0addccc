package org.ringbook.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of products and their prices. */
final class ProductRows {

    private final JdbcClient jdbc;

    ProductRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By which a product is looked for and ordered: small letters, which not every database makes of Cyrillic ones. */
    static String found(String name, String article) {
        return (article == null ? name : name + " " + article)
                .toLowerCase(Locale.ROOT)
                .replace('ё', 'е');
    }

    Optional<Product> find(UUID id) {
        return jdbc.sql("select * from product where id = ?")
                .param(id)
                .query(ProductRows::read)
                .optional();
    }

    Optional<Product> findToChange(UUID id) {
        return jdbc.sql("select * from product where id = ? for update")
                .param(id)
                .query(ProductRows::read)
                .optional();
    }

    Optional<Product> findToChange(External external) {
        return jdbc.sql("select * from product where external_source = ? and external_id = ? for update")
                .params(external.source(), external.id())
                .query(ProductRows::read)
                .optional();
    }

    /** By name. @param text any part of name or article; null for all */
    List<Product> list(String text, Boolean active, OrderCursor after, int limit) {
        var conditions = new ArrayList<String>(List.of("true"));
        var params = new HashMap<String, Object>();
        if (text != null) {
            String part =
                    found(text, null).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
            PartRows.add(conditions, params, "found like :part", "part", "%" + part + "%");
        }
        PartRows.add(conditions, params, "active = :active", "active", active);
        if (after != null) {
            conditions.add("(found, id) > (:afterKey, :afterId)");
            params.put("afterKey", after.key());
            params.put("afterId", after.id());
        }
        return jdbc.sql("select * from product where " + String.join(" and ", conditions)
                        + " order by found, id limit :limit")
                .params(params)
                .param("limit", limit)
                .query(ProductRows::read)
                .list();
    }

    void insert(Product product) {
        jdbc.sql(
                        "insert into product (id, name, article, unit, price, vat_rate, active, external_source, external_id, found)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        product.id(),
                        product.name(),
                        product.article(),
                        product.unit(),
                        product.price(),
                        product.vatRate(),
                        product.active(),
                        product.externalSource(),
                        product.externalId(),
                        found(product.name(), product.article()))
                .update();
    }

    void update(Product product) {
        jdbc.sql("update product set name = ?, article = ?, unit = ?, price = ?, vat_rate = ?, active = ?, found = ?,"
                        + " version = version + 1 where id = ?")
                .params(
                        product.name(),
                        product.article(),
                        product.unit(),
                        product.price(),
                        product.vatRate(),
                        product.active(),
                        found(product.name(), product.article()),
                        product.id())
                .update();
    }

    void price(UUID product, ProductPrice price) {
        jdbc.sql("insert into product_price (product_id, kind, since, value) values (?, ?, ?, ?)"
                        + " on conflict (product_id, kind, since) do update set value = excluded.value")
                .params(product, price.kind(), price.since(), price.value())
                .update();
    }

    List<ProductPrice> prices(UUID product) {
        return jdbc.sql("select * from product_price where product_id = ? order by kind, since")
                .param(product)
                .query((row, n) -> new ProductPrice(
                        row.getString("kind"), row.getObject("since", LocalDate.class), row.getBigDecimal("value")))
                .list();
    }

    private static Product read(ResultSet row, int n) throws SQLException {
        return new Product(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("article"),
                row.getString("unit"),
                row.getBigDecimal("price"),
                row.getBigDecimal("vat_rate"),
                row.getBoolean("active"),
                row.getString("external_source"),
                row.getString("external_id"),
                row.getInt("version"));
    }
}
