package org.ringbook.agentstates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger of what each person was when. One state at a time, without gaps while it is kept. Any thread; every method waits for the database. */
public final class AgentStates {

    private static final int FORGOTTEN_AT_ONCE = 5_000;
    private static final int LONGEST_TEXT = 200;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public AgentStates(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param reason of a pause, as the company calls it; null for none
     * @param until null while it lasts
     * @param source screen: chosen by the person; server: followed by itself; else the name of a telephone connection
     * @param callId the call that it was about; null for none
     * @param rule by which rule it was decided; null in what an earlier version wrote
     */
    public record Interval(
            UUID staffId,
            AgentState state,
            String reason,
            Instant since,
            Instant until,
            String source,
            UUID callId,
            String rule) {}

    /**
     * What lasts ends when this begins; nothing happens when it is what lasts already.
     *
     * @param state what is kept: of what is not heard that is not what was decided
     */
    public void begin(UUID staffId, AgentState state, Decision decision, Instant at) {
        transaction.executeWithoutResult(status -> {
            Optional<Interval> last = jdbc.sql(
                            "select * from agent_state where staff_id = ? order by since desc, id desc limit 1 for update")
                    .param(staffId)
                    .query(AgentStates::read)
                    .optional();
            boolean same = last.filter(one -> one.until() == null
                            && one.state() == state
                            && Objects.equals(one.reason(), decision.reason())
                            && Objects.equals(one.callId(), decision.callId()))
                    .isPresent();
            if (same) {
                return;
            }
            // What went on over a restart began before it, and is counted once.
            Instant from = last.map(one -> one.until() == null ? one.since() : one.until())
                    .filter(at::isBefore)
                    .orElse(at);
            end(staffId, from);
            jdbc.sql("insert into agent_state (staff_id, state, reason, since, source, known_at, call_id, rule)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            staffId,
                            state.word(),
                            text(decision.reason()),
                            time(from),
                            text(decision.source()),
                            time(from),
                            decision.callId(),
                            decision.rule())
                    .update();
        });
    }

    /** A telephone system's own words are in it: no database takes a NUL, and nobody reads a novel. */
    private static String text(String words) {
        if (words == null) {
            return null;
        }
        String clean = words.replace("\0", "");
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT);
    }

    private void end(UUID staffId, Instant at) {
        jdbc.sql("update agent_state set until = greatest(since, ?) where staff_id = ? and until is null")
                .params(time(at), staffId)
                .update();
    }

    /** All that lasts still did at that moment. */
    public void known(Instant at) {
        jdbc.sql("update agent_state set known_at = ? where until is null")
                .param(time(at))
                .update();
    }

    /**
     * After a start: what lasted while the server was away is not known, so it ended when it was last known to last.
     *
     * @param notBefore what was last known to last before that is forgotten
     * @return the pauses that people chose and had not ended: whoever comes back is on them still, also who was in a call then
     */
    public List<ChosenPause> endWhatLasted(Instant notBefore) {
        return transaction.execute(status -> {
            jdbc.sql("update agent_state set until = greatest(since, known_at) where until is null")
                    .update();
            return jdbc.sql("select p.staff_id, p.reason from chosen_pause p where exists (select from agent_state s"
                            + " where s.staff_id = p.staff_id and s.state <> 'offline' and s.until > ? and not exists"
                            + " (select from agent_state n where n.staff_id = s.staff_id and n.since > s.since))")
                    .param(time(notBefore))
                    .query((row, number) ->
                            new ChosenPause(row.getObject("staff_id", UUID.class), row.getString("reason")))
                    .list();
        });
    }

    /** @param reason null for none */
    public record ChosenPause(UUID staffId, String reason) {}

    /** Somebody chose a pause, and is on it until they end it, whatever call comes between. */
    public void choosePause(UUID staffId, String reason) {
        jdbc.sql("insert into chosen_pause (staff_id, reason) values (?, ?)"
                        + " on conflict (staff_id) do update set reason = excluded.reason")
                .params(staffId, text(reason))
                .update();
    }

    public void endPause(UUID staffId) {
        jdbc.sql("delete from chosen_pause where staff_id = ?").param(staffId).update();
    }

