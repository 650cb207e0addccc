package org.ringbook.telephony.inbox;

import org.ringbook.calls.log.Unwritten;

/** What is written to the database, or mended in it, beside the way of the calls. */
public interface WrittenBeside {

    /** Why it has not got on for some time; null while all is well. Any thread, no query. */
    Unwritten trouble();
}
