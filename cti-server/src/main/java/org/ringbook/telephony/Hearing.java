package org.ringbook.telephony;

import java.time.Instant;

/** What a source makes of a delivery. */
public sealed interface Hearing {

    /**
     * It is believed and is to be kept; it is answered when that is durable, and not before.
     *
     * @param id the source's own id of the message, unique in the source: what comes twice under it is kept once
     * @param message as it is to be kept, and later translated; see {@link RawHook}
     * @param happened when the source says that it happened; null when it does not say
     */
    record Keep(String id, byte[] message, Instant happened, Answer answer) implements Hearing {}

    /** It says nothing that is to be kept: a test of the connection, a question. */
    record Reply(Answer answer) implements Hearing {}

    record Refuse(Refusal why) implements Hearing {}

    /** @param contentType null for an empty body */
    record Answer(int status, String contentType, String body) {

        /** 200 and no more. */
        public static final Answer OK = new Answer(200, null, "");

        public static Answer json(String body) {
            return new Answer(200, "application/json;charset=utf-8", body);
        }
    }

    /** Why a delivery is refused; each is counted by itself. */
    enum Refusal {
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

        Refusal(int status, String words) {
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
}
