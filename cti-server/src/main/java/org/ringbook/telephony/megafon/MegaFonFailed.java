package org.ringbook.telephony.megafon;

import org.ringbook.notices.Notice;
import org.ringbook.telephony.operators.PbxFailed;

/** The PBX was not reached, or did not do what it was asked; in words. */
final class MegaFonFailed extends PbxFailed {

    private static final long serialVersionUID = 1L;

    private final boolean unknown;

    MegaFonFailed(Notice note) {
        this(note, false);
    }

    /** @param unknown the PBX does not have what it was asked for: another interface of it may */
    MegaFonFailed(Notice note, boolean unknown) {
        super(note);
        this.unknown = unknown;
    }

    boolean unknown() {
        return unknown;
    }
}