    /**
     * Lets go what was over so long ago. Of a clock that is ahead the newest entry is believed.
     *
     * @return how many went
     */
    public int forget(Duration keep, Instant now) {
        int gone = 0;
        int some;
        do {
            some = jdbc.sql("delete from agent_state where id in (select id from agent_state where until < least("
                            + "cast(? as timestamptz), (select max(since) from agent_state)) - make_interval(secs => ?)"
                            + " limit ?)")
                    .params(time(now), keep.toSeconds(), FORGOTTEN_AT_ONCE)
                    .update();
            gone += some;
        } while (some == FORGOTTEN_AT_ONCE);
        return gone;
    }

    /**
     * What was so in any moment of [from, to), the newest first.
     *
     * @param people null for everybody's
     */
    public List<Interval> list(Collection<UUID> people, Instant from, Instant to, int limit) {
        var conditions = new ArrayList<>(List.of("since < :to", "coalesce(until, 'infinity') > :from"));
        var params = new HashMap<String, Object>();
        params.put("from", time(from));
        params.put("to", time(to));
        if (people != null) {
            conditions.add("staff_id = any(:people)");
            params.put("people", people.toArray(UUID[]::new));
        }
        return jdbc.sql("select * from agent_state where " + String.join(" and ", conditions)
                        + " order by since desc, id desc limit :limit")
                .params(params)
                .param("limit", limit)
                .query(AgentStates::read)
                .list();
    }

    /**
     * Pauses of one person for one reason. Times are milliseconds.
     *
     * @param reason null where none was chosen
     */
    public record Pauses(UUID staffId, String reason, long count, long millis, long longest) {}

    /** @param millis as far as it lies in what was asked */
    public record Spent(UUID staffId, String state, long millis) {}

    /**
     * How long each was in which state in [from, to).
     *
     * @param people null for everybody's
     * @param now until when that counts which lasts
     */
    public List<Spent> spent(Collection<UUID> people, Instant from, Instant to, Instant now) {
        return jdbc.sql("select staff_id, state, sum(greatest(0, extract(epoch from"
                        + " least(coalesce(until, cast(:now as timestamptz)), cast(:to as timestamptz))"
                        + " - greatest(since, cast(:from as timestamptz))) * 1000))::bigint"
                        + " from agent_state where since < :to and coalesce(until, 'infinity') > :from"
                        + (people == null ? "" : " and staff_id = any(:people)")
                        + " group by staff_id, state")
                .param("from", time(from))
                .param("to", time(to))
                .param("now", time(now))
                .param("people", people == null ? null : people.toArray(UUID[]::new))
                .query((row, number) -> new Spent(row.getObject(1, UUID.class), row.getString(2), row.getLong(3)))
                .list();
    }

    /**
     * Pauses of [from, to), each as far as it lies in there; one that lasts, until now.
     *
     * @param people null for everybody's
     */
    public List<Pauses> pauses(Collection<UUID> people, Instant from, Instant to, Instant now) {
        return jdbc.sql("select staff_id, reason, count(*), sum(millis)::bigint, max(millis)::bigint from ("
                        + "select staff_id, reason, greatest(0, extract(epoch from"
                        + " least(coalesce(until, cast(:now as timestamptz)), cast(:to as timestamptz))"
                        + " - greatest(since, cast(:from as timestamptz))) * 1000) as millis"
                        + " from agent_state where state = 'paused' and since < :to and coalesce(until, 'infinity') > :from"
                        + (people == null ? "" : " and staff_id = any(:people)")
                        + ") p group by staff_id, reason")
                .param("from", time(from))
                .param("to", time(to))
                .param("now", time(now))
                .param("people", people == null ? null : people.toArray(UUID[]::new))
                .query((row, number) -> new Pauses(
                        row.getObject(1, UUID.class), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .list();
    }

    private static Object time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Interval read(ResultSet row, int number) throws SQLException {
        Timestamp until = row.getTimestamp("until");
        return new Interval(
                row.getObject("staff_id", UUID.class),
                AgentState.of(row.getString("state")),
                row.getString("reason"),
                row.getTimestamp("since").toInstant(),
                until == null ? null : until.toInstant(),
                row.getString("source"),
                row.getObject("call_id", UUID.class),
                row.getString("rule"));
    }
}
