package org.ringbook.telephony;

import java.time.Instant;
import java.util.List;
import org.ringbook.notices.Notice;

/**
 * How a source is.
 *
 * @param state {@code UP} only while messages can arrive
 * @param since when it became so
 * @param detail what is known: version, or what went wrong and what to do; no secrets
 * @param warnings rights that are too wide or missing, settings that do not fit, in words that say what to do
 */
public record SourceHealth(String name, State state, Instant since, Notice detail, List<Notice> warnings) {

    public enum State {
        UP,
        CONNECTING,
        DOWN
    }
}
