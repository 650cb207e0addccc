package org.ringbook.origins;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.origins.CallDeals.About;
import org.ringbook.origins.DealOfCall.Lifetime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of what was said of calls and deals, and what else tells of both. */
final class CallDealRows {

    private static final int MOST = 500;

    private final JdbcClient jdbc;

    CallDealRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whoever says something of the same call at the same time waits. In the caller's transaction. */
    void hold(UUID call) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('deal of call ' || ?, 0))")
                .param(call.toString())
                .query()
                .listOfRows();
    }

    void say(UUID call, UUID deal, boolean ofResult, UUID by) {
        jdbc.sql("insert into call_deal (call_id, deal_id, of_result, said_by) values (?, ?, ?, ?)"
                        + " on conflict (call_id) do update set deal_id = excluded.deal_id, of_result = excluded.of_result,"
                        + " said_by = excluded.said_by, said_at = now()")
                .params(call, deal, ofResult, by)
                .update();
    }

    void forget(UUID call) {
        jdbc.sql("delete from call_deal where call_id = ?").param(call).update();
    }

    /** The deal that was made as the result of this call was chosen. */
    Optional<UUID> ofResult(UUID call) {
        return jdbc.sql("select deal_id from call_deal where call_id = ? and of_result and deal_id is not null")
                .param(call)
                .query(UUID.class)
                .optional();
    }

    /** What was said of the call that stands for both goes before what was said of the other. */
    void merged(UUID call, UUID into) {
        jdbc.sql(
                        "insert into call_deal (call_id, deal_id, of_result, said_by, said_at)"
                                + " select ?, deal_id, of_result, said_by, said_at from call_deal where call_id = ? on conflict do nothing")
                .params(into, call)
                .update();
        forget(call);
    }

    /** What somebody said, and what follows from the lead of a call that became a deal. */
    Map<UUID, About> told(Collection<UUID> calls) {
        var told = new HashMap<UUID, About>();
        UUID[] ids = calls.toArray(UUID[]::new);
        jdbc.sql("select call_id, deal_id from lead where call_id = any(:calls) and deal_id is not null"
                        + " union all select e.call_id, l.deal_id from lead_event e join lead l on l.id = e.lead_id"
                        + " where e.call_id = any(:calls) and l.deal_id is not null")
                .param("calls", ids)
                .query(row -> {
                    told.put(row.getObject(1, UUID.class), new About(row.getObject(2, UUID.class), false));
                });
        jdbc.sql("select call_id, deal_id from call_deal where call_id = any(?)")
                .param(ids)
                .query(row -> {
                    told.put(row.getObject(1, UUID.class), new About(row.getObject(2, UUID.class), true));
                });
        return told;
    }

    /** Of these clients, open at any time between the two. @return empty where there are very many: one left out might be the one meant */
    Optional<List<Lifetime>> dealsOf(Collection<UUID> parties, Instant from, Instant until) {
        List<Lifetime> found = jdbc.sql(
                        "select * from deal where (party_id = any(:parties) or contact_id = any(:parties))"
                                + " and created_at <= :until and (closed_at is null or closed_at > :from) limit "
                                + (MOST + 1))
                .param("parties", parties.toArray(UUID[]::new))
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, n) -> new Lifetime(
                        row.getObject("id", UUID.class),
                        row.getObject("party_id", UUID.class),
                        row.getObject("contact_id", UUID.class),
                        row.getObject("responsible_id", UUID.class),
                        instant(row.getTimestamp("created_at")),
                        instant(row.getTimestamp("closed_at"))))
                .list();
        return found.size() > MOST ? Optional.empty() : Optional.of(found);
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    /** Calls of which somebody said that they are about a deal, and those of its leads. */
    List<UUID> callsOf(UUID deal) {
        return jdbc.sql("select call_id from call_deal where deal_id = :deal"
                        + " union select call_id from lead where deal_id = :deal and call_id is not null"
                        + " union select e.call_id from lead_event e join lead l on l.id = e.lead_id"
                        + " where l.deal_id = :deal and e.call_id is not null limit " + MOST)
                .param("deal", deal)
                .query(UUID.class)
                .list();
    }

    /** The open lead that a call came to. */
    Optional<UUID> openLead(UUID call) {
        return jdbc.sql(
                        "select l.id from lead l where l.state in ('new', 'in_work') and (l.call_id = :call or exists (select from lead_event e"
                                + " where e.lead_id = l.id and e.call_id = :call)) order by l.created_at, l.id limit 1")
                .param("call", call)
                .query(UUID.class)
                .optional();
    }
}
