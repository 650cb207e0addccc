package org.ringbook.orders;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.orders.DealProgress.PartOfDeal;
import org.ringbook.orders.Fulfilment.Standing;
import org.ringbook.orders.PartState.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far deals are, for one or for a page of a board at once. Whether they may be seen was asked before. Any thread; waits for the database
 * four times, however many deals.
 */
@Component
public class Fulfilments {

    private final JdbcClient jdbc;

    Fulfilments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static final class Counting {

        private final BigDecimal amount;
        private final boolean counted;
        private final PartStates states;
        private final List<PartOfDeal> parts = new ArrayList<>();
        private final Set<Standing> documents = new HashSet<>();
        private BigDecimal paid = BigDecimal.ZERO.setScale(2);
        private BigDecimal cost;
        private boolean costUnknown;

        Counting(BigDecimal amount, boolean counted, PartStates states) {
            this.amount = amount;
            this.counted = counted;
            this.states = states;
        }

        void part(String state, BigDecimal ofPart, BigDecimal itsCost) {
            Kind kind = states.kindOf(state);
            parts.add(new PartOfDeal(kind, ofPart));
            costUnknown |= kind != Kind.CANCELLED && itsCost == null;
            if (kind != Kind.CANCELLED && itsCost != null) {
                cost = cost == null ? itsCost : cost.add(itsCost);
            }
        }

        Fulfilment done() {
            return new Fulfilment(DealProgress.of(parts, amount, counted, paid), cost, !costUnknown, documents);
        }
    }

    /** Empty when there is no such deal. */
    public Optional<Fulfilment> of(UUID deal) {
        return Optional.ofNullable(of(List.of(deal)).get(deal));
    }

    /** Each deal that there is. */
    public Map<UUID, Fulfilment> of(Collection<UUID> deals) {
        UUID[] ids = deals.toArray(UUID[]::new);
        var counting = new HashMap<UUID, Counting>();
        jdbc.sql(
                        "select d.id, d.amount, d.amount_from, t.part_states from deal d join deal_type t on t.id = d.type_id where d.id = any(?)")
                .param(ids)
                .query(row -> {
                    counting.put(
                            row.getObject("id", UUID.class),
                            new Counting(
                                    row.getBigDecimal("amount"),
                                    !row.getString("amount_from").equals("hand"),
                                    PartStates.read(row.getString("part_states"))));
                });
        jdbc.sql("select deal_id, state, amount, cost from deal_part where deal_id = any(?)")
                .param(ids)
                .query(row -> {
                    Counting of = counting.get(row.getObject("deal_id", UUID.class));
                    if (of != null) {
                        of.part(row.getString("state"), row.getBigDecimal("amount"), row.getBigDecimal("cost"));
                    }
                });
        jdbc.sql("select deal_id, sum(amount) as paid from payment where deal_id = any(?) group by deal_id")
                .param(ids)
                .query(row -> {
                    Counting of = counting.get(row.getObject("deal_id", UUID.class));
                    if (of != null) {
                        of.paid = row.getBigDecimal("paid");
                    }
                });
        jdbc.sql("select distinct deal_id, kind, state from document where deal_id = any(?)")
                .param(ids)
                .query(row -> {
                    Counting of = counting.get(row.getObject("deal_id", UUID.class));
                    if (of != null) {
                        of.documents.add(new Standing(
                                DocumentKind.of(row.getString("kind")).orElseThrow(),
                                DocumentState.of(row.getString("state")).orElseThrow()));
                    }
                });
        var done = new HashMap<UUID, Fulfilment>();
        counting.forEach((deal, of) -> done.put(deal, of.done()));
        return done;
    }
}
