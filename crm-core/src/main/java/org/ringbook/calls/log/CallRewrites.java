package org.ringbook.calls.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallDifference;
import org.ringbook.calls.CallIds;
import org.ringbook.feed.Change;
import org.ringbook.feed.ChangeType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls of the log that are written once more after they were derived again. What each was before is kept, so that all of it
 * can be undone. Any thread; every method waits for the database and throws {@link DataAccessException} without it.
 */
@Component
public class CallRewrites {

    private static final Logger LOG = LoggerFactory.getLogger(CallRewrites.class);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CallLog log;
    private final DataSource database;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public CallRewrites(CallLog log, DataSource database) {
        this.log = log;
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /**
     * One call that is to be written once more.
     *
     * @param before as the log has it; null when it has none
     * @param after with the id of {@code before}; null to take the call out of the log
     * @param joined calls of the log that turned out to be part of this one
     */
    public record Rewrite(Call before, Call after, List<Call> joined, List<CallDifference.Field> fields) {

        public UUID id() {
            return after != null ? after.id() : before.id();
        }
    }

    /**
     * A period that was derived again and written.
     *
     * @param from of the calls' starts, inclusive
     * @param to exclusive
     * @param undoneAt null while it stands
     */
    public record Derivation(
            UUID id, Instant writtenAt, String by, Instant from, Instant to, long calls, Instant undoneAt) {}

    /** What one of them did to a call. */
    public record Rewritten(Derivation derivation, List<CallDifference.Field> fields, boolean wasNew) {}

    /** How many calls are as they were before, and how many were changed by something else since and are left alone. */
    public record Undone(int calls, int leftAlone) {}

    /** Calls of a source in the log that may be meant: by their ids, old ids included, or by the source's. */
    public List<Call> candidates(String source, Collection<UUID> ids, Collection<String> sourceIds) {
        return jdbc.sql(CallRow.SELECT + " where source = :source and (id = any(:ids) or source_id = any(:sourceIds)"
                        + " or id in (select call_id from call_alias where id = any(:ids)))")
                .param("source", source)
                .param("ids", ids.toArray(UUID[]::new))
                .param("sourceIds", sourceIds.toArray(String[]::new))
                .query(CallRow::read)
                .list();
    }

    /** Ids of the calls that were merged into one of these. */
    public List<UUID> idsMergedInto(UUID call) {
        return jdbc.sql("select id from call_alias where call_id = ?")
                .param(call)
                .query(UUID.class)
                .list();
    }

    /** Takes each call of a source that began in this time, oldest first, a part of them at a time. */
    public void each(String source, Instant from, Instant to, java.util.function.Consumer<Call> taker) {
        Timestamp after = Timestamp.from(from);
        UUID last = new UUID(0, 0);
        List<Call> some;
        do {
            some = jdbc.sql(CallRow.SELECT + " where source = ? and (started_at, id) > (?, ?) and started_at < ?"
                            + " order by started_at, id limit 500")
                    .params(source, after, last, Timestamp.from(to))
                    .query(CallRow::read)
                    .list();
            some.forEach(taker);
            if (!some.isEmpty()) {
                after = Timestamp.from(some.get(some.size() - 1).startedAt());
                last = some.get(some.size() - 1).id();
            }
        } while (!some.isEmpty());
    }

    /** @param by who has it written */
    public UUID begin(String by, Instant from, Instant to) {
        UUID id = CallIds.of("derivation", UUID.randomUUID().toString(), Instant.now());
        jdbc.sql("insert into call_derivation (id, written_at, by, from_at, to_at) values (?, now(), ?, ?, ?)")
                .params(id, by, Timestamp.from(from), Timestamp.from(to))
                .update();
        return id;
    }

    /** Writes calls, all or none, and keeps what they were. A call that is not any more as it was when it was derived is left alone. */
    public void write(UUID derivation, List<Rewrite> wanted) {
        transaction.executeWithoutResult(status -> {
            log.feed().lock();
            List<Rewrite> rewrites = stillMeant(wanted);
            keepAliases(derivation, rewrites);
            var changes = new ArrayList<CallChange>();
            var taken = new ArrayList<Change>();
            for (Rewrite one : rewrites) {
                keep(derivation, one.id(), one.fields());
                one.joined().forEach(each -> keep(derivation, each.id(), List.of()));
                if (one.after() == null) {
                    jdbc.sql("delete from call where id = ?").param(one.id()).update();
                    taken.add(Change.of(one.id(), ChangeType.WITHDRAWN));
                } else {
                    List<UUID> merged = one.joined().stream().map(Call::id).toList();
                    changes.add(new CallChange(one.before(), one.after(), merged));
                }
            }
            log.write(changes, ChangeType.REDERIVED);
            log.feed().write(taken);
            jdbc.sql("update call_rewrite r set after = to_jsonb(c) from call c"
                            + " where r.derivation_id = ? and r.call_id = c.id and r.call_id = any(?)")
                    .params(derivation, rewrites.stream().map(Rewrite::id).toArray(UUID[]::new))
                    .update();
        });
    }

    /**
     * Decides once more which of the calls of all sources that began in this time are one. It follows from the calls alone,
     * so it is no rewriting, and nothing of it needs to be undone.
     *
     * @param to exclusive
     */
    public void correlate(Instant from, Instant to) {
        if (!log.correlations().possible(List.of())) {
            return;
        }
        Timestamp after = Timestamp.from(from);
        UUID last = new UUID(0, 0);
        List<Call> some;
        do {
            some = jdbc.sql(CallRow.SELECT + " where (started_at, id) > (?, ?) and started_at < ?"
                            + " order by started_at, id limit 500")
                    .params(after, last, Timestamp.from(to))
                    .query(CallRow::read)
                    .list();
            List<Call> read = some;
            transaction.executeWithoutResult(status -> {
                log.feed().lock();
                log.feed().write(log.correlations().decide(read));
            });
            if (!some.isEmpty()) {
                after = Timestamp.from(some.get(some.size() - 1).startedAt());
                last = some.get(some.size() - 1).id();
            }
        } while (!some.isEmpty());
    }

    /** Those whose calls stand in the log as they stood there before. Nobody else writes calls meanwhile. */
    private List<Rewrite> stillMeant(List<Rewrite> wanted) {
        Map<UUID, Call> now = log
                .records(wanted.stream().flatMap(CallRewrites::ids).toList())
                .stream()
                .collect(Collectors.toMap(Call::id, Function.identity()));
        List<Rewrite> meant = wanted.stream()
                .filter(one -> Objects.equals(one.before(), now.get(one.id()))
                        && one.joined().stream().allMatch(each -> each.equals(now.get(each.id()))))
                .toList();
        if (meant.size() < wanted.size()) {
            LOG.info(
                    "{} calls changed while they were derived again; they are left alone",
                    wanted.size() - meant.size());
        }
        return meant;
    }

    private static Stream<UUID> ids(Rewrite one) {
        return Stream.concat(Stream.of(one.id()), one.joined().stream().map(Call::id));
    }

    private void keepAliases(UUID derivation, List<Rewrite> rewrites) {
        UUID[] ids = rewrites.stream().flatMap(CallRewrites::ids).toArray(UUID[]::new);
        jdbc.sql("insert into call_rewrite_alias (derivation_id, id, call_id) select :derivation, id, call_id"
                        + " from call_alias where id = any(:ids) or call_id = any(:ids) on conflict do nothing")
                .param("derivation", derivation)
                .param("ids", ids)
                .update();
    }

    private void keep(UUID derivation, UUID call, List<CallDifference.Field> fields) {
        jdbc.sql("insert into call_rewrite (derivation_id, call_id, before, fields)"
                        + " values (?, ?, (select to_jsonb(c) from call c where c.id = ?), ?::jsonb)")
                .params(derivation, call, call, JSON.writeValueAsString(fields).replace("\\u0000", "\\ufffd"))
                .update();
    }

    /** Brings back what was before. Calls that were changed since are left as they are. */
    public Undone undo(UUID derivation) {
        return transaction.execute(status -> {
            WriteLimits.lateInTransaction(database);
            log.feed().lock();
            List<UUID> all = jdbc.sql("select call_id from call_rewrite where derivation_id = ? for update")
                    .param(derivation)
                    .query(UUID.class)
                    .list();
            UUID[] same = jdbc.sql("select r.call_id from call_rewrite r left join call c on c.id = r.call_id"
                            + " where r.derivation_id = ? and jsonb_strip_nulls(to_jsonb(c)) - 'people' - 'speakers'"
                            // What a later version knows of a call, too, was not known then.
                            + " is not distinct from jsonb_strip_nulls(r.after) - 'people' - 'speakers'")
                    .param(derivation)
                    .query(UUID.class)
                    .list()
                    .toArray(UUID[]::new);
            List<Change> undone = undone(derivation, same);
            jdbc.sql("create temporary table team_before on commit drop as select call_id, place, staff_id, team"
                            + " from call_leg where call_id = any(?) and team is not null")
                    .param(same)
                    .update();
            jdbc.sql("delete from call where id = any(?)").param(same).update();
            bringBackAliases(derivation, same);
            String columns = columns();
            jdbc.sql("insert into call (" + columns + ") select " + columns + " from call_rewrite r,"
                            + " jsonb_populate_record(null::call, r.before) as was"
                            + " where r.derivation_id = ? and r.before is not null and r.call_id = any(?)")
                    .params(derivation, same)
                    .update();
            peopleOf(same);
            jdbc.sql("update call_derivation set undone_at = now() where id = ?")
                    .param(derivation)
                    .update();
            log.feed().write(undone);
            log.feed().write(log.correlations().decideAgain(List.of(same)));
            return new Undone(same.length, all.size() - same.length);
        });
    }

    /** No id leads to a call that is gone, none of a call that is there leads elsewhere, and the others lead where they led. */
    private void bringBackAliases(UUID derivation, UUID[] calls) {
        jdbc.sql("delete from call_alias where id = any(:calls) or call_id in (select call_id from call_rewrite"
                        + " where derivation_id = :derivation and before is null and call_id = any(:calls))")
                .param("derivation", derivation)
                .param("calls", calls)
                .update();
        jdbc.sql("insert into call_alias (id, call_id) select id, call_id from call_rewrite_alias"
                        + " where derivation_id = :derivation and (id = any(:calls) or call_id = any(:calls))"
                        + " on conflict (id) do update set call_id = excluded.call_id")
                .param("derivation", derivation)
                .param("calls", calls)
                .update();
    }

    /** What becomes of the calls when they are as they were before. */
    private List<Change> undone(UUID derivation, UUID[] calls) {
        return jdbc
                .sql(
                        "select call_id, before is not null as was, after is not null as stands, before ->> 'state' as state"
                                + " from call_rewrite where derivation_id = ? and call_id = any(?)")
                .params(derivation, calls)
                .query((row, number) -> {
                    UUID call = row.getObject("call_id", UUID.class);
                    if (!row.getBoolean("was")) {
                        return List.of(Change.of(call, ChangeType.WITHDRAWN));
                    }
                    if (row.getBoolean("stands")) {
                        return List.of(Change.of(call, ChangeType.REDERIVED));
                    }
                    return "ended".equals(row.getString("state"))
                            ? List.of(Change.of(call, ChangeType.LOGGED), Change.of(call, ChangeType.ENDED))
                            : List.of(Change.of(call, ChangeType.LOGGED));
                })
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Whose calls they are is no part of what was kept: it follows from who had the telephones; only the teams were of that time. */
    private void peopleOf(UUID[] calls) {
        log.writePeople(jdbc.sql(CallRow.SELECT + " where id = any(?)")
                .param(calls)
                .query(CallRow::read)
                .list());
        jdbc.sql("update call_leg l set team = b.team from team_before b where b.call_id = l.call_id"
                        + " and b.place = l.place and b.staff_id = l.staff_id")
                .update();
    }

    /** Those that PostgreSQL does not make by itself. */
    private String columns() {
        return String.join(
                ", ",
                jdbc.sql("select column_name from information_schema.columns where table_schema = current_schema()"
                                + " and table_name = 'call' and is_generated = 'NEVER' order by ordinal_position")
                        .query(String.class)
                        .list());
    }

    /** Newest first. */
    public List<Derivation> recent(int limit) {
        return jdbc.sql(DERIVATIONS + " order by written_at desc limit ?")
                .param(limit)
                .query(CallRewrites::derivation)
                .list();
    }

    /** What was done to one call, newest first. */
    public List<Rewritten> of(UUID call) {
        return jdbc.sql("select d.*, r.fields as fields, r.before is null as was_new from (" + DERIVATIONS
                        + ") d join call_rewrite r on r.derivation_id = d.id where r.call_id = ?"
                        + " order by d.written_at desc")
                .param(call)
                .query((row, number) -> new Rewritten(
                        derivation(row, number),
                        List.of(JSON.readValue(row.getString("fields"), CallDifference.Field[].class)),
                        row.getBoolean("was_new")))
                .list();
    }

    private static final String DERIVATIONS =
            "select id, written_at, by, from_at, to_at, undone_at, (select count(*) from call_rewrite"
                    + " where derivation_id = call_derivation.id) as calls from call_derivation";

    private static Derivation derivation(ResultSet row, int number) throws SQLException {
        Timestamp undone = row.getTimestamp("undone_at");
        return new Derivation(
                row.getObject("id", UUID.class),
                row.getTimestamp("written_at").toInstant(),
                row.getString("by"),
                row.getTimestamp("from_at").toInstant(),
                row.getTimestamp("to_at").toInstant(),
                row.getLong("calls"),
                undone == null ? null : undone.toInstant());
    }
}
