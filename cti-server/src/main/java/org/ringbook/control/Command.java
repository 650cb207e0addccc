package org.ringbook.control;

/** What is told to the telephone system; may wait for it. Throws {@link org.ringbook.telephony.PbxSource.CommandRefused}. */
@FunctionalInterface
interface Command {
    void tell(CallRequest request);
}
