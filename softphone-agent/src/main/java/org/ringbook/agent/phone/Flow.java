package org.ringbook.agent.phone;

/** Which way sound goes, as the one says who describes it. */
public enum Flow {
    SENDRECV(true, true),
    SENDONLY(true, false),
    RECVONLY(false, true),
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Flow(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    public boolean sends() {
        return sends;
    }

    public boolean receives() {
        return receives;
    }

    /** What is left of ours when the other side wants {@code theirs}. */
    public Flow against(Flow theirs) {
        return of(sends && theirs.receives, receives && theirs.sends);
    }

    private static Flow of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SENDRECV : SENDONLY;
        }
        return receives ? RECVONLY : INACTIVE;
    }
}
