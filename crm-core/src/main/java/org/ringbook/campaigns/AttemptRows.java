package org.ringbook.campaigns;

import static org.ringbook.campaigns.CampaignRows.time;
import static org.ringbook.campaigns.CampaignRows.word;
import static org.ringbook.campaigns.EntryRows.instant;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** The table of attempts. */
final class AttemptRows {

    private final JdbcClient jdbc;

    AttemptRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Attempt attempt) {
        jdbc.sql(
                        "insert into call_attempt (id, campaign_id, entry_id, number_id, number, staff_id, telephone, mode, gate,"
                                + " state, created_at, request_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)")
                .params(
                        attempt.id(),
                        attempt.campaignId(),
                        attempt.entryId(),
                        attempt.numberId(),
                        attempt.number().e164(),
                        attempt.staffId(),
                        attempt.telephone(),
                        attempt.mode().word(),
                        attempt.gate(),
                        attempt.state().word(),
                        time(attempt.createdAt()),
                        attempt.requestId())
                .update();
    }

    Optional<Attempt> find(UUID id) {
        return one("select * from call_attempt where id = ?", id);
    }

    Optional<Attempt> toChange(UUID id) {
        return one("select * from call_attempt where id = ? for update", id);
    }

    /** The newest of an entry. */
    Optional<Attempt> newestOf(UUID entry) {
        return one("select * from call_attempt where entry_id = ? order by created_at desc, id desc limit 1", entry);
    }

    private Optional<Attempt> one(String sql, UUID id) {
        return jdbc.sql(sql).param(id).query(AttemptRows::read).optional();
    }

    List<Attempt> ofEntry(UUID entry) {
        return jdbc.sql("select * from call_attempt where entry_id = ? order by created_at, id limit 200")
                .param(entry)
                .query(AttemptRows::read)
                .list();
    }

    /** Newest first. */
    List<Attempt> page(AttemptFilter filter, UUID after, int limit) {
        return jdbc.sql("select * from call_attempt where campaign_id = :campaign"
                        + " and (:disposition::uuid is null or disposition_id = :disposition)"
                        + " and (not :none or no_result) and (:agent::uuid is null or staff_id = :agent) and (:after::uuid is null or (created_at, id) <"
                        + " (select created_at, id from call_attempt where id = :after))"
                        + " order by created_at desc, id desc limit :limit")
                .param("campaign", filter.campaign())
                .param("disposition", filter.disposition())
                .param("none", filter.noResult())
                .param("agent", filter.agent())
                .param("after", after)
                .param("limit", limit)
                .query(AttemptRows::read)
                .list();
    }

    /** Those of a person that are not over, and whose result is not chosen. */
    Optional<Attempt> goingOf(UUID person) {
        return jdbc.sql("select * from call_attempt where staff_id = ? and (state in ('prepared', 'placed')"
                        + " or wrap_up_until is not null and resulted_at is null) order by created_at desc limit 1")
                .param(person)
                .query(AttemptRows::read)
                .optional();
    }

    /**
     * Whether one is not over that goes to one of these numbers, to the entry or to the person or company of it: their telephone may ring.
     *
     * @param party null when nobody's is known
     */
    boolean goesOn(UUID entry, UUID party, Long[] numbers) {
        return jdbc.sql("select exists (select from call_attempt a where a.state in ('prepared', 'placed', 'unknown')"
                        + " and (a.entry_id = :entry or a.number = any(:numbers) or exists (select from campaign_entry e"
                        + " where e.id = a.entry_id and e.party_id = :party)))")
                .param("entry", entry)
                .param("party", party)
                .param("numbers", numbers)
                .query(Boolean.class)
                .single();
    }

    /**
     * When one of these numbers was last called through another entry, so that it counts; empty when not since then.
     *
     * @param since a day ago, as a rule: nobody is called twice in a day by two entries
     */
    Optional<Instant> calledByAnother(UUID entry, Long[] numbers, Instant since) {
        return Optional.ofNullable(
                jdbc.sql("select max(created_at) from call_attempt where number = any(?) and entry_id <> ?"
                                + " and created_at > ? and state not in ('not_placed', 'withdrawn')"
                                + " and (technical is null or technical not in ('congestion', 'agent_unreachable'))")
                        .params(numbers, entry, time(since))
                        .query((row, n) -> instant(row, "max"))
                        .list()
                        .get(0));
    }

    /** Until the end of the transaction nobody else begins a call to these numbers or to this person or company. */
    void lock(UUID party, Long[] numbers) {
        jdbc.sql("select pg_advisory_xact_lock(one) from (select distinct one from unnest(:numbers) one union"
                        + " select hashtextextended(:party::text, 0) where :party::uuid is not null order by 1) locked")
                .param("party", party)
                .param("numbers", numbers)
                .query((row, n) -> true)
                .list();
    }

    /** Not over, and begun before then; the oldest first. */
    List<Attempt> openSince(Instant before, int most) {
        return jdbc.sql("select * from call_attempt where state in ('prepared', 'placed', 'unknown') and created_at < ?"
                        + " order by created_at limit ?")
                .params(time(before), most)
                .query(AttemptRows::read)
                .list();
    }

    List<Attempt> goingOn(UUID campaign) {
        return jdbc.sql(
                        "select * from call_attempt where state in ('prepared', 'placed', 'unknown') and campaign_id = ?"
                                + " order by created_at limit 500")
                .param(campaign)
                .query(AttemptRows::read)
                .list();
    }

    /** Those of a campaign that go on, and those whose result waits to be chosen; the oldest first. */
    List<Attempt> withLinesOrWrapUps(UUID campaign) {
        return jdbc.sql("select * from call_attempt where campaign_id = :campaign and id in ("
                        + "select id from call_attempt where state in ('prepared', 'placed', 'unknown') and campaign_id = :campaign"
                        + " union select id from call_attempt where wrap_up_until is not null and resulted_at is null"
                        + " and campaign_id = :campaign) order by created_at limit 1000")
                .param("campaign", campaign)
                .query(AttemptRows::read)
                .list();
    }

    /** Campaigns of which lines that are dialled ahead are up. */
    List<UUID> aheadOf() {
        return jdbc.sql("select distinct campaign_id from call_attempt where state in ('prepared', 'placed')"
                        + " and mode in ('power', 'predictive')")
                .query(UUID.class)
                .list();
    }

    /** Whose time to choose is over. */
    List<Attempt> wrappedUp(Instant now) {
        return jdbc.sql(
                        "select * from call_attempt where wrap_up_until <= ? and resulted_at is null order by wrap_up_until limit 100")
                .param(time(now))
                .query(AttemptRows::read)
                .list();
    }

    /** Those whose call is one of these, by its id or by the request that it came of. */
    List<Attempt> ofCalls(Collection<UUID> calls) {
        return jdbc.sql(
                        "select * from call_attempt where call_id = any(:calls) union"
                                + " select * from call_attempt where request_id in (select request_id from call where id = any(:calls))")
                .param("calls", calls.toArray(UUID[]::new))
                .query(AttemptRows::read)
                .list();
    }

    void placed(UUID id, UUID request) {
        jdbc.sql(
                        "update call_attempt set state = case when state = 'prepared' then 'placed' else state end, request_id = ? where id = ?")
                .params(request, id)
                .update();
    }

    void hasCall(UUID id, UUID call) {
        jdbc.sql("update call_attempt set call_id = ? where id = ?")
                .params(call, id)
                .update();
    }

    void callMerged(UUID call, UUID into) {
        jdbc.sql("update call_attempt set call_id = ? where call_id = ?")
                .params(into, call)
                .update();
    }

    void is(UUID id, Attempt.State state) {
        jdbc.sql("update call_attempt set state = ? where id = ?")
                .params(state.word(), id)
                .update();
    }

    void answered(UUID id, Instant at) {
        jdbc.sql("update call_attempt set answered_at = ? where id = ?")
                .params(time(at), id)
                .update();
    }

    void pickedUp(UUID id, Instant at) {
        jdbc.sql("update call_attempt set picked_up_at = coalesce(picked_up_at, ?) where id = ?")
                .params(time(at), id)
                .update();
    }

    /** @param person null for nobody again */
    void isOf(UUID id, UUID person, String telephone) {
        jdbc.sql("update call_attempt set staff_id = ?, telephone = ? where id = ?")
                .params(person, telephone, id)
                .update();
    }

    void ended(
            UUID id,
            Attempt.State state,
            UUID call,
            TechnicalResult technical,
            Instant rang,
            Instant pickedUp,
            Instant answered,
            Instant ended,
            BigDecimal talk,
            Instant wrapUpUntil) {
        jdbc.sql("update call_attempt set state = ?, call_id = coalesce(?, call_id), technical = ?, rang_at = ?,"
                        + " picked_up_at = ?, answered_at = ?,"
                        + " ended_at = ?, talk_seconds = ?, wrap_up_until = ? where id = ?")
                .params(
                        state.word(),
                        call,
                        technical == null ? null : technical.word(),
                        time(rang),
                        time(pickedUp),
                        time(answered),
                        time(ended),
                        talk,
                        time(wrapUpUntil),
                        id)
                .update();
    }

    void moreTime(UUID id, Duration more) {
        jdbc.sql(
                        "update call_attempt set wrap_up_until = wrap_up_until + make_interval(secs => ?), more_time = more_time + 1 where id = ?")
                .params((double) more.toSeconds(), id)
                .update();
    }

    /** @param disposition null when nobody chose anything in time */
    void result(UUID id, UUID disposition, String reason, UUID by, Instant at) {
        jdbc.sql(
                        "update call_attempt set disposition_id = ?, reason = ?, no_result = ?, resulted_by = ?, resulted_at = ? where id = ?")
                .params(disposition, reason, disposition == null, by, time(at), id)
                .update();
    }

    /** With its trace. When and by whom it was chosen first stays: the time of work after the call ends there. */
    void corrected(UUID id, UUID was, UUID became, String why, UUID by) {
        jdbc.sql("update call_attempt set disposition_id = ?, reason = ?, no_result = false where id = ?")
                .params(became, why, id)
                .update();
        jdbc.sql("insert into attempt_correction (attempt_id, by, was, became, why) values (?, ?, ?, ?, ?)")
                .params(id, by, was, became, why)
                .update();
    }

    Map<UUID, List<AgentWork.Correction>> corrections(Collection<UUID> attempts) {
        var found = new HashMap<UUID, List<AgentWork.Correction>>();
        jdbc.sql("select * from attempt_correction where attempt_id = any(?) order by number")
                .param(attempts.toArray(UUID[]::new))
                .query((row, n) -> found.computeIfAbsent(
                                row.getObject("attempt_id", UUID.class), id -> new ArrayList<>())
                        .add(new AgentWork.Correction(
                                row.getTimestamp("at").toInstant(),
                                row.getObject("by", UUID.class),
                                row.getObject("was", UUID.class),
                                row.getObject("became", UUID.class),
                                row.getString("why"))))
                .list();
        return found;
    }

    /** How often this number came to this, without those that a machine answered. */
    int times(UUID number, TechnicalResult technical) {
        return jdbc.sql("select count(*) from call_attempt where number_id = ? and technical = ?")
                .params(number, technical.word())
                .query(Integer.class)
                .single();
    }

    int chosen(UUID number, UUID disposition) {
        return jdbc.sql("select count(*) from call_attempt where number_id = ? and disposition_id = ?")
                .params(number, disposition)
                .query(Integer.class)
                .single();
    }

    static Attempt read(ResultSet row, int number) throws SQLException {
        return new Attempt(
                row.getObject("id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                row.getObject("entry_id", UUID.class),
                row.getObject("number_id", UUID.class),
                new PhoneNumber(row.getLong("number")),
                row.getObject("staff_id", UUID.class),
                row.getString("telephone"),
                word(Campaign.Mode.class, row.getString("mode")),
                row.getString("gate"),
                word(Attempt.State.class, row.getString("state")),
                row.getObject("request_id", UUID.class),
                row.getObject("call_id", UUID.class),
                instant(row, "created_at"),
                instant(row, "rang_at"),
                instant(row, "picked_up_at"),
                instant(row, "answered_at"),
                instant(row, "ended_at"),
                row.getBigDecimal("talk_seconds"),
                word(TechnicalResult.class, row.getString("technical")),
                row.getObject("disposition_id", UUID.class),
                row.getString("reason"),
                row.getBoolean("no_result"),
                instant(row, "wrap_up_until"),
                row.getInt("more_time"),
                instant(row, "resulted_at"),
                row.getObject("resulted_by", UUID.class));
    }
}
