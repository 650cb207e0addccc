package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.Anchored;
import org.ringbook.calls.CallFact.Joined;
import org.ringbook.calls.CallFact.Left;
import org.ringbook.calls.CallFact.RoomKind;

/**
 * Legs that stay open over many calls. Such a leg takes part in the call of the room that it is in, and otherwise in none.
 * What it did in a room of which no call is known yet waits here. For one thread at a time.
 */
final class Anchors {

    private final Map<String, String> parties = new HashMap<>();
    private final Map<String, List<CallFact>> waiting = new HashMap<>();

    boolean has(String leg) {
        return parties.containsKey(leg);
    }

    /** @return whether this is the first that is heard of it */
    boolean learn(Anchored told) {
        boolean isNew = !has(told.leg());
        parties.merge(
                told.leg(), told.party() == null ? "" : told.party(), (known, now) -> now.isEmpty() ? known : now);
        return isNew;
    }

    /** The room in which a fact of an anchor happened, if people speak there; null when it matters to no call. */
    static String room(CallFact fact) {
        if (fact instanceof Joined joined) {
            return joined.kind() == RoomKind.TALK ? joined.room() : null;
        }
        return fact instanceof Left left ? left.room() : null;
    }

    /** That the leg of this fact is an anchor, as a fact of the call that it serves. */
    Anchored serving(CallFact fact) {
        String party = parties.get(fact.leg());
        return new Anchored(fact.leg(), fact.at(), party.isEmpty() ? null : party);
    }

    void keep(String room, CallFact fact) {
        waiting.computeIfAbsent(room, name -> new ArrayList<>(2)).add(fact);
    }

    /** What waited for the call of this room. */
    List<CallFact> take(String room) {
        List<CallFact> facts = waiting.remove(room);
        return facts == null ? List.of() : facts;
    }

    void forget(Instant before) {
        waiting.values()
                .removeIf(facts -> facts.stream().allMatch(fact -> fact.at().isBefore(before)));
    }
}
