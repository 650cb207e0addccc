package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.reports.Period;
import org.ringbook.sales.Plan.Indicator;

/**
 * What each person did in a month, of the company's currency: deals that were won, made, and money that came, credited to whoever answered
 * for the deal then, whoever has it since. The same for whoever looks: a plan is not done less because somebody may see less.
 */
final class SalesFacts {

    private final Map<Indicator, Map<UUID, List<Pay.Piece>>> pieces = new EnumMap<>(Indicator.class);

    private SalesFacts() {
        for (Indicator indicator : Indicator.values()) {
            pieces.put(indicator, new HashMap<>());
        }
    }

    /** @param person null for everybody */
    static SalesFacts of(SalesRows rows, YearMonth month, UUID person, ZoneId zone) {
        var facts = new SalesFacts();
        var period = new Period(month.atDay(1), month.atEndOfMonth(), zone);
        SalesQuery query = SalesQuery.of(period, null).whose(person);
        Stages stages = rows.stages();
        rows.settled(
                query,
                true,
                story -> Winnings.in(story, stages, period.from(), period.to())
                        .forEach(credit -> facts.won(story, credit, zone)));
        rows.paid(query).forEach(facts::paid);
        rows.made(
                query,
                made -> facts.add(
                        Indicator.NEW_DEALS,
                        made.person(),
                        new Pay.Piece(
                                made.deal().id(),
                                day(made.deal().createdAt(), zone),
                                made.deal().money(),
                                0,
                                1)));
        return facts;
    }

    private static LocalDate day(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }

    private void won(DealHistory story, Credit credit, ZoneId zone) {
        DealRow deal = story.deal();
        long days = ChronoUnit.DAYS.between(day(story.begin(), zone), day(credit.won(), zone));
        BigDecimal money = deal.isForeign() ? BigDecimal.ZERO : credit.amount();
        var piece = new Pay.Piece(deal.id(), day(credit.at(), zone), money, days, credit.deals());
        add(Indicator.WON_COUNT, credit.person(), piece);
        if (!deal.isForeign()) {
            add(Indicator.WON_SUM, credit.person(), piece);
        }
        if (deal.margin() != null && credit.deals() != 0) {
            BigDecimal margin = deal.margin().multiply(BigDecimal.valueOf(credit.deals()));
            add(Indicator.MARGIN, credit.person(), new Pay.Piece(deal.id(), piece.on(), margin, days, credit.deals()));
        }
    }

    private void paid(SalesRows.Paid paid) {
        if (DealRow.CURRENCY.equals(paid.currency())) {
            long days = ChronoUnit.DAYS.between(paid.created(), paid.on());
            add(Indicator.PAID_SUM, paid.person(), new Pay.Piece(paid.deal(), paid.on(), paid.amount(), days, 1));
        }
    }

    private void add(Indicator indicator, UUID person, Pay.Piece piece) {
        if (person != null) {
            pieces.get(indicator)
                    .computeIfAbsent(person, one -> new ArrayList<>())
                    .add(piece);
        }
    }

    List<Pay.Piece> pieces(Indicator indicator, UUID person) {
        return pieces.get(indicator).getOrDefault(person, List.of());
    }

    /** Whoever did something. */
    List<UUID> people(Indicator indicator) {
        return List.copyOf(pieces.get(indicator).keySet());
    }

    static BigDecimal value(Indicator indicator, List<Pay.Piece> pieces) {
        return switch (indicator) {
            case WON_COUNT, NEW_DEALS -> Pay.deals(pieces);
            default -> pieces.stream().map(Pay.Piece::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        };
    }
}
