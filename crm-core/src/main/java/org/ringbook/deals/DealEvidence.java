package org.ringbook.deals;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.deals.StageRules.Having;
import org.ringbook.deals.StageRules.Paper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what a deal has: fields, documents, tasks that are done, parts that are open. */
final class DealEvidence {

    private final JdbcClient jdbc;

    DealEvidence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param own values of the company's own fields */
    Having of(Deal deal, DealType type, Map<String, Object> own) {
        return new Having(
                filled(deal.content(), deal, own),
                deal.amount(),
                papers(deal.id()),
                tasks(deal.id()),
                open(deal.id(), type));
    }

    /** Of one that is not kept yet. */
    static Having ofNew(Deal deal, Map<String, Object> own) {
        return new Having(filled(deal.content(), deal, own), deal.amount(), Set.of(), Set.of(), false);
    }

    private static Set<String> filled(Deal.Content content, Deal deal, Map<String, Object> own) {
        var filled = new HashSet<String>();
        put(filled, "title", content.title());
        put(filled, "partyId", content.partyId());
        put(filled, "entityId", content.entityId());
        put(filled, "contactId", content.contactId());
        put(filled, "responsibleId", content.responsibleId());
        put(filled, "amount", content.amount());
        put(filled, "probability", content.probability());
        put(filled, "expectedClose", content.expectedClose());
        put(filled, "competitor", content.competitor());
        put(filled, "channel", deal.channel());
        put(filled, "source", deal.source());
        put(filled, "campaign", deal.campaign());
        own.forEach((key, value) -> put(filled, "fields." + key, value));
        return filled;
    }

    private static void put(Set<String> filled, String name, Object value) {
        if (value != null) {
            filled.add(name);
        }
    }

    /** What was approved as it is stays approved when it is sent or accepted, until it is a draft again. */
    private Set<Paper> papers(UUID deal) {
        return Set.copyOf(jdbc.sql("""
                        select kind, state from document where deal_id = :deal
                        union select o.kind, 'approved' from document o join approval a on a.document_id = o.id and a.state = 'approved'
                            where o.deal_id = :deal and o.state in ('sent', 'accepted') and not exists (select from document_move m
                                where m.document_id = o.id and m.after = 'draft' and m.at > a.ended_at)""")
                .param("deal", deal)
                .query((row, n) -> new Paper(row.getString(1), row.getString(2)))
                .list());
    }

    private Set<String> tasks(UUID deal) {
        return Set.copyOf(jdbc.sql("select distinct what from task where deal_id = ? and state in ('done', 'closed')")
                .param(deal)
                .query(String.class)
                .list());
    }

    /** What its type does not know is open, until somebody says otherwise. */
    private boolean open(UUID deal, DealType type) {
        return states(deal).stream().anyMatch(state -> type.kindOf(state) == DealType.PartState.Kind.OPEN);
    }

    private List<String> states(UUID deal) {
        return jdbc.sql("select distinct state from deal_part where deal_id = ?")
                .param(deal)
                .query(String.class)
                .list();
    }

    /** Titles of its parts in states that a type does not know: there what is cancelled or delivered would be open. */
    List<String> strangers(UUID deal, DealType type) {
        return jdbc.sql("select title from deal_part where deal_id = ? and state <> all(?) order by position limit 5")
                .params(
                        deal,
                        type.states().stream().map(DealType.PartState::key).toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** Whether anything of it stands in its currency beside its own amount. */
    boolean hasSums(UUID deal) {
        return jdbc.sql("""
                        select exists (select from deal_part where deal_id = :deal and (amount is not null or cost is not null))
                            or exists (select from deal_line where deal_id = :deal)
                            or exists (select from payment where deal_id = :deal)
                            or exists (select from document where deal_id = :deal and amount is not null)""").param("deal", deal).query(Boolean.class).single();
    }
}
