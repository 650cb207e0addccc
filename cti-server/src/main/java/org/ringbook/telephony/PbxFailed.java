package org.ringbook.telephony;

/** A telephone system was not reached, or did not do what it was asked; in words for people. */
public class PbxFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Note note;

    public PbxFailed(Note note) {
        super(note.text());
        this.note = note;
    }

    public Note note() {
        return note;
    }
}
