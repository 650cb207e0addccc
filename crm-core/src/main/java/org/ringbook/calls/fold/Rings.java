package org.ringbook.calls.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Whose phones rang, in order. The phones of a group ring at once: what comes first among them is chance, so they go by name. */
final class Rings {

    private static final Duration AT_ONCE = Duration.ofMillis(300);

    private record Ring(String name, Instant at) {}

    private Rings() {}

    static List<String> of(Parties parties) {
        var rings = new ArrayList<Ring>(0);
        for (LegState leg : parties.people) {
            Instant at = leg.caller() || leg.nailedUp ? null : LegOutcomes.rang(leg);
            String name = at == null ? null : parties.nameOf(leg);
            if (name != null) {
                rings.add(new Ring(name, at));
            }
        }
        if (rings.size() < 2) {
            return rings.isEmpty() ? List.of() : List.of(rings.get(0).name());
        }
        rings.sort(Comparator.comparing(Ring::at).thenComparing(Ring::name));
        var names = new LinkedHashSet<String>();
        for (int from = 0; from < rings.size(); ) {
            int to = from;
            while (to < rings.size()
                    && rings.get(to).at().isBefore(rings.get(from).at().plus(AT_ONCE))) {
                to++;
            }
            rings.subList(from, to).stream().map(Ring::name).sorted().forEach(names::add);
            from = to;
        }
        return List.copyOf(names);
    }
}
