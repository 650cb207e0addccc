package org.ringbook.orders;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.ringbook.refusals.Refusal;

/** What of a deal does not keep to the terms. It is told, and stops nothing: whoever sells decides. Pure. */
public final class TermsCheck {

    private TermsCheck() {}

    /**
     * A deal as it is compared with terms.
     *
     * @param day today, where the company is
     * @param planned when each part that is open is to be delivered
     * @param debt what the client would owe with this deal, in roubles
     * @param otherCurrency what of it is in another currency: it is added to nothing
     * @param debtIsTold whether the reader may know how much it is
     */
    public record Deal(
            LocalDate day,
            List<Line> lines,
            List<LocalDate> planned,
            DealProgress progress,
            BigDecimal debt,
            int otherCurrency,
            boolean debtIsTold) {}

    /**
     * @param terms those that hold; null for none
     * @param expired the client's own that hold no more, while none of their own do; null for none
     * @return in words for whoever sells; empty when all is kept
     */
    public static List<Refusal> of(Terms terms, Terms expired, Deal deal) {
        var warnings = new ArrayList<Refusal>();
        deal.lines().stream()
                .filter(line -> !VatRates.isOne(line.vatRate(), deal.day()))
                .map(line -> Refusal.of("orders.check.vat", line.name(), plain(line.vatRate())))
                .forEach(warnings::add);
        if (expired != null) {
            warnings.add(Refusal.of(
                    "orders.check.expired", expired.name(), expired.validTo().toString()));
        }
        if (terms != null) {
            discounts(terms, deal, warnings);
            dates(terms, deal, warnings);
            money(terms, deal, warnings);
        }
        return warnings;
    }

    private static void discounts(Terms terms, Deal deal, List<Refusal> warnings) {
        BigDecimal most = terms.mostDiscount();
        deal.lines().stream()
                .filter(line -> line.discount().compareTo(most) > 0)
                .map(line -> Refusal.of("orders.check.discount", line.name(), plain(line.discount()), plain(most)))
                .forEach(warnings::add);
    }

    private static void dates(Terms terms, Deal deal, List<Refusal> warnings) {
        LocalDate last = terms.validTo();
        if (last != null && deal.planned().stream().anyMatch(day -> day.isAfter(last))) {
            warnings.add(Refusal.of("orders.check.runs-out", terms.name(), last.toString()));
        }
        if (terms.deliveryDays() != null) {
            LocalDate first = deal.day().plusDays(terms.deliveryDays());
            if (deal.planned().stream().anyMatch(day -> day.isBefore(first))) {
                warnings.add(Refusal.of("orders.check.delivery", terms.deliveryDays()));
            }
        }
    }

    private static void money(Terms terms, Deal deal, List<Refusal> warnings) {
        if (terms.creditLimit() != null && deal.debt().compareTo(terms.creditLimit()) > 0) {
            warnings.add(
                    deal.debtIsTold()
                            ? Refusal.of("orders.check.credit", plain(deal.debt()), plain(terms.creditLimit()))
                            : Refusal.of("orders.check.credit-over", plain(terms.creditLimit())));
        }
        if (terms.creditLimit() != null && deal.otherCurrency() > 0) {
            warnings.add(Refusal.of("orders.check.other-currency", deal.otherCurrency()));
        }
        Integer paid = deal.progress().paidPercent();
        if (deal.progress().done() > 0
                && paid != null
                && BigDecimal.valueOf(paid).compareTo(terms.prepay()) < 0) {
            warnings.add(Refusal.of("orders.check.prepay", paid, plain(terms.prepay())));
        }
    }

    private static String plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return (bare.scale() < 0 ? bare.setScale(0) : bare).toPlainString();
    }
}
