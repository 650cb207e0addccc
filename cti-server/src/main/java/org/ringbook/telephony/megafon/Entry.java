package org.ringbook.telephony.megafon;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ringbook.telephony.operators.ToldFacts;

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
    final ToldFacts told = new ToldFacts();

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
        told.take(other.told);
        clickedBy = clickedBy == null ? other.clickedBy : clickedBy;
        heard = heard.isAfter(other.heard) ? heard : other.heard;
    }

    boolean recorded() {
        return parts.values().stream().anyMatch(part -> part.record() != null);
    }
}
