package org.ringbook.claims;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.claims.Claim.State;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.SubjectColumns;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of claims. */
final class ClaimRows {

    /** Who looks after it, and the team whose work it is of; who took it; who has something to do for it. Each has an index. */
    private static final SubjectColumns RESPONSIBLE = new SubjectColumns("c.responsible_id", false, "c.team_key");

    private static final SubjectColumns TAKER = new SubjectColumns("c.taken_by_id", false, null);
    private static final SubjectColumns DOER = new SubjectColumns("t.doer_id", false, null);

    private static final int CURSOR_BYTES = 24;
    private static final int LONGEST_FOUND = 2_000;
    private static final int MOST_WORDS = 8;

    private final JdbcClient jdbc;

    ClaimRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What nobody looks after and nobody took anybody may see who sees anything: else it would wait for ever. */
    static Condition seen(Permissions who) {
        if (who == null) {
            return new Condition("true", Map.of());
        }
        Condition theirs = who.condition(Action.SEE, RESPONSIBLE);
        if (who.scope(Action.SEE) == Scope.NONE || who.scope(Action.SEE) == Scope.ALL) {
            return theirs;
        }
        return new Condition(
                "(c.responsible_id is null and c.taken_by_id is null or " + theirs.sql() + " or "
                        + who.condition(Action.SEE, TAKER).sql()
                        // Once for the whole question, and not for each row of it.
                        + " or c.id = any(array(select i.claim_id from task t join claim_item i on i.task_id = t.id where "
                        + who.condition(Action.SEE, DOER).sql() + ")))",
                theirs.parameters());
    }

    /** @param who null for whoever may see all */
    Optional<Claim> find(UUID id, Permissions who) {
        Condition seen = seen(who);
        return jdbc.sql("select c.* from claim c where c.id = :id and " + seen.sql())
                .params(seen.parameters())
                .param("id", id)
                .query(ClaimRows::read)
                .optional();
    }

    Optional<Claim> findToChange(UUID id) {
        return jdbc.sql("select c.* from claim c where c.id = ? for update")
                .param(id)
                .query(ClaimRows::read)
                .optional();
    }

    Optional<Claim> ofKey(String key) {
        return jdbc.sql("select c.* from claim c where c.key = ?")
                .param(key)
                .query(ClaimRows::read)
                .optional();
    }

    /** @return whether it is the first of its key */
    boolean insert(UUID id, NewClaim what, ClaimFields about, UUID responsible, UUID taker, Instant at) {
        return jdbc.sql("""
                        insert into claim (id, key, state, channel, subject, text, cause_id, team, team_key, blamed_id, demand, amount_asked,
                            amount_granted, currency, severity, due_at, responsible_id, taken_by_id, party_id, name, phone, email,
                            order_text, call_id, deal_id, part_id, doubtful, found, registered_at, changed_at)
                        values (:id, :key, 'registered', :channel, :subject, :text, :cause, :team, :teamKey, :blamed, :demand, :asked,
                            :granted, :currency, :severity, :due, :responsible, :taker, :party, :name, :phone, :email, :orderText, :call,
                            :deal, :part, :doubtful, :found, :at, :at)
                        on conflict (key) do nothing""")
                        .params(values(about))
                        .param("id", id)
                        .param("key", what.key())
                        .param("channel", Claim.word(what.channel()))
                        .param("responsible", responsible)
                        .param("taker", taker)
                        .param("doubtful", what.doubtful())
                        .param("at", time(at))
                        .update()
                > 0;
    }

    void update(UUID id, ClaimFields about) {
        jdbc.sql("""
                        update claim set subject = :subject, text = :text, cause_id = :cause, team = :team, team_key = :teamKey,
                            blamed_id = :blamed, demand = :demand, amount_asked = :asked, amount_granted = :granted, currency = :currency,
                            severity = :severity, due_at = :due, party_id = :party, name = :name, phone = :phone, email = :email,
                            order_text = :orderText, call_id = :call, deal_id = :deal, part_id = :part, found = :found,
                            changed_at = now(), version = version + 1
                        where id = :id""").params(values(about)).param("id", id).update();
    }

