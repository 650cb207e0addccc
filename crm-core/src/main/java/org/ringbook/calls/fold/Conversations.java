package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ringbook.calls.CallFact.RoomKind;

/** Who heard whom, and when: time cut into stretches in which nobody came or went. */
final class Conversations {

    /**
     * @param to null while it lasts
     * @param circles the people who hear each other, across wires between rooms
     */
    record Stretch(Instant from, Instant to, List<Set<LegStory>> circles) {

        /** The circle in which the leg hears at least one other person; null when it hears nobody. */
        Set<LegStory> companyOf(LegStory leg) {
            for (Set<LegStory> circle : circles) {
                if (circle.contains(leg) && (circle.size() > 1 || alwaysCompany(leg))) {
                    return circle;
                }
            }
            return null;
        }

        /** The other members of a conference belong to calls of their own. */
        private boolean alwaysCompany(LegStory leg) {
            for (LegStory.Stay stay : leg.stays) {
                if (stay.kind == RoomKind.CONFERENCE && inside(stay, this)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final List<Stretch> stretches = new ArrayList<>();

    private Conversations() {}

    static Conversations of(Collection<LegStory> legs) {
        var cuts = new TreeSet<Instant>();
        boolean open = false;
        for (LegStory leg : legs) {
            for (LegStory.Stay stay : leg.stays) {
                cuts.add(stay.in);
                if (stay.out != null) {
                    cuts.add(stay.out);
                } else {
                    open = true;
                }
            }
        }
        var conversations = new Conversations();
        Instant from = null;
        for (Instant cut : cuts) {
            if (from != null) {
                conversations.add(from, cut, legs);
            }
            from = cut;
        }
        if (open) {
            conversations.add(from, null, legs);
        }
        return conversations;
    }

    List<Stretch> stretches() {
        return stretches;
    }

    private void add(Instant from, Instant to, Collection<LegStory> legs) {
        var stretch = new Stretch(from, to, List.of());
        var circleOfRoom = new HashMap<String, Set<LegStory>>();
        for (LegStory leg : legs) {
            LegStory.Stay stay = stayIn(leg, stretch);
            if (stay != null && stay.kind != RoomKind.PARKING && stay.kind != RoomKind.HOLDING) {
                circleOfRoom
                        .computeIfAbsent(stay.room, room -> new LinkedHashSet<>())
                        .add(leg);
            }
        }
        joinOverWires(circleOfRoom);
        var circles = new ArrayList<Set<LegStory>>();
        for (Set<LegStory> circle : new LinkedHashSet<>(circleOfRoom.values())) {
            var people = new LinkedHashSet<>(circle);
            people.removeIf(leg -> !leg.person());
            if (!people.isEmpty()) {
                circles.add(people);
            }
        }
        stretches.add(new Stretch(from, to, circles));
    }

    private static void joinOverWires(Map<String, Set<LegStory>> circleOfRoom) {
        var roomOfRelay = new HashMap<String, String>();
        circleOfRoom.forEach((room, circle) -> {
            for (LegStory leg : circle) {
                if (leg.wiredTo != null) {
                    roomOfRelay.put(leg.id, room);
                }
            }
        });
        for (String room : List.copyOf(circleOfRoom.keySet())) {
            for (LegStory leg : List.copyOf(circleOfRoom.get(room))) {
                String other = leg.wiredTo == null ? null : roomOfRelay.get(leg.wiredTo);
                if (other != null && circleOfRoom.get(other) != circleOfRoom.get(room)) {
                    merge(circleOfRoom, room, other);
                }
            }
        }
    }

    private static void merge(Map<String, Set<LegStory>> circleOfRoom, String room, String other) {
        var joined = new LinkedHashSet<>(circleOfRoom.get(room));
        joined.addAll(circleOfRoom.get(other));
        var gone = Set.of(circleOfRoom.get(room), circleOfRoom.get(other));
        circleOfRoom.replaceAll((name, circle) -> gone.contains(circle) ? joined : circle);
    }

    static LegStory.Stay stayIn(LegStory leg, Stretch stretch) {
        for (LegStory.Stay stay : leg.stays) {
            if (inside(stay, stretch)) {
                return stay;
            }
        }
        return null;
    }

    private static boolean inside(LegStory.Stay stay, Stretch stretch) {
        if (stay.in.isAfter(stretch.from())) {
            return false;
        }
        return stay.out == null || stretch.to() != null && !stay.out.isBefore(stretch.to());
    }
}
