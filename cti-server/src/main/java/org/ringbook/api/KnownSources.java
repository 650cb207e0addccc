package org.ringbook.api;

import java.util.List;
import org.ringbook.staff.BoundTelephone;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;

/** A telephone that is bound to a source that is not there would be nobody's, and nobody would notice. */
final class KnownSources {

    private KnownSources() {}

    /** What was bound before is let through: a source may be taken out of the settings for a while. */
    static void check(StaffMember member, StaffMember before, Sources sources) {
        List<String> known = sources.health().stream().map(SourceHealth::name).toList();
        for (BoundTelephone one : member.bound()) {
            boolean kept = before != null && before.bound().contains(one);
            if (!kept && !known.contains(one.source())) {
                throw NotDone.wrong(
                        "telephones",
                        "There is no telephone source \"" + Shown.text(one.source()) + "\"."
                                + (known.isEmpty() ? "" : " Known: " + String.join(", ", known) + "."));
            }
        }
    }
}
