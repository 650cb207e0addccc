package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * From what advertising costs to what it brings: each lead and each won deal belongs to one channel, that of the first contact or that of
 * the last. What costs and brings no leads, and leads that came through no channel, are rows of their own. Pure.
 */
final class EndToEnd {

    /** Where somebody came from. @param channel null for nobody knows; so is the campaign */
    record Touch(String channel, String campaign) {

        static final Touch NONE = new Touch(null, null);

        Touch {
            channel = blank(channel) ? null : channel.strip();
            campaign = blank(campaign) ? null : campaign.strip();
        }

        private static boolean blank(String text) {
            return text == null || text.isBlank();
        }

        Touch channelAlone() {
            return new Touch(channel, null);
        }

        /** Words that differ in case alone are one. */
        String key() {
            return channel == null ? "-" : campaign == null ? lower(channel) : lower(channel) + " | " + lower(campaign);
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    record LeadRow(UUID id, Touch first, Touch last) {}

    /**
     * A won deal.
     *
     * @param party null for nobody known
     * @param newClient whether it is the first that the party won
     */
    record Sale(DealRow deal, UUID party, boolean newClient, Touch first, Touch last) {}

    record Cost(LocalDate day, Touch touch, BigDecimal amount) {}

    /** What a channel cost and brought. Not for several threads. */
    static final class Row {
        private final Touch touch;
        private final List<UUID> leads = new ArrayList<>();
        private final List<UUID> won = new ArrayList<>();
        private final Set<UUID> newClients = new LinkedHashSet<>();
        private BigDecimal cost = BigDecimal.ZERO;
        private BigDecimal revenue = BigDecimal.ZERO;
        private BigDecimal margin = BigDecimal.ZERO;
        private int withoutMargin;

        Row(Touch touch) {
            this.touch = touch;
        }

        private void add(Row other) {
            leads.addAll(other.leads);
            won.addAll(other.won);
            newClients.addAll(other.newClients);
            cost = cost.add(other.cost);
            revenue = revenue.add(other.revenue);
            margin = margin.add(other.margin);
            withoutMargin += other.withoutMargin;
        }

        private void add(Sale sale) {
            won.add(sale.deal().id());
            revenue = revenue.add(sale.deal().money());
            BigDecimal earned = sale.deal().margin();
            if (earned == null) {
                withoutMargin++;
            } else {
                margin = margin.add(earned);
            }
            if (sale.newClient() && sale.party() != null) {
                newClients.add(sale.party());
            }
        }

        Touch touch() {
            return touch;
        }

        List<UUID> leads() {
            return leads;
        }

        List<UUID> won() {
            return won;
        }

        List<UUID> newClients() {
            return List.copyOf(newClients);
        }

        BigDecimal cost() {
            return cost;
        }

        BigDecimal revenue() {
            return revenue;
        }

        /** Of the deals whose cost is known; null where some were won and it is known of none. */
        BigDecimal margin() {
            return withoutMargin > 0 && withoutMargin == won.size() ? null : margin;
        }

        /** Won deals of which nobody said what they cost. */
        int withoutMargin() {
            return withoutMargin;
        }

        Double costPerLead() {
            return Ratio.of(cost, leads.size());
        }

        Double costPerWon() {
            return Ratio.of(cost, won.size());
        }

        /** Of each client who bought for the first time. */
        Double costPerClient() {
            return Ratio.of(cost, newClients.size());
        }

        Double returned() {
            return margin() == null ? null : Ratio.of(margin.subtract(cost), cost);
        }

        Double returnedByRevenue() {
            return Ratio.of(revenue.subtract(cost), cost);
        }
    }

    /** @param total of all rows: each lead, deal and client once */
    record Result(List<Row> rows, Row total) {}

    private EndToEnd() {}

    /**
     * @param byLast whether the last contact decides, not the first
     * @param campaigns whether campaigns of a channel are rows of their own
     */
    static Result of(
            Collection<LeadRow> leads,
            Collection<Sale> sales,
            Collection<Cost> costs,
            boolean byLast,
            boolean campaigns) {
        Map<String, Row> rows = new TreeMap<>();
        Function<Touch, Row> row = touch -> {
            Touch asked = campaigns ? touch : touch.channelAlone();
            return rows.computeIfAbsent(asked.key(), key -> new Row(asked));
        };
        leads.forEach(
                lead -> row.apply(byLast ? lead.last() : lead.first()).leads.add(lead.id()));
        sales.forEach(sale -> row.apply(byLast ? sale.last() : sale.first()).add(sale));
        costs.forEach(cost -> {
            Row paid = row.apply(cost.touch());
            paid.cost = paid.cost.add(cost.amount());
        });
        var total = new Row(Touch.NONE);
        rows.values().forEach(total::add);

        List<Row> list = rows.values().stream()
                .sorted(Comparator.comparing(Row::cost).reversed())
                .toList();
        return new Result(list, total);
    }
}
