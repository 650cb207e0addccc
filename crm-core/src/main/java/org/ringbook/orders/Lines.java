package org.ringbook.orders;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.contacts.NewId;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lines of deals and their parts. Any thread; every method waits for the database. */
@Component
public class Lines {

    private static final int MOST = 500;
    private static final int MOST_ATTRIBUTES = 50;
    private static final String PIECE = "шт";
    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(13);

    private final LineRows rows;
    private final OrderDeals deals;
    private final ProductRows products;
    private final TermsRows terms;
    private final WorkingCalendar calendar;
    private final TransactionTemplate transaction;

    Lines(JdbcClient jdbc, OrderDeals deals, WorkingCalendar calendar, PlatformTransactionManager transactions) {
        this.rows = new LineRows(jdbc);
        this.deals = deals;
        this.products = new ProductRows(jdbc);
        this.terms = new TermsRows(jdbc);
        this.calendar = calendar;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Of a deal that they may see: its own first, then those of its parts. */
    public List<Line> ofDeal(UUID deal) {
        return rows.ofDeal(deal);
    }

    public List<Line> ofPart(UUID part) {
        return rows.ofPart(part);
    }

    /**
     * All lines of the deal itself; those of its parts stay.
     *
     * @param version of the deal that they were made from; null to write over any
     * @throws Refused if there is no such deal for them, it or its lines were changed meanwhile, or a line does not fit
     */
    public List<Line> write(UUID deal, Integer version, List<NewLine> all, StaffMember by) {
        return transaction.execute(status -> {
            DealFacts facts = deals.lock(deal, null, by);
            if (version != null && version != facts.version()) {
                throw Refused.because("version", "orders.changed");
            }
            if (write(facts, null, all).isNew()) {
                deals.linesChanged(deal, by);
            }
            deals.amountFollows(deal, by);
            return rows.ofDeal(deal);
        });
    }

    /** What lines come to, and whether they are others than before. */
    record Written(BigDecimal sum, boolean isNew) {}

    /** In the transaction of whoever holds the deal. */
    Written write(DealFacts deal, UUID part, List<NewLine> all) {
        if (all.size() > MOST) {
            throw Refused.because("lines", "orders.lines.many", MOST);
        }
        LocalDate today = LocalDate.now(calendar.zone());
        Terms agreed = terms.effective(deal.partyId(), today).orElse(null);
        var lines = new ArrayList<Line>();
        BigDecimal total = BigDecimal.ZERO.setScale(2);
        for (NewLine one : all) {
            Line line = read(deal, part, one, agreed, today, lines.size());
            lines.add(line);
            total = total.add(line.sum().gross());
            if (total.compareTo(LARGEST) >= 0) {
                throw Refused.because("lines", "orders.size");
            }
        }
        List<Line> before = rows.of(deal.id(), part);
        boolean same = before.size() == lines.size()
                && IntStream.range(0, lines.size()).allMatch(n -> lines.get(n).saysAs(before.get(n)));
        if (!same) {
            rows.replace(deal.id(), part, lines);
        }
        return new Written(total, !same);
    }

    private Line read(DealFacts deal, UUID part, NewLine told, Terms agreed, LocalDate today, int position) {
        Product product = told.productId() == null
                ? null
                : products.find(told.productId())
                        .orElseThrow(() -> Refused.because("productId", "orders.product.unknown"));
        String name = OrderRules.line("name", told.name());
        String unit = OrderRules.line("unit", told.unit());
        BigDecimal price = OrderRules.sum("price", told.price());
        BigDecimal discount = OrderRules.percent("discount", told.discount());
        BigDecimal vat = OrderRules.percent("vatRate", told.vatRate());
        if (product != null) {
            name = name == null ? product.name() : name;
            unit = unit == null ? product.unit() : unit;
            price = price == null ? listed(product, agreed, today) : price;
            vat = vat == null ? product.vatRate() : vat;
        }
        if (price == null) {
            throw Refused.because("price", "orders.missing");
        }
        boolean onTop = agreed != null && agreed.vatMode() == VatMode.ON_TOP;
        return new Line(
                NewId.next(),
                deal.id(),
                part,
                told.productId(),
                OrderRules.lineNeeded("name", name),
                attributes(told.attributes()),
                OrderRules.quantity("quantity", told.quantity()),
                unit == null ? PIECE : unit,
                price,
                discount != null ? discount : agreed != null ? agreed.discount() : BigDecimal.ZERO.setScale(2),
                told.withoutVat() ? null : vat,
                told.vatIncluded() == null ? !onTop : told.vatIncluded(),
                position);
    }

    /** Of the kind that was agreed on, else the base price. */
    private BigDecimal listed(Product product, Terms agreed, LocalDate day) {
        String kind = agreed == null ? null : agreed.priceKind();
        return kind == null
                ? product.price()
                : ProductPrice.on(products.prices(product.id()), kind, day).orElse(product.price());
    }

    private static Map<String, String> attributes(Map<String, String> told) {
        var kept = new LinkedHashMap<String, String>();
        if (told == null) {
            return kept;
        }
        if (told.size() > MOST_ATTRIBUTES) {
            throw Refused.because("attributes", "orders.attributes", MOST_ATTRIBUTES);
        }
        told.forEach((name, value) -> {
            String key = OrderRules.lineNeeded("attributes", name);
            String text = OrderRules.line("attributes", value);
            if (text != null) {
                kept.put(key, text);
            }
        });
        return kept;
    }
}
