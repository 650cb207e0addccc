package org.ringbook.telephony.operators;

import org.ringbook.notices.Notice;

/** A telephone system was not reached, or did not do what it was asked; in words for people. */
public class PbxFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Notice note;

    public PbxFailed(Notice note) {
        super(note.text());
        this.note = note;
    }

    public Notice note() {
        return note;
    }
}
