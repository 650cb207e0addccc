package org.ringbook.calls.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallListener;
import org.ringbook.numbers.NumberPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The calls that go on now, made of what the sources tell. Everything happens in memory and in one pass: facts are
 * grouped, the groups that changed are folded, and listeners hear of each call that is not as it was.
 *
 * <p>The facts of one source are taken on one thread at a time; sources do not wait for each other. Reading is free to
 * any thread.
 */
@Component
public class Calls {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    /** How long after its last fact an ended call can still be added to. Legs may come late, and so may files. */
    private static final Duration MEMORY = Duration.ofMinutes(2);

    private final NumberPlan plan;
    private final List<CallListener> listeners;
    private final Map<String, CallGroups> sources = new ConcurrentHashMap<>();
    private final Map<UUID, Call> current = new ConcurrentHashMap<>();

    public Calls(NumberPlan plan, List<CallListener> listeners) {
        this.plan = plan;
        this.listeners = listeners;
    }

    /**
     * Takes what a source tells, in the order in which it was told. Facts of a call that was long ago begin a new one.
     *
     * @return those of which no call can be made; all others count as if these had not been told
     */
    public List<RefusedFact> accept(String source, Collection<CallFact> facts) {
        CallGroups groups = groups(source);
        synchronized (groups) {
            for (CallFact fact : facts) {
                groups.add(fact);
            }
            for (CallChange change : groups.foldWhatChanged()) {
                tell(change);
            }
            return groups.takeRefused();
        }
    }

    private CallGroups groups(String source) {
        return sources.computeIfAbsent(source, name -> new CallGroups(new CallFold(name, plan)));
    }

    /**
     * Takes up what went on when the server stopped. Of what the source told earlier, from some moment on, calls that had
     * begun before that moment are left out, because half a call would look like another one; unless they stand in the log
     * as going on. Those go on as the same calls from what is left of them, and be it only their beginning, so that their
     * end is noticed.
     *
     * <p>What the source told last may have been kept, and not yet have reached the log: that a call was a part of another
     * one, or none at all. So each call that the log has of that time is held against its facts.
     *
     * @param logged the calls of the source that the log says to go on, and those that have ended since that moment
     * @return facts of which no call can be made
     */
    public List<RefusedFact> takeUp(String source, Collection<CallFact> facts, Collection<Call> logged) {
        Set<String> known = beginnings(facts);
        var all = new ArrayList<>(facts);
        var roots = new HashSet<String>();
        for (Call open : logged) {
            if (!open.ended()) {
                if (!known.contains(open.sourceId())) {
                    all.add(beginning(open));
                }
                roots.add(open.sourceId());
            }
        }
        List<CallFact> whole = CallGroups.ofWholeCalls(all, roots, new CallFold(source, plan));
        Set<String> begun = beginnings(whole);
        CallGroups groups = groups(source);
        synchronized (groups) {
            logged.stream()
                    .filter(call -> !call.ended() || begun.contains(call.sourceId()))
                    .forEach(groups::toldBefore);
            // What is as the log has it is told to nobody, and goes on all the same: it can be seen and commanded.
            logged.stream().filter(call -> !call.ended()).forEach(call -> current.put(call.id(), call));
            return accept(source, whole);
        }
    }

    private static Set<String> beginnings(Collection<CallFact> facts) {
        return facts.stream()
                .filter(CallFact.LegBegan.class::isInstance)
                .map(CallFact::leg)
                .collect(Collectors.toSet());
    }

    /** What the log knows of how a call began. */
    private static CallFact beginning(Call logged) {
        boolean inbound = logged.direction() == Call.Direction.INBOUND;
        String outside = logged.external() == null ? null : logged.external().toString();
        String ours = inbound && logged.line() != null ? logged.line().toString() : logged.agent();
        return new CallFact.LegBegan(
                logged.sourceId(),
                logged.startedAt(),
                CallFact.Side.CALLER,
                inbound,
                inbound ? null : logged.agent(),
                inbound ? outside : ours,
                inbound ? ours : outside);
    }

    /**
     * Forgets ended calls that nothing was heard of for a while.
     *
     * @param now by the source's clock
     */
    public void forget(String source, Instant now) {
        forget(source, now, MEMORY);
    }

    /** @param memory how long after its last fact an ended call can still be added to */
    public void forget(String source, Instant now, Duration memory) {
        CallGroups groups = sources.get(source);
        if (groups != null) {
            synchronized (groups) {
                groups.forget(now.minus(memory));
            }
        }
    }

    /** Legs of the source that have not ended, as it was last heard, by their ids. */
    public Map<String, OpenLeg> openLegs(String source) {
        CallGroups groups = sources.get(source);
        if (groups == null) {
            return Map.of();
        }
        synchronized (groups) {
            return groups.openLegs();
        }
    }

    /** Those of them of whose calls nothing was heard since that moment, by the source's clock. */
    public Map<String, OpenLeg> quietLegs(String source, Instant since) {
        CallGroups groups = sources.get(source);
        if (groups == null) {
            return Map.of();
        }
        synchronized (groups) {
            return groups.quietLegs(since);
        }
    }

    /** Whether the beginning of this leg of the source was told, and is remembered. */
    public boolean knows(String source, String leg) {
        CallGroups groups = sources.get(source);
        if (groups == null) {
            return false;
        }
        synchronized (groups) {
            return groups.knows(leg);
        }
    }

    /** Calls that have not ended, oldest first. */
    public List<Call> current() {
        return current.values().stream()
                .sorted(Comparator.comparing(Call::startedAt).thenComparing(Call::id))
                .toList();
    }

    /** A call that has not ended. */
    public Optional<Call> find(UUID id) {
        return Optional.ofNullable(current.get(id));
    }

    /**
     * The telephones that take part now in a call that goes on, in the order in which they appeared. Waits while facts of
     * its source are being taken, so not for the way of a ring to a card.
     *
     * @return none when there is no such call
     */
    public List<LiveLeg> liveLegs(UUID id) {
        Call call = current.get(id);
        CallGroups groups = call == null ? null : sources.get(call.source());
        if (groups == null) {
            return List.of();
        }
        synchronized (groups) {
            return groups.liveLegs(call);
        }
    }

    private void tell(CallChange change) {
        change.merged().forEach(current::remove);
        if (change.now().ended()) {
            current.remove(change.now().id());
        } else {
            current.put(change.now().id(), change.now());
        }
        for (CallListener listener : listeners) {
            try {
                listener.changed(change);
            } catch (RuntimeException broken) {
                LOG.error(
                        "A listener failed on call {}; the others go on",
                        change.now().id(),
                        broken);
            }
        }
    }

    /**
     * Derives calls from facts alone, beside whatever goes on: for replay, and for deriving a period again.
     *
     * @param facts of one source, in any order
     * @return oldest first
     */
    public static List<Call> derive(String source, NumberPlan plan, Collection<CallFact> facts) {
        var groups = new CallGroups(new CallFold(source, plan));
        for (CallFact fact : facts) {
            groups.add(fact);
        }
        var calls = new ArrayList<Call>();
        for (CallChange change : groups.foldWhatChanged()) {
            calls.add(change.now());
        }
        calls.sort(Comparator.comparing(Call::startedAt).thenComparing(Call::id));
        return calls;
    }
}
