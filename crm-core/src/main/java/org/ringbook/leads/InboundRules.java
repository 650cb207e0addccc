package org.ringbook.leads;

import java.util.UUID;

/** What a contact from outside becomes: the first rule that fits. Pure. */
final class InboundRules {

    private InboundRules() {}

    /**
     * What is known when somebody asks for something.
     *
     * @param open the lead of this key that is open; null when none
     * @param closed the lead of this key that was lost or junk lately; null when none
     * @param parties how many people and companies have the key
     * @param call whether it is a call, else a form or a word of somebody of ours
     */
    record Known(UUID open, UUID closed, int parties, boolean call) {}

    enum Outcome {
        /** Joins the open lead. */
        JOINS,
        /** The lead of lately is open again. */
        REOPENS,
        /** A new lead. */
        NEW,
        /** No lead: a client of ours called, and the call says all there is. */
        NOTHING
    }

    static Outcome of(Known known) {
        if (known.open() != null) {
            return Outcome.JOINS;
        }
        if (known.closed() != null) {
            return Outcome.REOPENS;
        }
        return known.parties() > 0 && known.call() ? Outcome.NOTHING : Outcome.NEW;
    }
}
