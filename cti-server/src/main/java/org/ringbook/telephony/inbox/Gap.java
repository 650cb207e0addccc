package org.ringbook.telephony.inbox;

import java.time.Instant;
import java.util.UUID;
import org.ringbook.notices.Notice;

/**
 * A time in which a telephone source was not heard: the link was lost, or the server was down.
 *
 * @param from the last moment that was surely heard, by the source's clock
 * @param to when it was heard again, by the source's clock
 * @param calls how many calls were filled in, wholly or in part
 * @param detail what was done, or what is in the way and what to do
 */
public record Gap(UUID id, String source, Instant from, Instant to, State state, int calls, Notice detail) {

    public enum State {
        /** It is being filled from the source's own records, or will be when they can be read. */
        HEALING,
        HEALED,
        /** There is nothing to fill it from: calls of that time may be missing. */
        UNFILLED
    }

    /** The same gap, later. */
    public Gap now(State state, int calls, Notice detail) {
        return new Gap(id, source, from, to, state, calls, detail);
    }
}
