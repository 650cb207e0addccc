package org.ringbook.telephony.beeline;

import org.ringbook.notices.Notice;
import org.ringbook.telephony.operators.PbxFailed;

/** The PBX was not reached, or did not do what it was asked; in words. */
final class BeelineFailed extends PbxFailed {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    BeelineFailed(Notice note) {
        this(note, false);
    }

    /** @param refused it understood the request, and does not do this: asked again, it will say the same */
    BeelineFailed(Notice note, boolean refused) {
        super(note);
        this.refused = refused;
    }

    boolean refused() {
        return refused;
    }
}
