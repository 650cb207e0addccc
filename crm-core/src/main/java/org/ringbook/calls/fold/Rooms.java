package org.ringbook.calls.fold;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.Joined;

/**
 * Who was in the same conference. The members of one belong to calls of their own, and yet whether an outside party spoke with
 * anybody there depends on who else was in. For one thread at a time.
 */
final class Rooms {

    private final Map<String, Set<String>> legsOfRoom = new HashMap<>();
    private final Map<String, Set<String>> roomsOfLeg = new HashMap<>();

    /** Takes note of who comes into a room. */
    void learn(CallFact fact) {
        if (fact instanceof Joined joined && joined.kind() == BridgeKind.CONFERENCE) {
            legsOfRoom
                    .computeIfAbsent(joined.bridge(), bridge -> new HashSet<>())
                    .add(joined.leg());
            roomsOfLeg.computeIfAbsent(joined.leg(), leg -> new HashSet<>(2)).add(joined.bridge());
        }
    }

    boolean isEmpty() {
        return legsOfRoom.isEmpty();
    }

    boolean has(String leg) {
        return roomsOfLeg.containsKey(leg);
    }

    /** Legs that were in a room with this one; itself among them. */
    Set<String> company(String leg) {
        var company = new HashSet<String>();
        roomsOfLeg.getOrDefault(leg, Set.of()).forEach(room -> company.addAll(legsOfRoom.get(room)));
        return company;
    }

    /** Forgets rooms of which no leg is remembered. */
    void forget(Predicate<String> remembered) {
        legsOfRoom.values().removeIf(legs -> legs.stream().noneMatch(remembered));
        roomsOfLeg.values().forEach(rooms -> rooms.retainAll(legsOfRoom.keySet()));
        roomsOfLeg.values().removeIf(Set::isEmpty);
    }
}
