package org.ringbook.orders;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.orders.PartState.Kind;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Rights;
import org.ringbook.rights.SubjectColumns;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The deals that orders belong to: whose they are, and what their parts make of their amount. A stage is never written here. Any thread;
 * every method waits for the database.
 */
@Component
public class OrderDeals {

    /** Whose a deal is, is whose all is that belongs to it. The deal is {@code d} in queries. */
    private static final SubjectColumns OWNER = new SubjectColumns("d.responsible_id", false, "d.team");

    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(13);
    private static final String FACTS =
            "select d.*, t.part_states from deal d join deal_type t on t.id = d.type_id where ";

    private final JdbcClient jdbc;
    private final Rights rights;

    OrderDeals(JdbcClient jdbc, Rights rights) {
        this.jdbc = jdbc;
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
     * The deal that something is told of, which nobody changes until the transaction ends.
     *
     * @param deal its id; null where it is named by another system
     * @throws Refused when neither is given, or there is no such deal for them
     */
    DealFacts lock(UUID deal, External external, StaffMember who) {
        if (deal == null && external == null) {
            throw Refused.because("dealId", "orders.deal.missing");
        }
        Optional<DealFacts> found = deal != null ? find(deal, who) : find(external, who);
        String field = deal != null ? "dealId" : "dealExternalId";
        String called = deal != null ? deal.toString() : external.id();
        return found.flatMap(known -> lock(known.id()))
                .orElseThrow(() -> Refused.because(field, "orders.deal.unknown", called));
    }

    private Optional<DealFacts> lock(UUID deal) {
        return jdbc.sql(FACTS + "d.id = ? for update of d")
                .param(deal)
                .query(OrderDeals::read)
                .optional();
    }

    Condition seen(StaffMember who) {
        return who == null
                ? new Condition("true", java.util.Map.of())
                : rights.of(who).condition(Action.SEE, OWNER);
    }

    /**
     * Makes the amount what the parts or lines come to, where the deal says so; in the caller's transaction. Whoever lets a deal take its
     * amount from them from now on calls it, too. Nothing is written when it is that already.
     *
     * @throws Refused if it is more than can be kept
     */
    public void amountFollows(UUID deal) {
        lock(deal).ifPresent(facts -> {
            BigDecimal total = total(facts);
            if (total == null) {
                return;
            }
            if (total.compareTo(LARGEST) >= 0) {
                throw Refused.because("amount", "orders.size");
            }
            jdbc.sql("update deal set amount = :amount, changed_at = now(), version = version + 1"
                            + " where id = :deal and amount is distinct from :amount")
                    .param("amount", total)
                    .param("deal", deal)
                    .update();
        });
    }

    /** Null where the amount is said by hand. */
    private BigDecimal total(DealFacts deal) {
        String[] cancelled = cancelled(deal.states());
        return switch (deal.amountFrom()) {
            case "parts" ->
                jdbc.sql("select coalesce(sum(amount), 0) from deal_part where deal_id = ? and state <> all(?)")
                        .params(deal.id(), cancelled)
                        .query(BigDecimal.class)
                        .single();
            case "lines" ->
                jdbc
                        .sql("select l.* from deal_line l left join deal_part p on p.id = l.part_id"
                                + " where l.deal_id = ? and (p.id is null or p.state <> all(?))")
                        .params(deal.id(), cancelled)
                        .query(LineRows::read)
                        .list()
                        .stream()
                        .map(line -> line.sum().gross())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
            default -> null;
        };
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
                PartStates.read(row.getString("part_states")));
    }
}
