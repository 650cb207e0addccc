package org.ringbook.calls.log;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallPermissions;
import org.ringbook.feed.Change;
import org.ringbook.feed.ChangeTable;
import org.ringbook.feed.ChangeType;
import org.ringbook.numbers.NumberPart;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.staff.TelephoneBook;
import org.springframework.beans.factory.annotation.Autowired;
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

    private static final TelephoneBook NOBODYS = new TelephoneBook(List.of());

    private final DataSource database;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Supplier<TelephoneBook> book;
    private final LegRows legs;
    private final LogGaps gaps;
    private final ChangeTable feed;
    private final Correlations correlations;

    /** A log for which no telephone is anybody's, with a feed that nobody follows in this process. */
    public CallLog(DataSource database) {
        this(database, new ChangeTable(database));
    }

    /** A log for which no telephone is anybody's. */
    public CallLog(DataSource database, ChangeTable feed) {
        this(database, feed, () -> NOBODYS, person -> null);
    }

    /**
     * @param feed is told what becomes of calls, in the transaction that writes them
     * @param staff says whose telephones they are, from memory
     */
    @Autowired
    public CallLog(DataSource database, ChangeTable feed, Staff staff) {
        this(
                database,
                feed,
                staff::telephones,
                person -> staff.find(person).map(StaffMember::team).orElse(null));
    }

    private CallLog(
            DataSource database, ChangeTable feed, Supplier<TelephoneBook> book, Function<UUID, String> teamOf) {
        this.book = book;
        this.database = database;
        this.gaps = new LogGaps(WriteLimits.soon(database));
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.feed = feed;
        this.correlations = new Correlations(jdbc, transaction, feed);
        this.legs = new LegRows(jdbc, teamOf);
    }

    ChangeTable feed() {
        return feed;
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

    /** Those of these ids that are records of the log themselves; not by an id that only leads to one. */
    public List<Call> records(Collection<UUID> ids) {
        return jdbc.sql(CallRow.SELECT + " where id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query(CallRow::read)
                .list();
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
        return find(filter, null, after, limit);
    }

    /** @param who only calls that they may see; null for all */
    CallPage find(CallFilter filter, CallPermissions who, String after, int limit) {
        return page(found(after).of(filter, who, limit + 1, CallRow.SELECT, CallRow::read), limit);
    }

    private CallsFound found(String after) {
        return new CallsFound(jdbc, after == null ? null : CallCursor.read(after));
    }

    private static CallPage page(List<Call> found, int limit) {
        if (found.size() <= limit) {
            return new CallPage(found, null);
        }
        List<Call> items = List.copyOf(found.subList(0, limit));
        return new CallPage(items, CallCursor.after(items.get(limit - 1)).toString());
    }

    /**
     * The same without their transfers, recordings and rules, and with legs only where whose a telephone was depends on the moment:
     * what a table of very many calls needs, in which reading the legs would be half of the work.
     */
    CallPage outlines(CallFilter filter, CallPermissions who, String after, int limit) {
        String[] handedOn = book.get().handedOn().toArray(String[]::new);
        return page(
                found(after)
                        .with("handedOn", handedOn)
                        .of(filter, who, limit + 1, CallRow.SELECT_OUTLINE, CallRow::readOutline),
                limit);
    }

    /** @param but these, which are counted elsewhere */
    CallFigures figures(CallFilter filter, CallPermissions who, Collection<UUID> but) {
        return new CountedCalls(jdbc).of(filter, who, but);
    }

    /**
     * Writes the calls as they are now, in one batch; the same call again overwrites. Not for the pop-up's path.
     *
     * @param changes in their order: the last change of each call counts, and so does whether it is part of another one
     */
    public void write(List<CallChange> changes) {
        WriteLimits.soon(() -> transaction.executeWithoutResult(status -> {
            WriteLimits.soonInTransaction(database);
            write(changes, ChangeType.CHANGED);
        }));
    }

    /** @param became of calls that were in the log, are not as they were, and did not just end */
    void write(List<CallChange> changes, ChangeType became) {
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
            merged.remove(change.now().id());
            change.merged().forEach(id -> merged.put(id, change.now().id()));
        }
        calls.keySet().removeAll(merged.keySet());
        calls.keySet().removeAll(withdrawn);
        transaction.executeWithoutResult(status -> {
            feed.lock();
            Map<UUID, UUID> duplicates = new Duplicates(jdbc).of(calls);
            stand(calls.keySet());
            TelephoneBook now = book.get();
            var told = new LinkedHashSet<>(upsert(calls.values(), became, now));
            legs.write(calls.values(), now);
            told.addAll(merge(merged));
            told.addAll(merge(duplicates));
            told.addAll(withdraw(withdrawn));
            if (correlations.possible(calls.values())) {
                told.addAll(correlations.decide(calls.values()));
            }
            feed.write(told);
        });
    }

    /** Decides whose calls of the log these are, in the transaction that read them. */
    void writePeople(Collection<Call> calls) {
        writePeople(calls, book.get());
    }

    void writePeople(Collection<Call> calls, TelephoneBook now) {
        if (calls.isEmpty()) {
            return;
        }
        legs.write(calls, now);
        jdbc.sql("update call set people = r.people, speakers = r.speakers from json_to_recordset(?::json)"
                        + " as r (id uuid, people uuid[], speakers uuid[]) where call.id = r.id")
                .param(CallRow.json(calls, now))
                .update();
        correlations.peopleChanged(calls.stream().map(Call::id).toList());
    }

    /** A call that is written leads to no other one, though it may have been part of it before. */
    private void stand(Set<UUID> calls) {
        jdbc.sql("delete from call_alias where id = any(?)")
                .param(calls.toArray(UUID[]::new))
                .update();
    }

    private List<Change> upsert(Collection<Call> calls, ChangeType became, TelephoneBook now) {
        var told = new ArrayList<Change>();
        jdbc.sql(CallRow.UPSERT).param(CallRow.json(calls, now)).query(row -> {
            UUID id = row.getObject("id", UUID.class);
            boolean endedBefore = row.getBoolean("ended_before");
            boolean isNew = row.wasNull();
            boolean ends = row.getBoolean("ended") && !endedBefore;
            if (isNew) {
                told.add(Change.of(id, ChangeType.LOGGED));
            }
            if (ends || !isNew) {
                told.add(Change.of(id, ends ? ChangeType.ENDED : became));
            }
        });
        return told;
    }

    /** @return what became of those that were in the log */
    private List<Change> withdraw(Set<UUID> withdrawn) {
        var told = new ArrayList<Change>();
        for (UUID id : withdrawn) {
            jdbc.sql("delete from call_alias where call_id = :id")
                    .param("id", id)
                    .update();
            if (jdbc.sql("delete from call where id = :id").param("id", id).update() > 0) {
                told.add(Change.of(id, ChangeType.WITHDRAWN));
            }
        }
        return told;
    }

    /** @return what became of those that were in the log */
    private List<Change> merge(Map<UUID, UUID> merged) {
        var told = new ArrayList<Change>();
        merged.forEach((younger, older) -> {
            correlations.renamed(younger, older);
            if (jdbc.sql("delete from call where id = :id").param("id", younger).update() > 0) {
                told.add(Change.merged(younger, older));
            }
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
        return told;
    }

    /** The calls of a source that stand in the log as going on, however long ago they began, oldest first. */
    public List<Call> open(String source) {
        return jdbc.sql(CallRow.SELECT + " where source = :source and state <> 'ended' order by started_at, id")
                .param("source", source)
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
     * @param agents telephones: calls in which one of them spoke, was rung, or placed the call
     * @param people of ours: calls in which one of them did, by whichever telephone they had then
     * @param numbers outside numbers, any of them
     * @param part digits of the outside number
     * @param disposition what was chosen after the call, by its id in {@link CallDispositions}
     * @param badSound true for those in which a telephone of ours heard badly or was heard badly
     */
    public record CallFilter(
            Instant from,
            Instant to,
            Call.Direction direction,
            Call.Result result,
            Collection<String> agents,
            Collection<UUID> people,
            Collection<PhoneNumber> numbers,
            NumberPart part,
            String line,
            String queue,
            UUID disposition,
            boolean badSound) {

        public CallFilter(
                Instant from,
                Instant to,
                Call.Direction direction,
                Call.Result result,
                Collection<String> agents,
                Collection<UUID> people,
                Collection<PhoneNumber> numbers,
                NumberPart part,
                String line,
                String queue,
                UUID disposition) {
            this(from, to, direction, result, agents, people, numbers, part, line, queue, disposition, false);
        }

        public CallFilter(
                Instant from,
                Instant to,
                Call.Direction direction,
                Call.Result result,
                Collection<String> agents,
                Collection<UUID> people,
                Collection<PhoneNumber> numbers,
                String line,
                String queue) {
            this(from, to, direction, result, agents, people, numbers, null, line, queue, null);
        }

        public CallFilter(
                Instant from,
                Instant to,
                Call.Direction direction,
                Call.Result result,
                Collection<String> agents,
                Collection<PhoneNumber> numbers,
                String line,
                String queue) {
            this(from, to, direction, result, agents, null, numbers, line, queue);
        }

        public CallFilter(
                Instant from,
                Instant to,
                Call.Direction direction,
                Call.Result result,
                Collection<String> agents,
                Collection<UUID> people,
                Collection<PhoneNumber> numbers,
                String line,
                String queue,
                UUID disposition) {
            this(from, to, direction, result, agents, people, numbers, null, line, queue, disposition);
        }

        /** Calls with a number outside that has these digits. */
        public static CallFilter ofPart(NumberPart part) {
            return new CallFilter(null, null, null, null, null, null, null, part, null, null, null);
        }

        public static CallFilter any() {
            return new CallFilter(null, null, null, null, null, null, null, null);
        }
    }

    /** @param next cursor of the page that follows; null when this is the last */
    public record CallPage(List<Call> items, String next) {}
}
