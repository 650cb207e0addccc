package org.ringbook.orders;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal.AmountFrom;
import org.ringbook.deals.DealChanged;
import org.ringbook.deals.DealMoved;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypeSaved;
import org.ringbook.deals.Deals;
import org.ringbook.deals.StageMove;
import org.ringbook.orders.PartState.Kind;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Rights;
import org.ringbook.rights.SubjectColumns;
import org.ringbook.staff.StaffMember;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The deals that orders belong to: whose they are, and what their parts make of their amount. A stage is never written here. Any thread;
 * every method waits for the database.
 */
@Component
public class OrderDeals {

    /** Whose a deal is, is whose all is that belongs to it. The deal is {@code d} in queries. */
    private static final SubjectColumns OWNER = new SubjectColumns("d.responsible_id", false, null);

    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(13);
    private static final String FACTS =
            "select d.*, t.part_states from deal d join deal_type t on t.id = d.type_id where ";

    private final JdbcClient jdbc;
    private final Deals deals;
    private final Rights rights;

    OrderDeals(JdbcClient jdbc, Deals deals, Rights rights) {
        this.jdbc = jdbc;
        this.deals = deals;
        this.rights = rights;
    }

    /** Empty when there is none, or it is not theirs to see. @param who null for the program itself */
    public Optional<DealFacts> find(UUID deal, StaffMember who) {
        Condition seen = seen(who);
        return jdbc.sql(FACTS + "d.id = :deal and " + seen.sql())
                .params(seen.parameters())
                .param("deal", deal)
                .query(OrderDeals::read)
                .optional();
    }

    /** By what another system calls the deal. As above. */
    public Optional<DealFacts> find(External deal, StaffMember who) {
        Condition seen = seen(who);
        return jdbc.sql(FACTS + "d.external_source = :source and d.external_id = :external and " + seen.sql())
                .params(seen.parameters())
                .param("source", deal.source())
                .param("external", deal.id())
                .query(OrderDeals::read)
                .optional();
    }

    /**
     * The deal that something is told of, which nobody changes until the transaction ends. Whether it may be seen is asked once it is held:
     * it may be somebody else's by then.
     *
     * @param deal its id; null where it is named by another system
     * @throws Refused when neither is given, or there is no such deal for them
     */
    DealFacts lock(UUID deal, External external, StaffMember who) {
        UUID id = named(deal, external);
        hold(id);
        return find(id, who).orElseThrow(() -> unknown(deal, external));
    }

    /** As above, and the states of its type stay, too: none is taken away while a part goes into it. */
    DealFacts lockWithStates(UUID deal, External external, StaffMember who) {
        UUID id = named(deal, external);
        // Before the deal, as whoever changes a type does it.
        jdbc.sql("select 1 from deal_type t where t.id = (select type_id from deal where id = ?) for share")
                .param(id)
                .query()
                .listOfRows();
        return lock(id, null, who);
    }

