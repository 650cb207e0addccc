package org.ringbook.telephony.asterisk;

import java.util.HashSet;
import java.util.Set;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.asterisk.records.Told;

/**
 * What of the records of one gap was handed on, however often they are read. A call that was known once is not told from its
 * beginning again, though by now it may be over and forgotten: it would become another call. For one thread.
 */
final class HandedOn {

    private final Intake intake;
    private final Set<String> told = new HashSet<>();
    private final Set<String> met = new HashSet<>();

    HandedOn(Intake intake) {
        this.intake = intake;
    }

    /** Whether the beginning of this leg is known, or was. */
    boolean knew(String leg) {
        if (intake.knows(leg)) {
            met.add(leg);
        }
        return met.contains(leg);
    }

    /** Whether this was told before, or nobody remembers the call that it is about. */
    boolean before(Told one) {
        return told.contains(one.text()) || met.contains(one.leg()) && !intake.knows(one.leg());
    }

    void on(Told one) {
        told.add(one.text());
    }

    /** What comes from now on is of a later time, and does not say the same again. */
    void forgetWords() {
        told.clear();
    }
}
