package org.ringbook.orders;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.contacts.NewId;
import org.ringbook.refusals.Refused;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is sold, and for how much. A product is never deleted: lines of the past name it. Any thread; every method waits for the database. */
@Component
public class Products {

    private static final int MOST_PRICES = 200;
    private static final String PIECE = "шт";

    private final ProductRows rows;
    private final TransactionTemplate transaction;

    Products(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.rows = new ProductRows(jdbc);
        this.transaction = new TransactionTemplate(transactions);
    }

    public Optional<Product> find(UUID id) {
        return rows.find(id);
    }

    /** By kind and day. */
    public List<ProductPrice> prices(UUID product) {
        return rows.prices(product);
    }

    /**
     * By name.
     *
     * @param text any part of name or article; null for all
     * @param active null for both
     * @throws Refused if the cursor is none of ours
     */
    public OrderPage<Product> list(String text, Boolean active, String after, int limit) {
        List<Product> found = rows.list(
                OrderRules.line("q", text), active, after == null ? null : OrderCursor.read(after), limit + 1);
        return OrderPage.of(
                found, limit, one -> new OrderCursor(ProductRows.found(one.name(), one.article()), one.id()));
    }

    /**
     * Adds a product, or changes the one that another system called so before.
     *
     * @throws Refused if a field does not fit, or another active product has the article
     */
    public Upserted<Product> tell(NewProduct what) {
        try {
            return told(what);
        } catch (DuplicateKeyException meanwhile) {
            // Told by two at once: now it is there. An article that another one has stays in the way.
            return taken(() -> told(what));
        }
    }

    private Upserted<Product> told(NewProduct what) {
        return transaction.execute(status -> {
            Optional<Product> known = what.external() == null ? Optional.empty() : rows.findToChange(what.external());
            if (known.isPresent()) {
                return new Upserted<>(write(known.get(), what), false);
            }
            var product = new Product(
                    NewId.next(),
                    OrderRules.lineNeeded("name", what.name()),
                    OrderRules.line("article", what.article()),
                    what.unit() == null ? PIECE : OrderRules.lineNeeded("unit", what.unit()),
                    OrderRules.sum("price", what.price()),
                    OrderRules.percent("vatRate", what.vatRate()),
                    what.active() == null || what.active(),
                    External.source(what.external()),
                    External.id(what.external()),
                    1);
            rows.insert(product);
            price(product.id(), what.prices());
            return new Upserted<>(product, true);
        });
    }

    /**
     * Changes what was told of; what is null stays.
     *
     * @param version that it was made from; null to write over any
     * @throws Refused as {@link #tell}, if it is gone or was changed meanwhile
     */
    public Product change(UUID id, Integer version, NewProduct what) {
        return taken(() -> transaction.execute(status -> {
            Product product = rows.findToChange(id).orElseThrow(() -> Refused.because("id", "orders.product.unknown"));
            if (version != null && version != product.version()) {
                throw Refused.because("version", "orders.changed");
            }
            return write(product, what);
        }));
    }

    private static <T> T taken(java.util.function.Supplier<T> write) {
        try {
            return write.get();
        } catch (DuplicateKeyException another) {
            throw Refused.because("article", "orders.product.article");
        }
    }

    private Product write(Product product, NewProduct what) {
        var told = new Product(
                product.id(),
                what.name() == null ? product.name() : OrderRules.lineNeeded("name", what.name()),
                what.article() == null ? product.article() : OrderRules.line("article", what.article()),
                what.unit() == null ? product.unit() : OrderRules.lineNeeded("unit", what.unit()),
                what.price() == null ? product.price() : OrderRules.sum("price", what.price()),
                what.vatRate() == null ? product.vatRate() : OrderRules.percent("vatRate", what.vatRate()),
                what.active() == null ? product.active() : what.active(),
                product.externalSource(),
                product.externalId(),
                product.version());
        if (!told.equals(product)) {
            rows.update(told);
        }
        price(product.id(), what.prices());
        return rows.find(product.id()).orElseThrow();
    }

    private void price(UUID product, List<ProductPrice> prices) {
        if (prices == null) {
            return;
        }
        if (prices.size() > MOST_PRICES) {
            throw Refused.because("prices", "orders.prices.many", MOST_PRICES);
        }
        for (ProductPrice price : prices) {
            if (price.since() == null || price.value() == null) {
                throw Refused.because("prices", "orders.prices.day");
            }
            rows.price(
                    product,
                    new ProductPrice(
                            OrderRules.lineNeeded("prices", price.kind()),
                            price.since(),
                            OrderRules.sum("prices", price.value())));
        }
    }
}
