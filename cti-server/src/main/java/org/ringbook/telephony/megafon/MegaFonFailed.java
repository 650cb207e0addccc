package org.ringbook.telephony.megafon;

import org.ringbook.telephony.Note;

/** The PBX was not reached, or did not do what it was asked; in words. */
final class MegaFonFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Note note;
    private final boolean unknown;

    MegaFonFailed(Note note) {
        this(note, false);
    }

    /** @param unknown the PBX does not have what it was asked for: another interface of it may */
    MegaFonFailed(Note note, boolean unknown) {
        super(note.text());
        this.note = note;
        this.unknown = unknown;
    }

    Note note() {
        return note;
    }

    boolean unknown() {
        return unknown;
    }
}
