package org.ringbook.campaigns;

import static org.ringbook.campaigns.CampaignRows.time;
import static org.ringbook.campaigns.CampaignRows.word;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The tables of entries and their numbers. */
final class EntryRows {

    static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    /** How long somebody may be late with a promise before others may keep it. */
    private static final Duration OTHERS_AFTER = Duration.ofMinutes(15);

    /** As {@link CampaignFigures} names why entries wait. */
    private static final String WAITS_BECAUSE = "case when :sleeps = 'with_agents' then reserved_by is not null"
            + " else state in ('new', 'waiting', 'sleeping', 'callback') and coalesce(sleeps, case when state = 'callback'"
            + " then 'callback' when attempts > 0 then 'recycling' else 'new' end) = :sleeps end";

    private final JdbcClient jdbc;

    EntryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean hasAny(UUID campaign) {
        return jdbc.sql("select exists (select from campaign_entry where campaign_id = ?)")
                .param(campaign)
                .query(Boolean.class)
                .single();
    }

    Optional<Entry> find(UUID id) {
        return whole("select * from campaign_entry where id = :id", Map.of("id", id)).stream()
                .findFirst();
    }

    /** Waits for whoever has it. */
    Optional<Entry> toChange(UUID id) {
        return whole("select * from campaign_entry where id = :id for update", Map.of("id", id)).stream()
                .findFirst();
    }

    /** What somebody has before them; the newest where it is several. */
    Optional<Entry> reservedBy(UUID person) {
        return whole(
                        "select * from campaign_entry where reserved_by = :person order by lease_until desc nulls first limit 1",
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
        Optional<Entry> promised = whole(
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
        Optional<Entry> own = whole(waits + " and owner_id = :person::uuid" + order, parameters).stream()
                .findFirst();
        Optional<Entry> anybodys = whole(waits + " and owner_id is null" + order, parameters).stream()
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
        return whole(
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

    /** What somebody has before them. */
    List<Entry> withAgents(UUID campaign) {
        return whole(
                "select * from campaign_entry where campaign_id = :campaign and reserved_by is not null order by place limit 1000",
                Map.of("campaign", campaign));
    }

    /** One page of a campaign's entries, by id. */
    List<Entry> page(EntryFilter filter, UUID after, int limit) {
        var conditions = new ArrayList<>(List.of("campaign_id = :campaign"));
        var parameters = new HashMap<String, Object>();
        parameters.put("campaign", filter.campaign());
        parameters.put("limit", limit);
        add(conditions, parameters, "place > (select place from campaign_entry where id = :after)", "after", after);
        add(
                conditions,
                parameters,
                "state = :state",
                "state",
                filter.state() == null ? null : filter.state().word());
        add(conditions, parameters, "list_id = :list", "list", filter.list());
        add(conditions, parameters, WAITS_BECAUSE, "sleeps", filter.sleeps());
        add(conditions, parameters, "disposition_id = :disposition", "disposition", filter.disposition());
        add(
                conditions,
                parameters,
                "id in (select entry_id from entry_number where number = :number)",
                "number",
                filter.number() == null ? null : filter.number().e164());
        add(
                conditions,
                parameters,
                "name ilike :name",
                "name",
                filter.name() == null ? null : "%" + like(filter.name()) + "%");
        return whole(
                "select * from campaign_entry where " + String.join(" and ", conditions)
                        + " order by place limit :limit",
                parameters);
    }

    private static String like(String typed) {
        return typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static void add(
            List<String> conditions, Map<String, Object> parameters, String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(name, value);
        }
    }

    /** Promises, the soonest first. @param person only theirs and anybody's; null for all */
    List<Entry> promises(UUID campaign, UUID person, int limit) {
        var parameters = new HashMap<String, Object>();
        parameters.put("campaign", campaign);
        parameters.put("person", person);
        parameters.put("limit", limit);
        return whole(
                "select * from campaign_entry where state = 'callback' and (:campaign::uuid is null or campaign_id = :campaign)"
                        + " and (:person::uuid is null or callback_by = :person or callback_by is null and campaign_id in"
                        + " (select id from campaign where people = '{}' or :person = any(people)))"
                        + " order by next_at, id limit :limit",
                parameters);
    }

    List<Entry> whole(String sql, Map<String, Object> parameters) {
        List<Entry> bare =
                jdbc.sql(sql).params(parameters).query(EntryRows::read).list();
        if (bare.isEmpty()) {
            return bare;
        }
        var numbers = new HashMap<UUID, List<Entry.Number>>();
        jdbc.sql("select * from entry_number where entry_id = any(?) order by entry_id, place")
                .param(bare.stream().map(Entry::id).toArray(UUID[]::new))
                .query((row, n) -> numbers.computeIfAbsent(
                                row.getObject("entry_id", UUID.class), id -> new ArrayList<>())
                        .add(number(row)))
                .list();
        return bare.stream()
                .map(one -> with(one, numbers.getOrDefault(one.id(), List.of())))
                .toList();
    }

    private static Entry.Number number(ResultSet row) throws SQLException {
        return new Entry.Number(
                row.getObject("id", UUID.class),
                new PhoneNumber(row.getLong("number")),
                row.getString("extension"),
                row.getString("label"),
                row.getInt("place"),
                word(Entry.NumberState.class, row.getString("state")),
                row.getInt("attempts"),
                instant(row, "next_at"));
    }

    private static Entry with(Entry one, List<Entry.Number> numbers) {
        return new Entry(
                one.id(),
                one.campaignId(),
                one.listId(),
                one.partyId(),
                one.name(),
                one.company(),
                one.note(),
                one.externalId(),
                one.city(),
                one.timeZone(),
                one.fields(),
                one.ownerId(),
                one.priority(),
                one.notBefore(),
                one.notAfter(),
                one.state(),
                one.sleeps(),
                one.nextAt(),
                one.reservedBy(),
                one.attempts(),
                one.skips(),
                one.technical(),
                one.dispositionId(),
                one.reached(),
                one.triedAt(),
                one.callbackBy(),
                one.callbackTask(),
                one.callbackNote(),
                one.createdAt(),
                one.endedAt(),
                numbers);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static Entry read(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                row.getObject("list_id", UUID.class),
                row.getObject("party_id", UUID.class),
                row.getString("name"),
                row.getString("company"),
                row.getString("note"),
                row.getString("external_id"),
                row.getString("city"),
                row.getString("time_zone"),
                JSON.readValue(row.getString("fields"), FIELDS),
                row.getObject("owner_id", UUID.class),
                row.getInt("priority"),
                instant(row, "not_before"),
                instant(row, "not_after"),
                word(Entry.State.class, row.getString("state")),
                row.getString("sleeps"),
                instant(row, "next_at"),
                row.getObject("reserved_by", UUID.class),
                row.getInt("attempts"),
                row.getInt("skips"),
                word(TechnicalResult.class, row.getString("technical")),
                row.getObject("disposition_id", UUID.class),
                row.getBoolean("reached"),
                instant(row, "tried_at"),
                row.getObject("callback_by", UUID.class),
                row.getObject("callback_task", UUID.class),
                row.getString("callback_note"),
                instant(row, "created_at"),
                instant(row, "ended_at"),
                List.of());
    }
}
