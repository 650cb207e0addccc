package org.ringbook.campaigns;

import static org.ringbook.campaigns.CampaignRows.time;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of promises to call again. */
final class PromiseRows {

    private final JdbcClient jdbc;

    PromiseRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param zone of the person, in which the time was said; null when nobody knows */
    void made(Attempt attempt, UUID by, Instant due, ZoneId zone, Instant at) {
        withdrawn(attempt.entryId(), at);
        jdbc.sql("insert into entry_promise (entry_id, campaign_id, attempt_id, staff_id, due_at, zone, made_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        attempt.entryId(),
                        attempt.campaignId(),
                        attempt.id(),
                        by,
                        time(due),
                        zone == null ? null : zone.getId(),
                        time(at))
                .update();
    }

    /** A call to the entry was begun: an open promise is late or not by that. */
    void begun(UUID entry, Instant at) {
        jdbc.sql(
                        "update entry_promise set begun_at = ? where entry_id = ? and begun_at is null and withdrawn_at is null")
                .params(time(at), entry)
                .update();
    }

    /** The call that was begun was placed to nobody. */
    void notBegun(Attempt attempt) {
        jdbc.sql("update entry_promise set begun_at = null where entry_id = ? and withdrawn_at is null"
                        + " and begun_at = (select created_at from call_attempt where id = ?)")
                .params(attempt.entryId(), attempt.id())
                .update();
    }

    void withdrawn(UUID entry, Instant at) {
        jdbc.sql(
                        "update entry_promise set withdrawn_at = ? where entry_id = ? and begun_at is null and withdrawn_at is null")
                .params(time(at), entry)
                .update();
    }

    /** Those of entries of this list that are called no more. */
    void withdrawnOfList(UUID list) {
        jdbc.sql(
                        "update entry_promise p set withdrawn_at = now() from campaign_entry e where e.id = p.entry_id"
                                + " and e.list_id = ? and e.state = 'withdrawn' and p.begun_at is null and p.withdrawn_at is null")
                .param(list)
                .update();
    }

    /** For when another call was promised in this one; empty where nothing was, or nothing is any more. */
    Optional<Instant> dueOf(UUID attempt) {
        return jdbc.sql("select due_at from entry_promise where attempt_id = ? and withdrawn_at is null"
                        + " order by number desc limit 1")
                .param(attempt)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** In which zone the newest promise of each was said, where that is known. */
    Map<UUID, ZoneId> zones(Collection<UUID> entries) {
        var zones = new HashMap<UUID, ZoneId>();
        jdbc.sql("select distinct on (entry_id) entry_id, zone from entry_promise where entry_id = any(?)"
                        + " order by entry_id, number desc")
                .param(entries.toArray(UUID[]::new))
                .query(row -> {
                    if (row.getString("zone") != null) {
                        zones.put(row.getObject("entry_id", UUID.class), ZoneId.of(row.getString("zone")));
                    }
                });
        return zones;
    }
}
