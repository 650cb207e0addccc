package org.ringbook.telephony.inbox;

import java.time.Instant;

/** A raw inbox without a bottom, for measuring what comes behind it without a database. */
public final class KeptNowhere extends RawInbox {

    public KeptNowhere() {
        super(null);
    }

    @Override
    void keep(String source, byte[] message, Instant received) {}
}
