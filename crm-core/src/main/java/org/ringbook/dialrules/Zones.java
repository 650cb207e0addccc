package org.ringbook.dialrules;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringbook.dialrules.ZoneEvidence.Source;

/**
 * Which zones remain possible: the best evidence decides, and a weaker one narrows what it leaves open, but never contradicts it. Of one
 * source the newest counts; where nothing is dated, all zones that it names remain.
 */
final class Zones {

    private static final String HOME = "RU";

    private Zones() {}

    /** @param assumed zone that the campaign takes where no more than the country is known: for numbers of the home country, and of
     *     countries that have it; null for none */
    static PossibleZones possible(List<ZoneEvidence> evidence, ZoneId assumed) {
        Map<Source, List<ZoneEvidence>> known = new EnumMap<>(Source.class);
        evidence.forEach(one ->
                known.computeIfAbsent(one.source(), source -> new ArrayList<>()).add(one));
        if (assumed != null
                && known.getOrDefault(Source.COUNTRY, List.of()).stream().anyMatch(one -> mayAssume(one, assumed))) {
            known.put(
                    Source.ASSUMED, List.of(new ZoneEvidence(Source.ASSUMED, Set.of(assumed), null, assumed.getId())));
        }
        Set<ZoneId> possible = Set.of();
        var because = new ArrayList<ZoneEvidence>();
        for (Source source : known.keySet()) {
            if (source == Source.ASSUMED && !because.isEmpty()) {
                continue;
            }
            List<ZoneEvidence> newest = newest(known.get(source));
            Set<ZoneId> zones = union(newest);
            if (possible.isEmpty()) {
                possible = zones;
                because.addAll(newest);
                continue;
            }
            var both = new HashSet<>(possible);
            both.retainAll(zones);
            if (!both.isEmpty() && both.size() < possible.size()) {
                possible = both;
                because.addAll(newest);
            }
        }
        return new PossibleZones(possible, because);
    }

    /** At home whoever keeps the campaign answers for it; elsewhere the country has to have the zone. */
    private static boolean mayAssume(ZoneEvidence country, ZoneId assumed) {
        return HOME.equals(country.what()) || country.zones().contains(assumed);
    }

    private static List<ZoneEvidence> newest(List<ZoneEvidence> ofOneSource) {
        return ofOneSource.stream()
                .filter(one -> one.at() != null)
                .max(Comparator.comparing(ZoneEvidence::at))
                .map(List::of)
                .orElse(ofOneSource);
    }

    private static Set<ZoneId> union(List<ZoneEvidence> evidence) {
        var zones = new HashSet<ZoneId>();
        evidence.forEach(one -> zones.addAll(one.zones()));
        return zones;
    }
}