    private static Map<String, Object> values(ClaimFields about) {
        var values = new HashMap<String, Object>();
        values.put("subject", about.subject());
        values.put("text", about.text());
        values.put("cause", about.causeId());
        values.put("team", about.team());
        values.put("teamKey", StaffMember.teamKey(about.team()));
        values.put("blamed", about.blamedId());
        values.put("demand", Claim.word(about.demand()));
        values.put("asked", about.amountAsked());
        values.put("granted", about.amountGranted());
        values.put("currency", about.currency());
        values.put("severity", Claim.word(about.severity()));
        values.put("due", time(about.dueAt()));
        values.put("party", about.partyId());
        values.put("name", about.name());
        values.put("phone", about.phone() == null ? null : about.phone().e164());
        values.put("email", about.email());
        values.put("orderText", about.orderText());
        values.put("call", about.callId());
        values.put("deal", about.dealId());
        values.put("part", about.partId());
        values.put("found", found(about.subject(), about.name(), about.orderText(), about.email(), about.text()));
        return values;
    }

    void move(Claim claim, ClaimStep step, Instant at) {
        boolean closes = step.to() == State.CLOSED;
        boolean reopens = step.to() == State.REOPENED;
        jdbc.sql("""
                        update claim set state = :state, result = case when :reopens then null else coalesce(:result, result) end,
                            decision = coalesce(:decision, decision), answer = coalesce(:answer, answer),
                            amount_granted = coalesce(:granted, amount_granted), score = coalesce(:score, score),
                            closed_at = cast(:closed as timestamptz), reopened = reopened + :again,
                            told_task_id = case when :reopens then null else told_task_id end, changed_at = now(), version = version + 1
                        where id = :id""")
                .param("id", claim.id())
                .param("state", step.to().word())
                .param("reopens", reopens)
                .param("result", Claim.word(step.result()))
                .param("decision", step.decision())
                .param("answer", step.answer())
                .param("granted", step.granted())
                .param("score", step.score())
                .param("closed", closes ? time(at) : null)
                .param("again", reopens ? 1 : 0)
                .update();
    }

    void rate(UUID id, Integer score) {
        jdbc.sql("update claim set score = ?, changed_at = now(), version = version + 1 where id = ?")
                .params(score, id)
                .update();
    }

    void give(UUID id, UUID person) {
        jdbc.sql("update claim set responsible_id = ?, changed_at = now(), version = version + 1 where id = ?")
                .params(person, id)
                .update();
    }

    void clear(UUID id) {
        jdbc.sql("update claim set doubtful = null, changed_at = now(), version = version + 1 where id = ?")
                .param(id)
                .update();
    }

    /** @return whether nobody was told of this end before */
    boolean told(UUID id, UUID task) {
        return jdbc.sql("update claim set told_task_id = ? where id = ? and told_task_id is null")
                        .params(task, id)
                        .update()
                > 0;
    }

    /** What was taken by a click on the one is found by a click on the other, unless that was clicked on, too. */
    void merged(UUID call, UUID into) {
        jdbc.sql("""
                        update claim c set call_id = :into,
                            key = case when c.key = :key and not exists (select from claim o where o.key = :intoKey)
                                then :intoKey else c.key end
                        where c.call_id = :call""")
                .param("call", call)
                .param("into", into)
                .param("key", NewClaim.key(call))
                .param("intoKey", NewClaim.key(into))
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from claim where id = ?").param(id).update();
    }

    void moved(UUID claim, ClaimMove move) {
        jdbc.sql("insert into claim_move (claim_id, at, by, from_state, to_state, result, note)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        claim,
                        time(move.at()),
                        move.by(),
                        Claim.word(move.from()),
                        Claim.word(move.to()),
                        Claim.word(move.result()),
                        move.note())
                .update();
    }

    List<ClaimMove> moves(UUID claim) {
        return jdbc.sql("select * from claim_move where claim_id = ? order by id")
                .param(claim)
                .query((row, number) -> new ClaimMove(
                        instant(row, "at"),
                        row.getObject("by", UUID.class),
                        constant(State.class, row.getString("from_state")),
                        constant(State.class, row.getString("to_state")),
                        constant(Claim.Result.class, row.getString("result")),
                        row.getString("note")))
                .list();
    }

    void item(UUID claim, UUID task) {
        jdbc.sql("insert into claim_item (task_id, claim_id, position) values (:task, :claim,"
                        + " (select coalesce(max(position), 0) + 1 from claim_item where claim_id = :claim))")
                .param("task", task)
                .param("claim", claim)
                .update();
    }

