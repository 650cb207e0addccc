package org.ringbook.dialrules;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ringbook.dialrules.ZoneEvidence.Source;

/**
 * Which zones remain possible: the best evidence decides, and a weaker one narrows what it leaves open, but never contradicts it. Of two
 * of one source the newer one counts.
 */
final class Zones {

    private static final Comparator<ZoneEvidence> BEST_FIRST = Comparator.comparing(ZoneEvidence::source)
            .thenComparing(ZoneEvidence::at, Comparator.nullsLast(Comparator.reverseOrder()));

    private Zones() {}

    /** @param assumed zone that the campaign takes where no more than the country is known; null for none */
    static PossibleZones possible(List<ZoneEvidence> evidence, ZoneId assumed) {
        var known = new ArrayList<>(evidence);
        if (assumed != null) {
            known.add(new ZoneEvidence(Source.ASSUMED, Set.of(assumed), null, assumed.getId()));
        }
        known.sort(BEST_FIRST);
        Set<ZoneId> possible = Set.of();
        Source last = null;
        var because = new ArrayList<ZoneEvidence>();
        for (ZoneEvidence one : known) {
            if (one.source() == last || one.source() == Source.ASSUMED && !because.isEmpty()) {
                continue;
            }
            last = one.source();
            if (possible.isEmpty()) {
                possible = one.zones();
                because.add(one);
                continue;
            }
            var both = new HashSet<>(possible);
            both.retainAll(one.zones());
            if (!both.isEmpty() && both.size() < possible.size()) {
                possible = both;
                because.add(one);
            }
        }
        return new PossibleZones(possible, because);
    }
}
