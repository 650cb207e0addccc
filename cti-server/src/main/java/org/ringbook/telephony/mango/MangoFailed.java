package org.ringbook.telephony.mango;

import org.ringbook.telephony.Note;

/** A request to Mango that did not do what it should, in words for people. */
final class MangoFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Note note;

    MangoFailed(Note note) {
        super(note.text());
        this.note = note;
    }

    Note note() {
        return note;
    }
}