    /** The causes whose plans were made for it. */
    List<UUID> plannedFor(UUID claim) {
        return jdbc.sql("select unnest(planned_for) from claim where id = ?")
                .param(claim)
                .query(UUID.class)
                .list();
    }

    void planned(UUID claim, UUID cause) {
        jdbc.sql("update claim set planned_for = planned_for || ? where id = ?")
                .params(cause, claim)
                .update();
    }

    /** Taken by clicks on a call, and on those that turned out to be the same one: first what a click finds now. */
    List<Claim> ofClicks(UUID call, Permissions who) {
        Condition seen = seen(who);
        return jdbc.sql("select c.* from claim c where c.call_id = :call and c.channel = 'call' and " + seen.sql()
                        + " order by (c.key is not distinct from :key) desc, c.registered_at, c.id")
                .params(seen.parameters())
                .param("call", call)
                .param("key", NewClaim.key(call))
                .query(ClaimRows::read)
                .list();
    }

    /** Of its plan, in order. */
    List<UUID> items(UUID claim) {
        return jdbc.sql("select task_id from claim_item where claim_id = ? order by position")
                .param(claim)
                .query(UUID.class)
                .list();
    }

    int openItems(UUID claim) {
        return jdbc.sql("select count(*) from claim_item i join task t on t.id = i.task_id"
                        + " where i.claim_id = ? and t.closed_at is null")
                .param(claim)
                .query(Integer.class)
                .single();
    }

    /** The claim of whose plan a task is; empty when of none. */
    Optional<UUID> ofTask(UUID task) {
        return jdbc.sql("select claim_id from claim_item where task_id = ?")
                .param(task)
                .query(UUID.class)
                .optional();
    }

    List<Claim> list(ClaimFilter filter, Collection<UUID> causes, Permissions who, String after, int limit) {
        var conditions = new ArrayList<String>();
        var params = new HashMap<String, Object>();
        conditions(filter, causes, who, conditions, params);
        if (after != null) {
            ByteBuffer cursor = cursor(after);
            conditions.add("(c.registered_at, c.id) < (:afterAt, :afterId)");
            params.put("afterAt", time(Instant.EPOCH.plus(cursor.getLong(), ChronoUnit.MICROS)));
            params.put("afterId", new UUID(cursor.getLong(), cursor.getLong()));
        }
        return jdbc.sql("select c.* from claim c where " + String.join(" and ", conditions)
                        + " order by c.registered_at desc, c.id desc limit :limit")
                .params(params)
                .param("limit", limit)
                .query(ClaimRows::read)
                .list();
    }

