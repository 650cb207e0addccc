package org.ringbook.calls.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.calls.correlation.CorrelationGraph;
import org.ringbook.calls.correlation.CorrelationGraph.Pair;
import org.ringbook.calls.correlation.CorrelationRules;
import org.ringbook.feed.Change;
import org.ringbook.feed.ChangeTable;
import org.ringbook.feed.ChangeType;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which rows of the log are of one real call, because several sources saw it. The row that knows more stands for the call; the
 * others step back: no list has them, and their addresses lead to it. It follows from the rows alone ({@link CorrelationRules}), so
 * the order in which they are written does not matter. Any thread; every method waits for the database and throws
 * {@link DataAccessException} without it.
 */
public final class Correlations {

    /** Further away from a call nothing is asked; what hangs together so far is no call of a few sources. */
    private static final int MOST_ROUNDS = 8;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ChangeTable feed;
    private final NearbyCalls nearby;

    Correlations(JdbcClient jdbc, TransactionTemplate transaction, ChangeTable feed) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.feed = feed;
        this.nearby = new NearbyCalls(jdbc);
    }

    /**
     * Another source's record of the same call.
     *
     * @param call that record, as its source told it
     */
    public record Correlation(Call call, CorrelationRules.Proof proof) {}

    /**
     * Somebody said that these are two calls.
     *
     * @param call the other one
     * @param by login of who said so
     */
    public record Separation(UUID call, String by, Instant at) {}

    /** What else was told of this call. */
    public List<Correlation> of(Call call) {
        return of(List.of(call)).getOrDefault(call.id(), List.of());
    }

    /** What else was told of these calls, by their ids; without those of which nothing was. */
    public Map<UUID, List<Correlation>> of(Collection<Call> calls) {
        var byId = new HashMap<UUID, Call>();
        calls.forEach(call -> byId.put(call.id(), call));
        var correlations = new HashMap<UUID, List<Correlation>>();
        if (byId.isEmpty()) {
            return correlations;
        }
        jdbc.sql("select s.call_id as stands_for, c.* from call_seen_again s join call c on c.id = s.other_id"
                        + " where s.call_id = any(?) order by c.started_at, c.id")
                .param(byId.keySet().toArray(UUID[]::new))
                .query((row, number) -> {
                    UUID standsFor = row.getObject("stands_for", UUID.class);
                    Call other = CallRow.read(row, number);
                    CorrelationRules.proof(byId.get(standsFor), other)
                            .ifPresent(proof -> correlations
                                    .computeIfAbsent(standsFor, id -> new ArrayList<>())
                                    .add(new Correlation(other, proof)));
                    return standsFor;
                })
                .list();
        return correlations;
    }

    /** Those of the calls that step back for another. */
    public Set<UUID> steppedBack(Collection<UUID> calls) {
        return calls.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("select other_id from call_seen_again where other_id = any(?)")
                        .param(calls.toArray(UUID[]::new))
                        .query(UUID.class)
                        .list());
    }

    /** The call that stands for this one; empty when it stands for itself. */
    Optional<UUID> standsFor(UUID call) {
        return jdbc.sql("select call_id from call_seen_again where other_id = ?")
                .param(call)
                .query(UUID.class)
                .optional();
    }

    /**
     * These are two calls, whatever numbers and times say, until {@link #together}.
     *
     * @param by login of who says so
     */
    public void separate(UUID one, UUID other, String by) {
        transaction.executeWithoutResult(status -> {
            feed.lock();
            jdbc.sql("insert into call_kept_apart (one_id, other_id, by) values (least(:one, :other),"
                            + " greatest(:one, :other), :by) on conflict do nothing")
                    .param("one", one)
                    .param("other", other)
                    .param("by", by)
                    .update();
            feed.write(decideAgain(List.of(one, other)));
        });
    }

    /** Nobody says any more that these are two calls. */
    public void together(UUID one, UUID other) {
        transaction.executeWithoutResult(status -> {
            feed.lock();
            jdbc.sql("delete from call_kept_apart where one_id = least(:one, :other)"
                            + " and other_id = greatest(:one, :other)")
                    .param("one", one)
                    .param("other", other)
                    .update();
            feed.write(decideAgain(List.of(one, other)));
        });
    }

    /** From which calls somebody keeps this one apart. */
    public List<Separation> separations(UUID call) {
        return jdbc.sql("select case when one_id = :id then other_id else one_id end as other, by, at"
                        + " from call_kept_apart where one_id = :id or other_id = :id order by at")
                .param("id", call)
                .query((row, number) -> new Separation(
                        row.getObject("other", UUID.class),
                        row.getString("by"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** A call has another id now: what was said of it holds on. */
    void renamed(UUID before, UUID now) {
        jdbc.sql("insert into call_kept_apart (one_id, other_id, by, at)"
                        + " select least(o, :now), greatest(o, :now), by, at from (select case when one_id = :before"
                        + " then other_id else one_id end as o, by, at from call_kept_apart where one_id = :before or"
                        + " other_id = :before) k where o <> :now on conflict do nothing")
                .param("before", before)
                .param("now", now)
                .update();
        jdbc.sql("delete from call_kept_apart where one_id = :before or other_id = :before")
                .param("before", before)
                .update();
    }

    /** Whether several sources tell of calls; with one alone no call is seen again. */
    boolean possible(Collection<Call> written) {
        return nearby.severalSources(written);
    }

    /** @see #decide */
    List<Change> decideAgain(Collection<UUID> written) {
        return decide(nearby.byId(written));
    }

    /**
     * Decides which of these calls, and of those that they touch, are one. In the transaction that wrote them, which has the lock of
     * the feed: who decides sees what another has decided.
     *
     * @return what is not as it was decided before
     */
    List<Change> decide(Collection<Call> written) {
        var graph = new CorrelationGraph();
        written.forEach(graph::add);
        Set<Pair> before = related(graph.ids());
        read(before.stream().flatMap(pair -> Stream.of(pair.other(), pair.call())), graph);
        var asked = new HashSet<>(graph.ids());
        Collection<Call> next = List.copyOf(graph.calls());
        for (int round = 0; round < MOST_ROUNDS && !next.isEmpty(); round++) {
            prove(nearby.of(next), graph);
            next = graph.proven().stream().filter(asked::add).map(graph::get).toList();
        }
        before.addAll(related(graph.proven()));
        return write(before, graph.decided());
    }

    private void read(Stream<UUID> ids, CorrelationGraph graph) {
        Set<UUID> unknown = ids.filter(id -> graph.get(id) == null).collect(Collectors.toSet());
        nearby.byId(unknown).forEach(graph::add);
    }

    private void prove(Map<UUID, List<UUID>> near, CorrelationGraph graph) {
        if (near.isEmpty()) {
            return;
        }
        read(near.values().stream().flatMap(Collection::stream), graph);
        Set<Set<UUID>> apart = apart(near.keySet());
        near.forEach((id, others) -> others.forEach(other -> {
            boolean proven =
                    CorrelationRules.proof(graph.get(id), graph.get(other)).isPresent();
            if (proven && !apart.contains(Set.of(id, other))) {
                graph.same(id, other);
            }
        }));
    }

    private Set<Set<UUID>> apart(Collection<UUID> ids) {
        return new HashSet<>(jdbc.sql("select one_id, other_id from call_kept_apart where one_id = any(:ids)"
                        + " or other_id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, number) -> Set.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
    }

    private Set<Pair> related(Collection<UUID> ids) {
        return ids.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(jdbc.sql("select other_id, call_id, rule, agents from call_seen_again"
                                + " where other_id = any(:ids) or call_id = any(:ids)")
                        .param("ids", ids.toArray(UUID[]::new))
                        .query((row, number) -> new Pair(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                List.of((String[]) row.getArray(4).getArray())))
                        .list());
    }

    private List<Change> write(Set<Pair> before, Set<Pair> decided) {
        List<UUID> gone = before.stream()
                .filter(pair -> !decided.contains(pair))
                .map(Pair::other)
                .toList();
        if (!gone.isEmpty()) {
            jdbc.sql("delete from call_seen_again where other_id = any(?)")
                    .param(gone.toArray(UUID[]::new))
                    .update();
        }
        List<Pair> anew =
                decided.stream().filter(pair -> !before.contains(pair)).toList();
        if (!anew.isEmpty()) {
            jdbc.sql("insert into call_seen_again (other_id, call_id, rule, agents)"
                            + " select other, call, rule, agents from json_to_recordset(?::json)"
                            + " as r (other uuid, call uuid, rule text, agents text[])")
                    .param(CallRow.json(anew))
                    .update();
            peopleChanged(anew.stream().map(Pair::other).toList());
        }
        return told(before.stream().filter(pair -> !decided.contains(pair)).toList(), anew);
    }

    /** Who steps back is part of another call, who does so no more stands alone; and whom it stood beside is told otherwise, too. */
    private static List<Change> told(List<Pair> gone, List<Pair> anew) {
        var told = new LinkedHashSet<Change>();
        Set<UUID> stepBack = anew.stream().map(Pair::other).collect(Collectors.toSet());
        anew.forEach(pair -> told.add(Change.seenAgain(pair.other(), pair.call(), pair.rule())));
        gone.stream().filter(pair -> !stepBack.contains(pair.other())).forEach(pair -> told.add(changed(pair.other())));
        Stream.concat(gone.stream(), anew.stream())
                .map(Pair::call)
                .filter(call -> !stepBack.contains(call))
                .forEach(call -> told.add(changed(call)));
        return List.copyOf(told);
    }

    private static Change changed(UUID call) {
        return Change.of(call, ChangeType.CHANGED);
    }

    /** Who of us is in a call by another source's record alone: of these calls, whichever of the two they are. */
    void peopleChanged(Collection<UUID> calls) {
        jdbc.sql("update call_seen_again s set people = array(select unnest(o.people) except select unnest(c.people))"
                        + " from call o, call c where o.id = s.other_id and c.id = s.call_id"
                        + " and (s.other_id = any(:ids) or s.call_id = any(:ids))")
                .param("ids", calls.toArray(UUID[]::new))
                .update();
    }
}
