package org.ringbook.telephony.megafon;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.Mistaken;

/** What was told of one call, which a transfer may have given several ids; and the facts that were made of it. */
final class Entry {

    /** Why a call is taken for over though no record says so. */
    enum Quiet {
        NOBODY_RINGS,
        LOST
    }

    /** The first id of the call. */
    final String id;

    final Map<String, Part> parts = new LinkedHashMap<>();
    /** Who asked to make this call, by a click; null when nobody did. */
    String clickedBy;

    Instant heard = Instant.MIN;
    Quiet quiet;
    private final Set<CallFact> told = new LinkedHashSet<>();

    Entry(String id) {
        this.id = id;
        parts.put(id, new Part(id));
    }

    Part root() {
        return parts.get(id);
    }

    /** The other one turned out to be a part of this one. */
    void take(Entry other) {
        other.parts.forEach(parts::putIfAbsent);
        told.addAll(other.told);
        clickedBy = clickedBy == null ? other.clickedBy : clickedBy;
        heard = heard.isAfter(other.heard) ? heard : other.heard;
    }

    boolean recorded() {
        return parts.values().stream().anyMatch(part -> part.record() != null);
    }

    /**
     * Takes back what turned out to be otherwise.
     *
     * @return all that is to be told; empty when nothing is new
     */
    Set<CallFact> tell(Set<CallFact> now) {
        int before = told.size();
        for (CallFact fact : Set.copyOf(told)) {
            if (!(fact instanceof Mistaken) && !now.contains(fact) && holds(fact)) {
                takeBack(fact);
            }
        }
        for (CallFact fact : now) {
            if (!told.add(fact) && !holds(fact)) {
                takeBack(mistake(fact));
            }
        }
        // Whoever forgot the call since needs the whole of it.
        return told.size() == before ? Set.of() : told;
    }

    private boolean holds(CallFact fact) {
        return told.contains(fact) && !holds(mistake(fact));
    }

    private void takeBack(CallFact fact) {
        Mistaken mistake = mistake(fact);
        if (!told.add(mistake)) {
            takeBack(mistake(mistake));
        }
    }

    private static Mistaken mistake(CallFact fact) {
        return new Mistaken(fact.leg(), fact.at(), fact);
    }
}