    int count(ClaimFilter filter, Collection<UUID> causes, Permissions who, int most) {
        var conditions = new ArrayList<String>();
        var params = new HashMap<String, Object>();
        conditions(filter, causes, who, conditions, params);
        return jdbc.sql("select count(*) from (select 1 from claim c where " + String.join(" and ", conditions)
                        + " limit :most) few")
                .params(params)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** Of whose work there are claims, as it was last written. */
    List<String> teams(Permissions who) {
        Condition seen = seen(who);
        // From one to the next by the index: there are few teams, and many claims.
        return jdbc
                .sql("with recursive teams as ((select min(c.team_key) as key from claim c) union all"
                        + " select (select min(c.team_key) from claim c where c.team_key > t.key) from teams t where t.key is not null)"
                        + " select (select c.team from claim c where c.team_key = t.key and " + seen.sql()
                        + " order by c.registered_at desc limit 1) from teams t where t.key is not null order by t.key")
                .params(seen.parameters())
                .query(String.class)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /** In that order; those that are gone, or not theirs, are left out. */
    List<Claim> ofIds(List<UUID> ids, Permissions who) {
        Condition seen = seen(who);
        Map<UUID, Claim> found = jdbc
                .sql("select c.* from claim c where c.id = any(:ids) and " + seen.sql())
                .params(seen.parameters())
                .param("ids", ids.toArray(UUID[]::new))
                .query(ClaimRows::read)
                .list()
                .stream()
                .collect(Collectors.toMap(Claim::id, one -> one));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static void conditions(
            ClaimFilter filter,
            Collection<UUID> causes,
            Permissions who,
            List<String> conditions,
            Map<String, Object> params) {
        Condition seen = seen(who);
        conditions.add(seen.sql());
        params.putAll(seen.parameters());
        conditions.add(of(filter.view() == null ? ClaimFilter.View.ALL : filter.view()));
        equal("c.state = :state", "state", Claim.word(filter.state()), conditions, params);
        equal("c.result = :result", "result", Claim.word(filter.result()), conditions, params);
        equal("c.responsible_id = :responsible", "responsible", filter.responsible(), conditions, params);
        equal("c.taken_by_id = :taker", "taker", filter.taker(), conditions, params);
        equal("c.blamed_id = :blamed", "blamed", filter.blamed(), conditions, params);
        equal("c.team_key = :team", "team", StaffMember.teamKey(filter.team()), conditions, params);
        equal("c.party_id = :party", "party", filter.party(), conditions, params);
        equal("c.deal_id = :deal", "deal", filter.deal(), conditions, params);
        equal("c.call_id = :call", "call", filter.call(), conditions, params);
        equal("c.registered_at >= :from", "from", time(filter.from()), conditions, params);
        equal("c.registered_at < :to", "to", time(filter.to()), conditions, params);
        UUID[] ofCause = causes == null ? null : causes.toArray(UUID[]::new);
        equal("c.cause_id = any(:causes)", "causes", ofCause, conditions, params);
        words(filter.text(), conditions, params);
    }

    private static void equal(
            String condition, String name, Object value, List<String> conditions, Map<String, Object> params) {
        if (value != null) {
            conditions.add(condition);
            params.put(name, value);
        }
    }

    /** Digits are also its number, or a part of a telephone number. */
    private static void words(String text, List<String> conditions, Map<String, Object> params) {
        if (text == null || text.isBlank()) {
            return;
        }
        List<String> patterns = patterns(text);
        String digits = text.replaceAll("[^0-9]", "");
        if (digits.length() > 20) {
            digits = digits.substring(0, 20);
        }
        var each = new ArrayList<String>();
        for (int i = 0; i < patterns.size(); i++) {
            each.add("c.found like :word" + i);
            params.put("word" + i, patterns.get(i));
        }
        String said = each.isEmpty() ? "false" : "(" + String.join(" and ", each) + ")";
        if (digits.isEmpty()) {
            conditions.add(said);
        } else {
            conditions.add("(" + said + " or c.number::text = :digits or c.phone::text like :part)");
            params.put("digits", digits);
            params.put("part", digits.length() < 3 ? "" : "%" + withoutPrefix(digits) + "%");
        }
    }

    /** Patterns of {@code like}, all of which must fit: each word is the beginning of one. */
    static List<String> patterns(String text) {
        return Arrays.stream(folded(text).split(" "))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(word -> "% " + word + "%")
                .toList();
    }

    /** 8 916 … is +7 916 …. */
    private static String withoutPrefix(String digits) {
        return digits.length() == 11 && digits.startsWith("8") ? digits.substring(1) : digits;
    }

    private static String of(ClaimFilter.View view) {
        return switch (view) {
            case OPEN -> "c.closed_at is null and c.doubtful is null";
            case UNASSIGNED -> "c.closed_at is null and c.doubtful is null and c.responsible_id is null";
            case LATE -> "c.closed_at is null and c.doubtful is null and c.due_at < now()";
            case CLOSED -> "c.closed_at is not null";
            case DOUBTFUL -> "c.closed_at is null and c.doubtful is not null";
            case ALL -> "true";
        };
    }

    /** The database's own idea of case may know no Cyrillic. */
    private static String found(String... parts) {
        String all = Stream.of(parts)
                .filter(Objects::nonNull)
                .map(ClaimRows::folded)
                .collect(Collectors.joining(" ", " ", ""));
        return all.substring(0, Math.min(all.length(), LONGEST_FOUND));
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ё', 'е')
                .replaceAll("[^\\p{L}\\p{M}\\p{N}@.]+", " ")
                .strip();
    }

    static String cursor(Claim claim) {
        ByteBuffer buffer = ByteBuffer.allocate(CURSOR_BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, claim.registeredAt()))
                .putLong(claim.id().getMostSignificantBits())
                .putLong(claim.id().getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }

    private static ByteBuffer cursor(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == CURSOR_BYTES) {
                return ByteBuffer.wrap(bytes);
            }
        } catch (IllegalArgumentException notOurs) {
            // The words below say so.
        }
        throw Refused.because("after", "claims.cursor");
    }

    /**
     * For the reports: what was registered before the end of a period, and did not stand closed since before it began. Teams are called as
     * they were written last.
     *
     * @param causes only of these; null for any
     */
    List<ClaimFact> facts(Instant from, Instant before, String team, Collection<UUID> causes, Permissions who) {
        var conditions = new ArrayList<String>(List.of(
                "c.registered_at < :before", "(c.closed_at is null or c.closed_at >= :from)", "c.doubtful is null"));
        var params = new HashMap<String, Object>(Map.of("from", time(from), "before", time(before)));
        Condition seen = seen(who);
        conditions.add(seen.sql());
        params.putAll(seen.parameters());
        equal("c.team_key = :team", "team", StaffMember.teamKey(team), conditions, params);
        UUID[] ofCause = causes == null ? null : causes.toArray(UUID[]::new);
        equal("c.cause_id = any(:causes)", "causes", ofCause, conditions, params);
        var turns = new HashMap<UUID, List<ClaimFact.Turn>>();
        String where = String.join(" and ", conditions);
        jdbc.sql("select m.claim_id, m.at, m.to_state from claim_move m join claim c on c.id = m.claim_id"
                        + " where m.to_state in ('closed', 'reopened') and " + where + " order by m.id")
                .params(params)
                .query(row -> {
                    turns.computeIfAbsent(row.getObject("claim_id", UUID.class), id -> new ArrayList<>())
                            .add(new ClaimFact.Turn(
                                    instant(row, "at"),
                                    row.getString("to_state").equals("closed")));
                });
        var teams = new HashMap<String, String>();
        jdbc.sql("select distinct on (c.team_key) c.team_key, c.team from claim c where c.team_key is not null and "
                        + where + " order by c.team_key, c.registered_at desc")
                .params(params)
                .query(row -> {
                    teams.put(row.getString("team_key"), row.getString("team"));
                });
        return jdbc.sql(
                        "select c.id, c.team_key, c.cause_id, c.registered_at, c.closed_at, c.result, c.score from claim c"
                                + " where " + where + " order by c.registered_at, c.id")
                .params(params)
                .query((row, number) -> fact(row, teams, turns))
                .list();
    }

    private static ClaimFact fact(ResultSet row, Map<String, String> teams, Map<UUID, List<ClaimFact.Turn>> turns)
            throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new ClaimFact(
                id,
                teams.get(row.getString("team_key")),
                row.getObject("cause_id", UUID.class),
                instant(row, "registered_at"),
                instant(row, "closed_at"),
                constant(Claim.Result.class, row.getString("result")),
                score(row),
                turns.getOrDefault(id, List.of()));
    }

