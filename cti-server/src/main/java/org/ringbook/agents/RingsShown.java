package org.ringbook.agents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who was shown which ring, by what, and how soon. Any thread; every method waits for the database. */
public final class RingsShown {

    private static final int FORGOTTEN_AT_ONCE = 5_000;

    private final JdbcClient jdbc;

    RingsShown(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By what a person was shown that their telephone rings. */
    public enum By {
        /** A page that was before their eyes. */
        PAGE,
        /** A page that was hidden, by a notification of the browser. */
        NOTIFICATION,
        PROGRAM,
        /** Nothing said that it showed the card: only the telephone rang. */
        UNSEEN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param after from the ring until it was shown; null for unseen ones */
    public record Ring(UUID callId, UUID staffId, Instant rangAt, By shownBy, Duration after) {}

    void keep(Ring ring) {
        jdbc.sql("insert into ring_shown (call_id, staff_id, rang_at, shown_by, after_ms) values (?, ?, ?, ?, ?)"
                        + " on conflict (call_id, staff_id) do nothing")
                .params(
                        ring.callId(),
                        ring.staffId(),
                        ring.rangAt().atOffset(ZoneOffset.UTC),
                        ring.shownBy().word(),
                        ring.after() == null ? null : ring.after().toMillis())
                .update();
    }

    /**
     * Lets go what rang so long ago. Of a clock that is ahead the newest entry is believed.
     *
     * @return how many went
     */
    int forget(Duration keep, Instant now) {
        int gone = 0;
        int some;
        do {
            some = jdbc.sql(
                            "delete from ring_shown where (call_id, staff_id) in (select call_id, staff_id from ring_shown"
                                    + " where rang_at < least(cast(? as timestamptz), (select max(rang_at) from ring_shown))"
                                    + " - make_interval(secs => ?) limit ?)")
                    .params(now.atOffset(ZoneOffset.UTC), keep.toSeconds(), FORGOTTEN_AT_ONCE)
                    .update();
            gone += some;
        } while (some == FORGOTTEN_AT_ONCE);
        return gone;
    }

    /** How many rings of each person nobody showed them, of those that began in [from, to). Who is not named had none. */
    public Map<UUID, Integer> unseen(Instant from, Instant to) {
        var counts = new HashMap<UUID, Integer>();
        jdbc.sql("select staff_id, count(*) as rings from ring_shown where shown_by = 'unseen' and rang_at >= ?"
                        + " and rang_at < ? group by staff_id")
                .params(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    counts.put(row.getObject("staff_id", UUID.class), row.getInt("rings"));
                });
        return counts;
    }

    /**
     * The newest first.
     *
     * @param people null for everybody's
     * @param by null for any
     */
    public List<Ring> list(Collection<UUID> people, By by, Instant from, Instant to, int limit) {
        var conditions = new ArrayList<>(List.of("rang_at >= :from", "rang_at < :to"));
        var params = new HashMap<String, Object>();
        params.put("from", from.atOffset(ZoneOffset.UTC));
        params.put("to", to.atOffset(ZoneOffset.UTC));
        if (people != null) {
            conditions.add("staff_id = any(:people)");
            params.put("people", people.toArray(UUID[]::new));
        }
        if (by != null) {
            conditions.add("shown_by = :by");
            params.put("by", by.word());
        }
        return jdbc.sql("select * from ring_shown where " + String.join(" and ", conditions)
                        + " order by rang_at desc, call_id limit :limit")
                .params(params)
                .param("limit", limit)
                .query(RingsShown::read)
                .list();
    }

    private static Ring read(ResultSet row, int number) throws SQLException {
        int millis = row.getInt("after_ms");
        boolean shown = !row.wasNull();
        return new Ring(
                row.getObject("call_id", UUID.class),
                row.getObject("staff_id", UUID.class),
                row.getTimestamp("rang_at").toInstant(),
                By.valueOf(row.getString("shown_by").toUpperCase(Locale.ROOT)),
                shown ? Duration.ofMillis(millis) : null);
    }
}
