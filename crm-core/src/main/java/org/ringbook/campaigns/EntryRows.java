package org.ringbook.campaigns;

import static org.ringbook.campaigns.CampaignRows.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The tables of entries and their numbers. */
final class EntryRows {

    static final ObjectMapper JSON = JsonMapper.builder().build();

    /** How long somebody may be late with a promise before others may keep it. */
    private static final Duration OTHERS_AFTER = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final EntryReader reader;

    EntryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.reader = new EntryReader(jdbc);
    }

    boolean hasAny(UUID campaign) {
        return jdbc.sql("select exists (select from campaign_entry where campaign_id = ?)")
                .param(campaign)
                .query(Boolean.class)
                .single();
    }

    Optional<Entry> find(UUID id) {
        return reader.whole("select * from campaign_entry where id = :id", Map.of("id", id)).stream()
                .findFirst();
    }

    /** Waits for whoever has it. */
    Optional<Entry> toChange(UUID id) {
        return reader.whole("select * from campaign_entry where id = :id for update", Map.of("id", id)).stream()
                .findFirst();
    }

    /** What somebody has before them; the newest where it is several. */
    Optional<Entry> reservedBy(UUID person) {
        return reader
                .whole(
                        "select * from campaign_entry where reserved_by = :person order by lease_until desc nulls"
                                + " first limit 1",
                        Map.of("person", person))
                .stream()
                .findFirst();
    }

    /**
     * The next one, locked, that nobody else has locked: promises first, then by priority, one's own, the fewest attempts, the oldest.
     *
     * @param passed over: the gate did not let them be called
     */
    Optional<Entry> next(UUID campaign, UUID person, Instant now, Collection<UUID> passed) {
        var parameters = new HashMap<String, Object>();
        parameters.put("campaign", campaign);
        parameters.put("person", person);
        parameters.put("now", time(now));
        parameters.put("late", time(now.minus(OTHERS_AFTER)));
        parameters.put("passed", passed.toArray(UUID[]::new));
        if (!isAnyDue(parameters)) {
            return Optional.empty();
        }
        String open = " and next_at <= :now and (not_before is null or not_before <= :now) and id <> all(:passed)";
        String end = " limit 1 for update skip locked";
        Optional<Entry> promised = reader
                .whole(
                        "select * from campaign_entry where campaign_id = :campaign and state = 'callback'" + open
                                + " and (callback_by is null or callback_by = :person::uuid or next_at <= :late)"
                                + " order by (callback_by is not distinct from :person::uuid) desc, next_at, id" + end,
                        parameters)
                .stream()
                .findFirst();
        if (promised.isPresent()) {
            return promised;
        }
        String waits =
                "select * from campaign_entry where campaign_id = :campaign and state in ('new', 'waiting', 'sleeping')"
                        + open;
        String order = " order by priority desc, attempts, place" + end;
        Optional<Entry> own = reader.whole(waits + " and owner_id = :person::uuid" + order, parameters).stream()
                .findFirst();
        Optional<Entry> anybodys = reader.whole(waits + " and owner_id is null" + order, parameters).stream()
                .findFirst();
        if (own.isEmpty() && anybodys.isEmpty()) {
            return ofWhoIsGone(waits, order, parameters);
        }
        return own.isPresent()
                        && anybodys.map(one -> one.priority() <= own.get().priority())
                                .orElse(true)
                ? own
                : anybodys;
    }

    /** An owner who left, or does not work on the list, calls nobody: whoever is free does. */
    private Optional<Entry> ofWhoIsGone(String waits, String order, Map<String, Object> parameters) {
        return reader
                .whole(
                        waits + " and owner_id is not null and not exists (select from staff_member s, campaign c"
                                + " where s.id = campaign_entry.owner_id and s.active and c.id = campaign_entry.campaign_id"
                                + " and (c.people = '{}' or s.id = any(c.people)))" + order,
                        parameters)
                .stream()
                .findFirst();
    }

    /** By the indexes of time alone: at night nobody walks through all who wait. */
    private boolean isAnyDue(Map<String, Object> parameters) {
        return jdbc.sql("select exists (select from campaign_entry where campaign_id = :campaign"
                        + " and state in ('new', 'waiting', 'sleeping') and next_at <= :now)"
                        + " or exists (select from campaign_entry where campaign_id = :campaign and state = 'callback'"
                        + " and next_at <= :now)")
                .params(parameters)
                .query(Boolean.class)
                .single();
    }

    void reserve(UUID id, UUID person, Instant until) {
        jdbc.sql(
                        "update campaign_entry set state = 'reserved', sleeps = null, reserved_by = ?, lease_until = ? where id = ?")
                .params(person, time(until), id)
                .update();
    }

    /** @return whether it is still theirs */
    boolean extend(UUID id, UUID person, Instant until) {
        return jdbc.sql(
                                "update campaign_entry set lease_until = ? where id = ? and reserved_by = ? and state = 'reserved'")
                        .params(time(until), id, person)
                        .update()
                == 1;
    }

    void is(UUID id, Entry.State state) {
        jdbc.sql("update campaign_entry set state = ?, lease_until = null where id = ?")
                .params(state.word(), id)
                .update();
    }

    /** A line to it is up. @param person whose it is; null for nobody */
    void dialled(UUID id, UUID person) {
        jdbc.sql("update campaign_entry set state = 'dialling', reserved_by = ?, lease_until = null"
                        + " where id = ? and ended_at is null")
                .params(person, id)
                .update();
    }

    /** They talk: it is with whoever called. */
    void talks(UUID id, UUID person) {
        jdbc.sql("update campaign_entry set state = 'talking', sleeps = null, reserved_by = ?, lease_until = null"
                        + " where id = ? and ended_at is null")
                .params(person, id)
                .update();
    }

    /** Given back as it was: a promise stays one. */
    private static final String BACK = "state = case when callback_task is not null then 'callback'"
            + " when attempts = 0 then 'new' else 'waiting' end, reserved_by = null, lease_until = null";

    /** @return campaigns of which something was given back */
    List<UUID> giveBackExpired(Instant now) {
        return jdbc.sql("update campaign_entry set " + BACK
                        + " where id in (select id from campaign_entry where state = 'reserved' and lease_until < ?"
                        + " for update skip locked) returning campaign_id")
                .param(time(now))
                .query(UUID.class)
                .list();
    }

    void giveBackAll(UUID campaign) {
        jdbc.sql("update campaign_entry set " + BACK + " where campaign_id = ? and state = 'reserved'")
                .param(campaign)
                .update();
    }

    void giveBack(UUID id) {
        jdbc.sql("update campaign_entry set " + BACK + " where id = ? and state = 'reserved'")
                .param(id)
                .update();
    }

    /** Out of a call that did not come to be. */
    void giveBackFromCall(UUID id, UUID person) {
        jdbc.sql("update campaign_entry set " + BACK
                        + " where id = ? and reserved_by is not distinct from ? and state in ('dialling', 'talking')")
                .params(id, person)
                .update();
    }

    /** It waits, and may be taken again from then on. @param why null where there is nothing to say */
    void waits(UUID id, String why, Instant until) {
        jdbc.sql(
                        "update campaign_entry set state = case when ? then 'sleeping' when attempts = 0 then 'new' else 'waiting' end,"
                                + " sleeps = ?, next_at = ?, reserved_by = null, lease_until = null, ended_at = null where id = ?")
                .params(why != null, why, time(until), id)
                .update();
    }

    /** Rules are others now: whoever waits because of them is asked for again at once. */
    void askAgain(UUID campaign) {
        jdbc.sql(
                        "update campaign_entry set next_at = now() where campaign_id = ? and state = 'sleeping' and next_at > now()"
                                + " and sleeps not in ('no_result', 'skipped', 'unknown', 'same_number', 'other_number', 'later')")
                .param(campaign)
                .update();
    }

    /** A promise whose time has not come, or that the gate did not allow, stays a promise. */
    void promiseWaits(UUID id, String why, Instant until) {
        jdbc.sql("update campaign_entry set state = 'callback', sleeps = ?, next_at = ?, reserved_by = null,"
                        + " lease_until = null where id = ?")
                .params(why, time(until), id)
                .update();
    }

    void skipped(UUID id, UUID by, String why, Instant at, Instant until) {
        jdbc.sql("update campaign_entry set skips = skips + 1, skipped_why = ? where id = ?")
                .params(why, id)
                .update();
        jdbc.sql("insert into entry_skip (entry_id, campaign_id, staff_id, at, why)"
                        + " select id, campaign_id, ?, ?, ? from campaign_entry where id = ?")
                .params(by, time(at), why, id)
                .update();
        jdbc.sql("update entry_number set next_at = greatest(next_at, ?) where entry_id = ? and state = 'good'")
                .params(time(until), id)
                .update();
        waits(id, "skipped", until);
    }

    void over(UUID id, Entry.State how, Instant at) {
        jdbc.sql(
                        "update campaign_entry set state = ?, sleeps = null, reserved_by = null, lease_until = null, ended_at = ?,"
                                + " callback_task = null, callback_by = null where id = ?")
                .params(how.word(), time(at), id)
                .update();
    }

    /** It is called again then; while they still talk it stays where it is. */
    void promised(UUID id, UUID by, UUID task, String note, Instant at) {
        jdbc.sql(
                        "update campaign_entry set next_at = ?, callback_by = ?, callback_task = ?, callback_note = ? where id = ?")
                .params(time(at), by, task, note, id)
                .update();
    }

    /** What was promised is what it waits for. @param number that was called; null where it is gone */
    void becomesPromise(UUID id, UUID number) {
        jdbc.sql("update campaign_entry set state = 'callback', sleeps = null, reserved_by = null, lease_until = null,"
                        + " ended_at = null where id = ?")
                .param(id)
                .update();
        jdbc.sql(
                        "update entry_number n set next_at = e.next_at from campaign_entry e where e.id = n.entry_id and n.id = ?")
                .param(number)
                .update();
    }

    void promiseKept(UUID id) {
        jdbc.sql(
                        "update campaign_entry set callback_task = null, callback_by = null, callback_note = null where id = ?")
                .param(id)
                .update();
    }

    /** @param counts whether it is one attempt more at the person */
    void tried(UUID id, TechnicalResult technical, boolean counts, boolean reached, Instant at) {
        jdbc.sql(
                        "update campaign_entry set technical = ?, attempts = attempts + ?, reached = reached or ?, tried_at = ? where id = ?")
                .params(technical == null ? null : technical.word(), counts ? 1 : 0, reached, time(at), id)
                .update();
    }

    void chosen(UUID id, UUID disposition, boolean reached) {
        jdbc.sql("update campaign_entry set disposition_id = ?, reached = reached or ? where id = ?")
                .params(disposition, reached, id)
                .update();
    }

    void number(UUID id, Entry.NumberState state, Instant nextAt, boolean counts) {
        jdbc.sql(
                        "update entry_number set state = ?, next_at = coalesce(?, next_at), attempts = attempts + ? where id = ?")
                .params(state.word(), time(nextAt), counts ? 1 : 0, id)
                .update();
    }

    /** Other numbers of the entry are not tried before then. */
    void othersNotBefore(UUID entry, UUID number, Instant at) {
        jdbc.sql("update entry_number set next_at = greatest(next_at, ?) where entry_id = ? and id <> ?")
                .params(time(at), entry, number)
                .update();
    }

    void othersFrom(UUID entry, UUID number, Instant at) {
        jdbc.sql("update entry_number set next_at = ? where entry_id = ? and id <> ? and attempts = 0")
                .params(time(at), entry, number)
                .update();
    }

    /** The moment from which one of its good numbers may be tried; empty when none is good. */
    Optional<Instant> nextNumberAt(UUID entry) {
        return Optional.ofNullable(
                jdbc.sql("select min(next_at) from entry_number where entry_id = ? and state = 'good'")
                        .param(entry)
                        .query((row, n) -> instant(row, "min"))
                        .list()
                        .get(0));
    }

    boolean allBad(UUID entry) {
        return jdbc.sql("select bool_and(state = 'bad') from entry_number where entry_id = ?")
                .param(entry)
                .query(Boolean.class)
                .single();
    }

    /** Others with this number, of which one was just tried, wait until then: nobody is called twice in a day by two entries. */
    void twinsWait(UUID entry, long number, Instant until) {
        jdbc.sql("update campaign_entry set next_at = greatest(next_at, :until), sleeps = 'same_number',"
                        + " state = case when state = 'callback' then state else 'sleeping' end"
                        + " where id in (select entry_id from entry_number where number = :number and entry_id <> :entry)"
                        + " and state in ('new', 'waiting', 'sleeping')")
                .param("until", time(until))
                .param("number", number)
                .param("entry", entry)
                .update();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
