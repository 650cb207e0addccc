package org.ringbook.telephony.webhooks;

import java.time.Instant;
import org.ringbook.telephony.inbox.Rejection;

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

    record Refuse(Rejection why) implements Hearing {}

    /** @param contentType null for an empty body */
    record Answer(int status, String contentType, String body) {

        /** 200 and no more. */
        public static final Answer OK = new Answer(200, null, "");

        public static Answer json(String body) {
            return new Answer(200, "application/json;charset=utf-8", body);
        }
    }
}
