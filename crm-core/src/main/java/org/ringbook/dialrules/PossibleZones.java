package org.ringbook.dialrules;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * In which time zones somebody may be.
 *
 * @param zones all that remain possible; empty when nothing is known
 * @param because the evidence that decided, best first
 */
public record PossibleZones(Set<ZoneId> zones, List<ZoneEvidence> because) {

    public PossibleZones {
        zones = Set.copyOf(zones);
        because = List.copyOf(because);
    }

    public boolean unknown() {
        return zones.isEmpty();
    }
}