    private static Integer score(ResultSet row) throws SQLException {
        int score = row.getInt("score");
        return row.wasNull() ? null : Integer.valueOf(score);
    }

    private static Object time(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static <T extends Enum<T>> T constant(Class<T> type, String word) {
        return word == null ? null : Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    static Claim read(ResultSet row, int number) throws SQLException {
        return new Claim(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                constant(State.class, row.getString("state")),
                constant(Claim.Channel.class, row.getString("channel")),
                about(row),
                row.getObject("responsible_id", UUID.class),
                row.getObject("taken_by_id", UUID.class),
                row.getString("doubtful"),
                row.getString("decision"),
                row.getString("answer"),
                constant(Claim.Result.class, row.getString("result")),
                score(row),
                row.getInt("reopened"),
                instant(row, "registered_at"),
                instant(row, "closed_at"),
                row.getInt("version"));
    }

    private static ClaimFields about(ResultSet row) throws SQLException {
        long phone = row.getLong("phone");
        PhoneNumber number = row.wasNull() ? null : new PhoneNumber(phone);
        return new ClaimFields(
                row.getString("subject"),
                row.getString("text"),
                row.getObject("cause_id", UUID.class),
                row.getString("team"),
                row.getObject("blamed_id", UUID.class),
                constant(Claim.Demand.class, row.getString("demand")),
                row.getBigDecimal("amount_asked"),
                row.getBigDecimal("amount_granted"),
                row.getString("currency"),
                constant(Claim.Severity.class, row.getString("severity")),
                instant(row, "due_at"),
                row.getObject("party_id", UUID.class),
                row.getString("name"),
                number,
                row.getString("email"),
                row.getString("order_text"),
                row.getObject("call_id", UUID.class),
                row.getObject("deal_id", UUID.class),
                row.getObject("part_id", UUID.class));
    }
}
