package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.LegEnded;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Side;

/**
 * The legs of a group of which one call is made. What is heard in its bridges of other legs counts, and they take no part in it.
 *
 * @param legs ids; null for all that there are
 * @param since of a leg that was in another call before: since when it is in this one, as a caller
 * @param until of a leg that is in another call later: until when it is in this one
 */
record Part(Set<String> legs, Map<String, Instant> since, Map<String, Instant> until) {

    static final Part ALL = new Part(null, Map.of(), Map.of());

    boolean has(String leg) {
        return legs == null || leg != null && legs.contains(leg);
    }

    /** Whether this call sees the facts of its legs as they are. */
    boolean changesNothing() {
        return since.isEmpty() && until.isEmpty();
    }

    /** The facts as this call sees them. */
    Collection<CallFact> seenBy(Collection<CallFact> facts) {
        if (changesNothing()) {
            return facts;
        }
        List<CallFact> seen = new ArrayList<>(facts.size() + 2);
        for (CallFact fact : facts) {
            Instant from = since.get(fact.leg());
            Instant to = until.get(fact.leg());
            if ((from == null || !fact.at().isBefore(from))
                    && (to == null || fact.at().isBefore(to))) {
                seen.add(fact);
            } else if (from != null && fact instanceof LegBegan began) {
                seen.add(new LegBegan(
                        began.leg(), from, Side.CALLER, began.outside(), began.party(), began.number(), null));
            }
        }
        until.forEach((leg, at) -> seen.add(new LegEnded(leg, at, Outcome.OTHER)));
        return seen;
    }
}
