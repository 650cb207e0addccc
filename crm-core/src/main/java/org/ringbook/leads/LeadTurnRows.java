package org.ringbook.leads;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the giving out of leads asks the database: who waits, who has how many, whom nobody touched. */
final class LeadTurnRows {

    private final JdbcClient jdbc;

    LeadTurnRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that nobody has, in the order in which they came. */
    List<Lead> waiting(String queue) {
        return jdbc.sql(
                        "select * from lead where lead_queue = ? and state = 'new' and responsible_id is null and doubtful is null"
                                + " order by created_at, id limit 500")
                .param(queue)
                .query(LeadRows::read)
                .list();
    }

    /** As {@link #waiting}, those of which no supervisor was told. */
    List<Lead> waitingUntold(String queue) {
        return jdbc.sql(
                        "select * from lead where lead_queue = ? and state = 'new' and responsible_id is null and doubtful is null"
                                + " and escalated_at is null and first_response_at is null order by created_at, id limit 500")
                .param(queue)
                .query(LeadRows::read)
                .list();
    }

    /** How many open ones each of these has, how many they were given since then, and when the last. */
    Map<UUID, FairTurn.Member> turns(String queue, Map<UUID, LeadSettings.Member> members, Instant dayBegan) {
        var turns = new HashMap<UUID, FairTurn.Member>();
        members.forEach((id, member) -> turns.put(
                id,
                jdbc.sql("""
                                select (select count(*) from lead where responsible_id = :id and state in ('new', 'in_work')) as open,
                                    count(*) filter (where at >= :day) as today, max(at) as last
                                from lead_assignment where lead_queue = :queue and chosen = :id""")
                        .param("id", id)
                        .param("queue", queue)
                        .param("day", Timestamp.from(dayBegan))
                        .query((row, n) -> new FairTurn.Member(
                                id,
                                member.weight(),
                                member.capacity(),
                                row.getInt("open"),
                                row.getInt("today"),
                                row.getTimestamp("last") == null
                                        ? null
                                        : row.getTimestamp("last").toInstant()))
                        .single()));
        return turns;
    }

    /**
     * Given to somebody, and no person of ours has done anything with it.
     *
     * @param given to whom it was given, in that order
     */
    record Untouched(UUID lead, int version, UUID responsibleId, Instant givenAt, List<UUID> given) {}

    List<Untouched> untouched() {
        return jdbc.sql("""
                        select l.id, l.version, l.responsible_id, max(a.at) as given_at, array_agg(a.chosen order by a.id) as given
                        from lead l join lead_assignment a on a.lead_id = l.id
                        where l.state = 'new' and l.responsible_id is not null and l.first_response_at is null
                            and l.doubtful is null and l.escalated_at is null
                            and not exists (select from lead_event e where e.lead_id = l.id and e.by is not null and e.kind <> 'assigned')
                        group by l.id order by given_at limit 500""")
                .query((row, n) -> new Untouched(
                        row.getObject("id", UUID.class),
                        row.getInt("version"),
                        row.getObject("responsible_id", UUID.class),
                        row.getTimestamp("given_at").toInstant(),
                        Arrays.asList((UUID[]) row.getArray("given").getArray())))
                .list();
    }

    void escalate(UUID id, Instant at) {
        jdbc.sql("update lead set escalated_at = ?, version = version + 1 where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }
}
