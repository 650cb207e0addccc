package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.Joined;
import org.ringbook.calls.CallFact.Left;
import org.ringbook.calls.CallFact.NailedUp;

/**
 * Legs that stay open over many calls. Such a leg takes part in the call of the bridge that it is in, and otherwise in none.
 * What it did in a bridge of which no call is known yet waits here. For one thread at a time.
 */
final class NailedUpLegs {

    private final Map<String, String> parties = new HashMap<>();
    private final Map<String, List<CallFact>> waiting = new HashMap<>();

    boolean has(String leg) {
        return parties.containsKey(leg);
    }

    /** @return whether this is the first that is heard of it */
    boolean learn(NailedUp told) {
        boolean isNew = !has(told.leg());
        parties.merge(
                told.leg(), told.party() == null ? "" : told.party(), (known, now) -> now.isEmpty() ? known : now);
        return isNew;
    }

    /** The bridge in which a fact of a nailed-up leg happened, if people speak there; null when it matters to no call. */
    static String bridge(CallFact fact) {
        if (fact instanceof Joined joined) {
            return joined.kind() == BridgeKind.TALK ? joined.bridge() : null;
        }
        return fact instanceof Left left ? left.bridge() : null;
    }

    /** That the leg of this fact is nailed up, as a fact of the call that it serves. */
    NailedUp serving(CallFact fact) {
        String party = parties.get(fact.leg());
        return new NailedUp(fact.leg(), fact.at(), party.isEmpty() ? null : party);
    }

    void keep(String bridge, CallFact fact) {
        waiting.computeIfAbsent(bridge, name -> new ArrayList<>(2)).add(fact);
    }

    /** What waited for the call of this bridge. */
    List<CallFact> take(String bridge) {
        List<CallFact> facts = waiting.remove(bridge);
        return facts == null ? List.of() : facts;
    }

    void forget(Instant before) {
        waiting.values()
                .removeIf(facts -> facts.stream().allMatch(fact -> fact.at().isBefore(before)));
    }
}
