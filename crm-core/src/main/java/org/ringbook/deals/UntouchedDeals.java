package org.ringbook.deals;

import java.sql.Timestamp;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deals that were made and with which nobody has worked since: what made them can be undone, and they go without a trace. Any thread; every
 * method waits for the database.
 */
@Component
public class UntouchedDeals {

    private static final String WORKED_WITH = """
            select exists (select from deal_part where deal_id = :id)
                or exists (select from document where deal_id = :id)
                or exists (select from payment where deal_id = :id)
                or exists (select from deal_line where deal_id = :id)
                or exists (select from deal_participant where deal_id = :id)
                or exists (select from event where deal_id = :id and deleted_at is null)
                or exists (select from claim where deal_id = :id)
                -- The call that it was made after is the only one of it.
                or (select count(*) from call_deal where deal_id = :id) > 1
                -- What was taken over, or came with the stage, is as old as the deal at most.
                or exists (select from task where deal_id = :id and (closed_at is not null or created_at > :made))""";

    private final JdbcClient jdbc;
    private final Deals deals;
    private final String workedWith;

    UntouchedDeals(JdbcClient jdbc, Deals deals, ObjectProvider<DealsNamedElsewhere> elsewhere) {
        this.jdbc = jdbc;
        this.deals = deals;
        this.workedWith = WORKED_WITH
                + elsewhere.stream().map(one -> " or " + one.names()).collect(Collectors.joining());
    }

    boolean isTouched(Deal deal) {
        return deals.moves(deal.id()).size() > 1
                || deal.version() > 1
                || deals.leadsOf(deal.id()).size() > 1
                || jdbc.sql(workedWith)
                        .param("id", deal.id())
                        .param("made", Timestamp.from(deal.createdAt()))
                        .query(Boolean.class)
                        .single();
    }

    /** @return false when it stays: somebody has worked with it, or it is not theirs to see */
    public boolean takeBack(UUID id, By by) {
        return deals.inTransaction(
                by,
                () -> deals.rows()
                        .findToChange(id)
                        .filter(deal -> deals.maySee(deal, by.person()))
                        .filter(deal -> !isTouched(deal))
                        .map(deal -> {
                            deals.delete(deal.id());
                            return true;
                        })
                        .orElse(false));
    }
}
