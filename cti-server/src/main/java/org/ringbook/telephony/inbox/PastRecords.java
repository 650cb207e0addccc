package org.ringbook.telephony.inbox;

import java.io.IOException;
import java.time.Instant;

/** The records that a source keeps of its own, as a second way to know what happened: CEL or CDR of a PBX. */
public interface PastRecords {

    /** Takes what the source would have said, and when it happened. */
    @FunctionalInterface
    interface Reader {
        void message(byte[] bytes, Instant at);
    }

    /**
     * Retells what happened as the source's own messages, marked as healed. Calls of which something happened in this time are
     * told from their beginning. Waits for disks and networks.
     *
     * @param from by the source's clock
     * @throws IOException when the records cannot be read, in words for the administrator
     */
    void tell(Instant from, Instant to, Reader reader) throws IOException;
}