    private UUID named(UUID deal, External external) {
        if (deal == null && external == null) {
            throw Refused.because("dealId", "orders.deal.missing");
        }
        if (deal != null) {
            return deal;
        }
        return jdbc.sql("select id from deal where external_source = ? and external_id = ?")
                .params(external.source(), external.id())
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> unknown(null, external));
    }

    private static Refused unknown(UUID deal, External external) {
        return deal != null
                ? Refused.because("dealId", "orders.deal.unknown", deal.toString())
                : Refused.because("dealExternalId", "orders.deal.unknown", external.id());
    }

    private void hold(UUID deal) {
        jdbc.sql("select 1 from deal where id = ? for update")
                .param(deal)
                .query()
                .listOfRows();
    }

    Condition seen(StaffMember who) {
        return who == null
                ? new Condition("true", java.util.Map.of())
                : rights.of(who).condition(Action.SEE, OWNER);
    }

    /**
     * Makes the amount what the parts or lines come to, where the deal says so; in the caller's transaction. Nothing is written when it is
     * that already.
     *
     * @param by whose change it follows; null for the program itself
     * @throws Refused if it is more than can be kept
     */
    void amountFollows(UUID deal, StaffMember by) {
        hold(deal);
        find(deal, null).filter(facts -> !facts.amountFrom().equals("hand")).ifPresent(facts -> {
            BigDecimal total = total(facts);
            if (total != null && total.compareTo(LARGEST) >= 0) {
                throw Refused.because("amount", "orders.size");
            }
            deals.counted(
                    deal, AmountFrom.of(facts.amountFrom()).orElseThrow(), total, new By(by, StageMove.Cause.PART));
        });
    }

    /** Lines of the deal are others: whoever has seen the ones before is told so. */
    void linesChanged(UUID deal, StaffMember by) {
        deals.touched(deal, "lines", new By(by, StageMove.Cause.PART));
    }

    /** It may come from elsewhere than before. */
    @EventListener
    void follow(DealChanged changed) {
        if (changed.fields().contains("amountFrom")) {
            amountFollows(changed.deal().id(), changed.by().person());
        }
    }

    /** A new one, or one of another type, which may count other states. */
    @EventListener
    void follow(DealMoved moved) {
        StageMove.Kind kind = moved.move().kind();
        if (kind == StageMove.Kind.CREATED || kind == StageMove.Kind.PIPELINE) {
            amountFollows(moved.deal().id(), null);
        }
    }

    /** What counted before may be cancelled now, and the other way round. */
    @EventListener
    void follow(DealTypeSaved saved) {
        String[] others = Stream.concat(saved.before().states().stream(), saved.now().states().stream())
                .map(DealType.PartState::key)
                .distinct()
                .filter(key -> isCancelled(saved.before(), key) != isCancelled(saved.now(), key))
                .toArray(String[]::new);
        if (others.length > 0) {
            jdbc.sql("select distinct d.id from deal d join deal_part p on p.deal_id = d.id"
                            + " where d.type_id = ? and d.amount_from <> 'hand' and p.state = any(?) order by d.id")
                    .params(saved.now().id(), others)
                    .query(UUID.class)
                    .list()
                    .forEach(deal -> amountFollows(deal, null));
        }
    }

    private static boolean isCancelled(DealType type, String state) {
        return type.kindOf(state) == DealType.PartState.Kind.CANCELLED;
    }

    /** Null where there is nothing to count yet. */
    private BigDecimal total(DealFacts deal) {
        String[] cancelled = cancelled(deal.states());
        if (deal.amountFrom().equals("parts")) {
            return jdbc.sql(
                            "select case when count(*) > 0 then coalesce(sum(amount) filter (where state <> all(?)), 0) end"
                                    + " from deal_part where deal_id = ?")
                    .params(cancelled, deal.id())
                    .query((row, n) -> row.getBigDecimal(1))
                    .list()
                    .get(0);
        }
        List<BigDecimal> lines = jdbc.sql("select l.*, p.state <> all(?) is not false as counts from deal_line l"
                        + " left join deal_part p on p.id = l.part_id where l.deal_id = ?")
                .params(cancelled, deal.id())
                .query((row, n) ->
                        row.getBoolean("counts") ? LineRows.read(row, n).sum().gross() : BigDecimal.ZERO)
                .list();
        return lines.isEmpty() ? null : lines.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static String[] cancelled(PartStates states) {
        return states.all().stream()
                .filter(state -> state.kind() == Kind.CANCELLED)
                .map(PartState::key)
                .toArray(String[]::new);
    }

    /** @throws Refused when a sum is told in another currency: sums of two are never added */
    static void requireCurrency(DealFacts deal, String currency) {
        if (currency != null && !currency.equals(deal.currency())) {
            throw Refused.because("currency", "orders.currency", deal.currency());
        }
    }

    private static DealFacts read(ResultSet row, int number) throws SQLException {
        return new DealFacts(
                row.getObject("id", UUID.class),
                row.getObject("party_id", UUID.class),
                row.getObject("contact_id", UUID.class),
                row.getObject("responsible_id", UUID.class),
                row.getString("currency"),
                row.getString("amount_from"),
                row.getBigDecimal("amount"),
                PartStates.read(row.getString("part_states")),
                row.getInt("version"));
    }
}
