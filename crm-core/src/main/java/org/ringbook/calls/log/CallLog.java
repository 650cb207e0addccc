package org.ringbook.calls.log;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The record of all calls, in PostgreSQL. Calls that still go on are in it too, as they were last written. Any thread;
 * every method waits for the database and throws {@link DataAccessException} without it.
 */
@Component
public class CallLog {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final LogGaps gaps;
    private final Correlations correlations;

    public CallLog(DataSource database) {
        this.gaps = new LogGaps(database);
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.correlations = new Correlations(jdbc, transaction);
    }

    /** Times of which calls may be missing in it. */
    public LogGaps gaps() {
        return gaps;
    }

    /** Which calls were seen by more than one source. */
    public Correlations correlations() {
        return correlations;
    }

    /** The call, also by the id of a call that was merged into it, and of another source's record of it. */
    public Optional<Call> find(UUID id) {
        return record(id).flatMap(this::standing);
    }

    /** What one source told, by its own id: also when another source's record stands for the call. */
    public Optional<Call> record(UUID id) {
        return one("id = :id or id = (select call_id from call_alias where id = :id)", id);
    }

    private Optional<Call> standing(Call told) {
        return correlations.standsFor(told.id()).flatMap(this::record).or(() -> Optional.of(told));
    }

    /** The call that came of a click-to-call; empty while there is none. */
    public Optional<Call> findByRequest(UUID request) {
        return one("request_id = :id", request).flatMap(this::standing);
    }

    /** Numbers outside that were called since then, each once. */
    public List<PhoneNumber> calledSince(Instant then) {
        return jdbc
                .sql("select distinct external from call where direction = 'outbound' and external is not null"
                        + " and started_at >= ?")
                .param(then.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list()
                .stream()
                .map(PhoneNumber::of)
                .toList();
    }

    /** The newest call that the source itself knows by this id. */
    public Optional<Call> findBySourceId(String source, String sourceId) {
        return jdbc.sql(CallRow.SELECT + " where source = ? and source_id = ? order by started_at desc limit 1")
                .params(source, sourceId)
                .query(CallRow::read)
                .optional()
                .flatMap(this::standing);
    }

    /** The call that a recording is of. */
    public Optional<Call> findByRecording(UUID recording) {
        return one(
                "recordings <> '[]' and recordings @> jsonb_build_array(jsonb_build_object('id', :id::text))",
                recording);
    }

    /**
     * Newest first, by start and then id; keyset-paged. A call that several sources saw is one.
     *
     * @param after cursor of the page before; null for the first
     * @throws Refused if the cursor is none of ours
     */
    public CallPage find(CallFilter filter, String after, int limit) {
        var query = new CallQuery(filter, after == null ? null : CallCursor.read(after));
        List<Call> found = jdbc.sql(query.sql())
                .params(query.parameters())
                .param("limit", limit + 1)
                .query(CallRow::read)
                .list();
        if (found.size() <= limit) {
            return new CallPage(found, null);
        }
        List<Call> items = List.copyOf(found.subList(0, limit));
        return new CallPage(items, CallCursor.after(items.get(limit - 1)).toString());
    }

    /**
     * Writes the calls as they are now, in one batch; the same call again overwrites. Not for the pop-up's path.
     *
     * @param changes the last change of each call counts
     */
    public void write(List<CallChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var calls = new LinkedHashMap<UUID, Call>();
        var merged = new LinkedHashMap<UUID, UUID>();
        var withdrawn = new HashSet<UUID>();
        for (CallChange change : changes) {
            calls.put(change.now().id(), change.now());
            withdrawn.remove(change.now().id());
            if (change.withdrawn()) {
                withdrawn.add(change.now().id());
            }
            change.merged().forEach(id -> merged.put(id, change.now().id()));
        }
        calls.keySet().removeAll(merged.keySet());
        calls.keySet().removeAll(withdrawn);
        transaction.executeWithoutResult(status -> {
            boolean seenByOthers = correlations.possible(calls.values());
            if (seenByOthers) {
                correlations.lock();
            }
            Map<UUID, UUID> duplicates = new Duplicates(jdbc).of(calls);
            jdbc.sql(CallRow.UPSERT).param(CallRow.json(calls.values())).update();
            merge(merged);
            merge(duplicates);
            withdraw(withdrawn);
            if (seenByOthers) {
                correlations.decide(calls.values());
            }
        });
    }

    private void withdraw(Set<UUID> withdrawn) {
        for (UUID id : withdrawn) {
            jdbc.sql("delete from call_alias where call_id = :id")
                    .param("id", id)
                    .update();
            jdbc.sql("delete from call where id = :id").param("id", id).update();
        }
    }

    private void merge(Map<UUID, UUID> merged) {
        merged.forEach((younger, older) -> {
            correlations.renamed(younger, older);
            jdbc.sql("delete from call where id = :id").param("id", younger).update();
            jdbc.sql("update call_alias set call_id = :to where call_id = :id")
                    .param("id", younger)
                    .param("to", older)
                    .update();
            jdbc.sql("insert into call_alias (id, call_id) values (:id, :to)"
                            + " on conflict (id) do update set call_id = excluded.call_id")
                    .param("id", younger)
                    .param("to", older)
                    .update();
        });
    }

    /** The calls of a source that stand in the log as going on and began since then, oldest first. */
    public List<Call> open(String source, Instant since) {
        return jdbc.sql(CallRow.SELECT
                        + " where source = :source and state <> 'ended' and started_at >= :since order by started_at")
                .param("source", source)
                .param("since", Timestamp.from(since))
                .query(CallRow::read)
                .list();
    }

    /**
     * The calls of a source that have ended since some moment, as far as they began since another one, oldest first.
     *
     * @param begun the longest call that is looked for began then
     */
    public List<Call> ended(String source, Instant since, Instant begun) {
        return jdbc.sql(CallRow.SELECT
                        + " where source = :source and started_at >= :begun and ended_at >= :since order by started_at")
                .param("source", source)
                .param("since", Timestamp.from(since))
                .param("begun", Timestamp.from(begun))
                .query(CallRow::read)
                .list();
    }

    private Optional<Call> one(String where, UUID id) {
        return jdbc.sql(CallRow.SELECT + " where " + where + " order by started_at limit 1")
                .param("id", id)
                .query(CallRow::read)
                .optional();
    }

    /**
     * What to look for; null means any, an empty collection means none.
     *
     * @param from start of the call, inclusive
     * @param to start of the call, exclusive
     * @param agents extensions: calls in which one of them spoke, was rung, or placed the call
     * @param numbers outside numbers, any of them
     */
    public record CallFilter(
            Instant from,
            Instant to,
            Call.Direction direction,
            Call.Result result,
            Collection<String> agents,
            Collection<PhoneNumber> numbers,
            String line,
            String queue) {

        public static CallFilter any() {
            return new CallFilter(null, null, null, null, null, null, null, null);
        }
    }

    /** @param next cursor of the page that follows; null when this is the last */
    public record CallPage(List<Call> items, String next) {}
}
