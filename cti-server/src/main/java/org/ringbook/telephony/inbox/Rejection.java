package org.ringbook.telephony.inbox;

/** Why what came over HTTP is not taken; each reason is counted by itself. */
public enum Rejection {
    /** The signature is not that of what was sent. */
    SIGNATURE(401, "wrong signature"),
    /** The key is missing or not ours. */
    KEY(401, "wrong key"),
    /** What must be in it is not, or it cannot be read. */
    UNREADABLE(400, "cannot be read"),
    METHOD(405, "send a POST"),
    TOO_LARGE(413, "too large"),
    /** More come than can be taken: it is to be sent again. */
    NO_ROOM(503, "try again later"),
    /** It could not be made durable in time: it is to be sent again. */
    NOT_KEPT(503, "try again later");

    private final int status;
    private final String words;

    Rejection(int status, String words) {
        this.status = status;
        this.words = words;
    }

    /** HTTP's status. */
    public int status() {
        return status;
    }

    /** For whoever sent it; says nothing that helps to forge. */
    public String words() {
        return words;
    }
}
