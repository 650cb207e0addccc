package org.ringbook.followups;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.followups.Obligation.OfCall;
import org.ringbook.followups.Obligation.Outcome;
import org.ringbook.followups.Obligation.Part;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.SubjectColumns;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of obligations. */
final class ObligationRows {

    private static final SubjectColumns PEOPLE = SubjectColumns.several("people");

    private final JdbcClient jdbc;
    private final FollowUpSettings settings;

    ObligationRows(JdbcClient jdbc, FollowUpSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** What nobody was rung for, and nobody looks after, is for everybody to call back. */
    private static Condition seen(Permissions who) {
        if (who == null || who.people(Action.SEE) == null) {
            return new Condition("true", Map.of());
        }
        Condition rights = who.condition(Action.SEE, PEOPLE);
        return who == Permissions.NONE
                ? rights
                : new Condition("(people = '{}' or " + rights.sql() + ")", rights.parameters());
    }

    /** @param who null for whoever may see all */
    Optional<Obligation> find(UUID id, Permissions who) {
        Condition seen = seen(who);
        return jdbc.sql("select * from obligation where id = :id and " + seen.sql())
                .params(seen.parameters())
                .param("id", id)
                .query(this::read)
                .optional();
    }

    Optional<Obligation> findToChange(UUID id) {
        return jdbc.sql("select * from obligation where id = ? for update")
                .param(id)
                .query(this::read)
                .optional();
    }

    List<OfCall> calls(UUID id) {
        return jdbc.sql("select * from obligation_call where obligation_id = ? order by at, call_id")
                .param(id)
                .query((row, number) -> new OfCall(
                        row.getObject("call_id", UUID.class),
                        Part.valueOf(row.getString("part").toUpperCase(Locale.ROOT)),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** Open ones that are due first, first; closed ones that were closed last, first. */
    List<Obligation> list(boolean open, UUID takenBy, UUID party, Permissions who, ObligationCursor after, int limit) {
        Condition seen = seen(who);
        var conditions =
                new ArrayList<String>(List.of(open ? "closed_at is null" : "closed_at is not null", seen.sql()));
        var parameters = new HashMap<String, Object>(seen.parameters());
        if (takenBy != null) {
            conditions.add("taken_by = :takenBy");
            parameters.put("takenBy", takenBy);
        }
        if (party != null) {
            conditions.add("party_id = :party");
            parameters.put("party", party);
        }
        if (after != null) {
            conditions.add(open ? "(due_at, id) > (:at, :after)" : "(closed_at, id) < (:at, :after)");
            parameters.put("at", time(after.at()));
            parameters.put("after", after.id());
        }
        return jdbc.sql("select * from obligation where " + String.join(" and ", conditions) + " order by "
                        + (open ? "due_at, id" : "closed_at desc, id desc") + " limit :limit")
                .params(parameters)
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    /** No more than {@code most} are counted. */
    int count(boolean open, Permissions who, int most) {
        Condition seen = seen(who);
        return jdbc.sql("select count(*) from (select from obligation where closed_at is " + (open ? "" : "not ")
                        + "null and " + seen.sql() + " limit :most) few")
                .params(seen.parameters())
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    FollowUps.Waiting waiting() {
        return jdbc.sql("select count(*) as many, min(first_at) as oldest from obligation where closed_at is null")
                .query((row, n) -> {
                    var oldest = row.getTimestamp("oldest");
                    return new FollowUps.Waiting(row.getInt("many"), oldest == null ? null : oldest.toInstant());
                })
                .single();
    }

    /** How many were closed since then, by how they ended; only one person's, unless null. */
    Map<Outcome, Integer> closedSince(Instant since, UUID by) {
        var counts = new HashMap<Outcome, Integer>();
        jdbc.sql("select outcome, count(*) from obligation where closed_at >= :since"
                        + " and (:by::uuid is null or closed_by = :by) group by outcome")
                .param("since", time(since))
                .param("by", by)
                .query(row -> {
                    counts.put(Outcome.valueOf(row.getString(1).toUpperCase(Locale.ROOT)), row.getInt(2));
                });
        return counts;
    }

    /** Those of which a client's calls may be: the open ones, and those in which one of these calls has a part. Locked. */
    List<Obligation> concerned(Debtor debtor, Collection<UUID> calls) {
        return jdbc.sql("select * from obligation where (key = :key or number = any(:numbers))"
                        + " and (closed_at is null or id in (select obligation_id from obligation_call where call_id = any(:calls)))"
                        + " order by first_at, id for update")
                .param("key", debtor.key())
                .param(
                        "numbers",
                        debtor.numbers().stream().map(PhoneNumber::toString).toArray(String[]::new))
                .param("calls", calls.toArray(UUID[]::new))
                .query(this::read)
                .list();
    }

    /** The keys and numbers of those that are {@link #concerned}, of many clients at once; not locked. */
    Set<String> concernedOfAny(Collection<Debtor> debtors, Collection<UUID> calls) {
        Set<String> found = new HashSet<>();
        jdbc.sql(
                        "select key, number from obligation where (key = any(:keys) or number = any(:numbers))"
                                + " and (closed_at is null or id in (select obligation_id from obligation_call where call_id = any(:calls)))")
                .param("keys", debtors.stream().map(Debtor::key).toArray(String[]::new))
                .param(
                        "numbers",
                        debtors.stream()
                                .flatMap(debtor -> debtor.numbers().stream())
                                .map(PhoneNumber::toString)
                                .toArray(String[]::new))
                .param("calls", calls.toArray(UUID[]::new))
                .query(row -> {
                    found.add(row.getString("key"));
                    found.add(row.getString("number"));
                });
        return found;
    }

    /** All of one client that began since then or were open then. Locked. */
    List<Obligation> since(Debtor debtor, Instant from) {
        return jdbc.sql("select * from obligation where (key = :key or number = any(:numbers))"
                        + " and (closed_at is null or last_at >= :from) order by first_at, id for update")
                .param("key", debtor.key())
                .param(
                        "numbers",
                        debtor.numbers().stream().map(PhoneNumber::toString).toArray(String[]::new))
                .param("from", time(from))
                .query(this::read)
                .list();
    }

    /** The numbers of those in which one of these calls has a part. */
    Set<PhoneNumber> numbersOf(Collection<UUID> calls) {
        return new HashSet<>(jdbc.sql("select distinct number from obligation where id in"
                        + " (select obligation_id from obligation_call where call_id = any(?))")
                .param(calls.toArray(UUID[]::new))
                .query((row, number) -> PhoneNumber.of(row.getString(1)))
                .list());
    }

    void write(Obligation now, String key, Collection<UUID> people, List<OfCall> calls) {
        jdbc.sql(
                        "insert into obligation (id, key, party_id, number, line, queue, first_at, last_at, calls, due_at, rang,"
                                + " people, responsible_id, taken_by, taken_at, attempts, attempt_days, last_attempt_at, closed_at,"
                                + " closed_by, outcome, closing_call_id, reason)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (id) do update set key = excluded.key, party_id = excluded.party_id,"
                                + " number = excluded.number, line = excluded.line, queue = excluded.queue,"
                                + " first_at = excluded.first_at, last_at = excluded.last_at, calls = excluded.calls,"
                                + " due_at = excluded.due_at, rang = excluded.rang, people = excluded.people,"
                                + " responsible_id = excluded.responsible_id, taken_by = excluded.taken_by,"
                                + " taken_at = excluded.taken_at, attempts = excluded.attempts,"
                                + " attempt_days = excluded.attempt_days, last_attempt_at = excluded.last_attempt_at,"
                                + " closed_at = excluded.closed_at, closed_by = excluded.closed_by, outcome = excluded.outcome,"
                                + " closing_call_id = excluded.closing_call_id, reason = excluded.reason, changed_at = now(),"
                                + " version = obligation.version + 1")
                .params(
                        now.id(),
                        key,
                        now.partyId(),
                        now.number().toString(),
                        now.line() == null ? null : now.line().toString(),
                        now.queue(),
                        time(now.firstAt()),
                        time(now.lastAt()),
                        now.calls(),
                        time(now.dueAt()),
                        now.rang().toArray(UUID[]::new),
                        people.toArray(UUID[]::new),
                        now.responsibleId(),
                        now.takenBy(),
                        time(now.takenAt()),
                        now.attempts(),
                        now.attemptDays(),
                        time(now.lastAttemptAt()),
                        time(now.closedAt()),
                        now.closedBy(),
                        now.outcome() == null ? null : now.outcome().word(),
                        now.closingCallId(),
                        now.reason())
                .update();
        jdbc.sql("delete from obligation_call where obligation_id = ?")
                .param(now.id())
                .update();
        ofThisOne(now.id(), key, calls);
        for (OfCall call : calls) {
            jdbc.sql("insert into obligation_call (call_id, obligation_id, part, at) values (?, ?, ?, ?)")
                    .params(call.callId(), now.id(), call.part().word(), time(call.at()))
                    .update();
        }
    }

    /** A missed call is owed once, and a call of one client has a part in one; who is reached may reach two, a person and their company. */
    private void ofThisOne(UUID id, String key, List<OfCall> calls) {
        jdbc.sql(
                        "delete from obligation_call where obligation_id <> :id and (part = 'missed' and call_id = any(:missed)"
                                + " or call_id = any(:calls) and obligation_id in (select id from obligation where key = :key))")
                .param("id", id)
                .param("key", key)
                .param("missed", ids(calls.stream().filter(call -> call.part() == Part.MISSED)))
                .param("calls", ids(calls.stream()))
                .update();
    }

    private static UUID[] ids(Stream<OfCall> calls) {
        return calls.map(OfCall::callId).toArray(UUID[]::new);
    }

    void withdraw(UUID id, Instant at) {
        jdbc.sql("update obligation set closed_at = ?, outcome = 'withdrawn', closed_by = null, closing_call_id = null,"
                        + " changed_at = now(), version = version + 1 where id = ?")
                .params(time(at), id)
                .update();
    }

    void take(UUID id, UUID by, Instant at) {
        jdbc.sql("update obligation set taken_by = :by, taken_at = :at, changed_at = now(), version = version + 1,"
                        + " people = case when :by::uuid is null or :by = any(people) then people"
                        + " else people || :by::uuid end where id = :id")
                .param("by", by)
                .param("at", time(at))
                .param("id", id)
                .update();
    }

    void close(UUID id, UUID by, Instant at, Outcome outcome, String reason) {
        jdbc.sql("update obligation set closed_at = ?, closed_by = ?, outcome = ?, reason = ?, changed_at = now(),"
                        + " version = version + 1 where id = ?")
                .params(time(at), by, outcome.word(), reason, id)
                .update();
    }

    /** @return false when there is another open one of the same client or number */
    boolean open(UUID id) {
        return jdbc.sql(
                                "update obligation o set closed_at = null, closed_by = null, outcome = null, reason = null, changed_at = now(),"
                                        + " version = version + 1 where id = ? and not exists (select from obligation b"
                                        + " where b.key = o.key and b.id <> o.id and b.closed_at is null)")
                        .param(id)
                        .update()
                == 1;
    }

    private static Object time(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private Obligation read(ResultSet row, int number) throws SQLException {
        int attempts = row.getInt("attempts");
        int days = row.getInt("attempt_days");
        boolean open = row.getTimestamp("closed_at") == null;
        return new Obligation(
                row.getObject("id", UUID.class),
                row.getObject("party_id", UUID.class),
                PhoneNumber.of(row.getString("number")),
                row.getString("line") == null ? null : PhoneNumber.of(row.getString("line")),
                row.getString("queue"),
                instant(row, "first_at"),
                instant(row, "last_at"),
                row.getInt("calls"),
                instant(row, "due_at"),
                ids(row.getArray("rang")),
                row.getObject("responsible_id", UUID.class),
                row.getObject("taken_by", UUID.class),
                instant(row, "taken_at"),
                attempts,
                days,
                instant(row, "last_attempt_at"),
                open && attempts >= settings.tries() && days >= settings.days(),
                instant(row, "closed_at"),
                row.getObject("closed_by", UUID.class),
                row.getString("outcome") == null
                        ? null
                        : Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                row.getObject("closing_call_id", UUID.class),
                row.getString("reason"),
                row.getInt("version"));
    }

    private static List<UUID> ids(Array ids) throws SQLException {
        return Arrays.asList((UUID[]) ids.getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
