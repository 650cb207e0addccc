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
import org.ringbook.sales.Stage.Kind;

/**
 * What each person did in a month, of the company's currency: deals that were won and money that came, credited to whoever answered for
 * the deal as it was closed. The same for whoever looks: a plan is not done less because somebody may see less.
 */
final class SalesFacts {

    private final Map<Indicator, Map<UUID, List<Pay.Piece>>> pieces = new EnumMap<>(Indicator.class);

    private SalesFacts() {
        for (Indicator indicator : Indicator.values()) {
            pieces.put(indicator, new HashMap<>());
        }
    }

    static SalesFacts of(SalesRows rows, YearMonth month, ZoneId zone) {
        var facts = new SalesFacts();
        var query = SalesQuery.of(new Period(month.atDay(1), month.atEndOfMonth(), zone), null);
        Stages stages = rows.stages();
        rows.closed(query, true, story -> {
            if (stages.kind(story.deal().stage()) == Kind.WON) {
                facts.won(story, zone);
            }
        });
        rows.paid(query).forEach(facts::paid);
        rows.created(
                query,
                deal -> facts.add(
                        Indicator.NEW_DEALS,
                        deal.responsible(),
                        new Pay.Piece(deal.id(), day(deal.createdAt(), zone), deal.money(), 0)));
        return facts;
    }

    private static LocalDate day(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }

    private void won(DealHistory story, ZoneId zone) {
        DealRow deal = story.deal();
        LocalDate on = day(deal.closedAt(), zone);
        long days = ChronoUnit.DAYS.between(day(story.begin(), zone), on);
        UUID person = story.closedBy();
        add(Indicator.WON_COUNT, person, new Pay.Piece(deal.id(), on, deal.money(), days));
        if (!deal.isForeign()) {
            add(Indicator.WON_SUM, person, new Pay.Piece(deal.id(), on, deal.money(), days));
        }
        if (deal.margin() != null) {
            add(Indicator.MARGIN, person, new Pay.Piece(deal.id(), on, deal.margin(), days));
        }
    }

    private void paid(SalesRows.Paid paid) {
        if (DealRow.CURRENCY.equals(paid.currency())) {
            long days = ChronoUnit.DAYS.between(paid.created(), paid.on());
            add(Indicator.PAID_SUM, paid.person(), new Pay.Piece(paid.deal(), paid.on(), paid.amount(), days));
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
            case WON_COUNT, NEW_DEALS -> BigDecimal.valueOf(pieces.size());
            default -> pieces.stream().map(Pay.Piece::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        };
    }
}
