package org.ringbook.telephony.inbox;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Where what the sources say, and what is known of them, is kept.
 *
 * @param inbox messages of a stream
 * @param gaps times in which a source was not heard
 * @param keptOnce messages with an id of their own
 * @param watermarks until when histories are read
 */
@Component
public record Shelves(RawInbox inbox, Gaps gaps, KeptOnce keptOnce, Watermarks watermarks) {

    @Autowired
    public Shelves {}

    /** What is told over HTTP is kept in memory alone. */
    public Shelves(RawInbox inbox, Gaps gaps) {
        this(inbox, gaps, new KeptOnce(), new Watermarks());
    }
}
