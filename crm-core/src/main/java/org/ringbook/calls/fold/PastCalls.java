package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.numbers.NumberPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Derives calls from facts that are read again, beside whatever goes on: what is settled is handed out and forgotten, so a
 * day needs no more memory than the calls that go on at one time in it. For one thread.
 */
public final class PastCalls {

    private static final Logger LOG = LoggerFactory.getLogger(PastCalls.class);

    private final CallFold fold;
    private final CallGroups groups;
    /** Legs that others were told to belong to: whoever does not begin among the facts began before them. */
    private final Set<String> belongedTo = new HashSet<>();

    public PastCalls(String source, NumberPlan plan) {
        this.fold = new CallFold(source, plan);
        this.groups = new CallGroups(fold);
    }

    /** Takes what the source told, in about the order in which it was told. */
    public void add(Collection<CallFact> facts) {
        for (CallFact fact : facts) {
            groups.add(fact);
            if (fact instanceof CallFact.Linked linked) {
                belongedTo.add(linked.other());
            }
        }
    }

    /**
     * The groups of legs that are over and of which nothing happened since; they are forgotten here.
     *
     * @param before by the source's clock
     */
    public List<Past> settled(Instant before) {
        return groups.take(before).stream().flatMap(this::pasts).toList();
    }

    /** All that is left, over or not. */
    public List<Past> rest() {
        return groups.take(null).stream().flatMap(this::pasts).toList();
    }

    /** Whether anything is left that began before then. */
    public boolean anyBegunBefore(Instant then) {
        return groups.anyBegunBefore(then);
    }

    /** One call of which nothing can be made does not stop the others: it stays as it was told. */
    private Stream<Past> pasts(CallGroups.Taken taken) {
        try {
            return derived(taken).stream();
        } catch (RuntimeException broken) {
            LOG.error("A call of the legs {} could not be derived; the others are", taken.legs(), broken);
            return Stream.empty();
        }
    }

    private List<Past> derived(CallGroups.Taken taken) {
        Set<String> begun = taken.facts().stream()
                .filter(CallFact.LegBegan.class::isInstance)
                .map(CallFact::leg)
                .collect(Collectors.toSet());
        boolean whole = LegHistory.of(taken.facts()).legs.values().stream()
                        .allMatch(leg -> !leg.identified || begun.contains(leg.id))
                && taken.legs().stream().allMatch(leg -> begun.contains(leg) || !belongedTo.contains(leg));
        belongedTo.removeAll(taken.legs());
        return taken.pieces().stream()
                .map(piece -> new Past(
                        fold.fold(piece.history(), null), whole, taken.over(), legs(piece, taken), taken.facts()))
                .toList();
    }

    private static Set<String> legs(CallFold.Piece piece, CallGroups.Taken taken) {
        return piece.part().legs() == null
                ? taken.legs()
                : Set.copyOf(piece.part().legs());
    }

    /**
     * The legs of one call, and the call that they make.
     *
     * @param call null when they make none: nobody called anybody
     * @param whole false when the beginning of a leg was not told: it is a part of a call, cut by the edge of what was read
     * @param over whether every leg has ended
     * @param legs the source's ids
     * @param facts what it is made of; legs of other calls that were heard in it are told of as well
     */
    public record Past(Call call, boolean whole, boolean over, Set<String> legs, List<CallFact> facts) {}
}
