package org.ringbook.calls.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How legs sounded, beside the log. Any thread; every method waits for the database. */
@Component
public class LegQualities {

    /** The leg of that telephone that ended when the report says, and began when it says; what is still going on is waited for. */
    private static final String FIND_CALLS = """
            update leg_quality q set call_id = found.call_id
            from (select w.id, l.call_id from leg_quality w cross join lateral (
                    select call_id from call_leg
                    where party = w.telephone and (staff_id is null or staff_id = w.staff_id)
                        and at between w.began_at - interval '30 seconds' and w.answered_at + interval '30 seconds'
                        and abs(extract(epoch from ended_at - w.ended_at)) < 30
                    order by abs(extract(epoch from ended_at - w.ended_at))
                        + abs(extract(epoch from coalesce(answered_at, at) - w.answered_at))
                    limit 1) l
                where w.reported_at > now() - interval '2 days' and %s) found
            where q.id = found.id and q.call_id is distinct from found.call_id
            """;

    private static final String NONE_YET = "w.call_id is null";
    /** Made anew as another one, as deriving does it. */
    private static final String GONE = "w.call_id is not null and not exists (select from call where id = w.call_id)"
            + " and not exists (select from call_alias where id = w.call_id)";

    /** Those of a call, of calls that were merged into it, and of other sources' records of it. */
    private static final String OF_CALLS = """
            with wanted as (select id as shown, id from unnest(?::uuid[]) as asked (id)
                union select call_id, id from call_alias where call_id = any(?::uuid[])
                union select call_id, other_id from call_seen_again where call_id = any(?::uuid[]))
            select w.shown, q.* from wanted w join leg_quality q on q.call_id = w.id order by q.answered_at
            """;

    private final JdbcClient jdbc;

    public LegQualities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a report; one that was told already changes nothing. @param staff whose program told it */
    public void keep(LegQuality told, UUID staff) {
        jdbc.sql(
                        "insert into leg_quality (telephone, staff_id, sip_call_id, began_at, answered_at, ended_at, codec, sent,"
                                + " received, lost, late, concealed_millis, jitter_millis, buffer_millis, round_trip_millis,"
                                + " lost_there, estimate, estimate_there) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                + " ?, ?) on conflict (telephone, sip_call_id) do nothing")
                .params(
                        told.telephone(),
                        staff,
                        told.sipCallId(),
                        time(told.beganAt()),
                        time(told.answeredAt()),
                        time(told.endedAt()),
                        told.codec(),
                        told.sent(),
                        told.received(),
                        told.lost(),
                        told.late(),
                        told.concealedMillis(),
                        told.jitterMillis(),
                        told.bufferMillis(),
                        told.roundTripMillis(),
                        told.lostThere(),
                        told.estimate(),
                        told.estimateThere())
                .update();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Leads reports to their calls that are in the log by now. @return how many found theirs */
    public int findCalls() {
        return jdbc.sql(FIND_CALLS.formatted(NONE_YET)).update();
    }

    /**
     * Leads reports of the last two days whose calls are gone to those that were made in their place, and forgets those that found none
     * in 30 days. Reads all reports of two days: for once in a while.
     *
     * @return how many found their calls
     */
    public int findCallsAgain() {
        jdbc.sql("delete from leg_quality where call_id is null and reported_at < now() - interval '30 days'")
                .update();
        return jdbc.sql(FIND_CALLS.formatted(GONE)).update();
    }

    /** Whether reports of the last hour have not found their calls yet; older ones look on when the server starts. */
    public boolean someWait() {
        return jdbc.sql("select exists (select from leg_quality where call_id is null"
                        + " and reported_at > now() - interval '1 hour')")
                .query(Boolean.class)
                .single();
    }

    /** By call, in the order of their answers; without those of which nothing was told. */
    public Map<UUID, List<LegQuality>> of(Collection<UUID> calls) {
        var found = new HashMap<UUID, List<LegQuality>>();
        if (calls.isEmpty()) {
            return found;
        }
        UUID[] ids = calls.toArray(UUID[]::new);
        jdbc.sql(OF_CALLS).params(ids, ids, ids).query(row -> {
            found.computeIfAbsent(row.getObject("shown", UUID.class), fresh -> new ArrayList<>())
                    .add(read(row));
        });
        return found;
    }

    private static LegQuality read(ResultSet row) throws SQLException {
        return new LegQuality(
                row.getString("telephone"),
                row.getString("sip_call_id"),
                instant(row, "began_at"),
                instant(row, "answered_at"),
                instant(row, "ended_at"),
                row.getString("codec"),
                row.getLong("sent"),
                row.getLong("received"),
                row.getLong("lost"),
                row.getLong("late"),
                row.getLong("concealed_millis"),
                row.getDouble("jitter_millis"),
                row.getInt("buffer_millis"),
                row.getObject("round_trip_millis", Double.class),
                row.getObject("lost_there", Double.class),
                row.getDouble("estimate"),
                row.getObject("estimate_there", Double.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
