package org.ringbook.telephony.operators;

import org.ringbook.notices.Notice;

/** A telephone system was not reached, or did not do what it was asked; in words for people. */
public class PbxFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Notice notice;
    private final boolean refused;

    public PbxFailed(Notice notice) {
        this(notice, false);
    }

    /**
     * @param refused it understood, and does not do this, or does not have what it was asked for: asked again, it will say the
     *     same, while another way to ask may do
     */
    public PbxFailed(Notice notice, boolean refused) {
        super(notice.text());
        this.notice = notice;
        this.refused = refused;
    }

    public Notice notice() {
        return notice;
    }

    public boolean refused() {
        return refused;
    }
}
