package org.ringbook.telephony.mango;

import java.time.Instant;
import org.ringbook.telephony.operators.Receipt;
import tools.jackson.databind.JsonNode;

/**
 * {@code events/summary}: the end of the whole call.
 *
 * @param direction 0 internal, 1 incoming, 2 outgoing; -1 when it is not told
 * @param talked when somebody answered; null when nobody did
 */
record Summary(
        String entry,
        int direction,
        Party from,
        Party to,
        String line,
        Instant created,
        Instant forwarded,
        Instant talked,
        Instant ended,
        int reason) {

    static final int INTERNAL = 0;
    static final int INCOMING = 1;
    static final int OUTGOING = 2;

    /** @return null when it lacks what it must have */
    static Summary of(JsonNode json, Receipt receipt) {
        String entry = Fields.text(json, "entry_id");
        Instant ended = Fields.time(json, "end_time", receipt);
        if (!receipt.needs(entry, "entry_id") | !receipt.needs(ended, "end_time")) {
            return null;
        }
        Instant created = Fields.time(json, "create_time", receipt);
        Instant forwarded = Fields.time(json, "forward_time", receipt);
        return new Summary(
                entry,
                (int) Fields.number(json, "call_direction", -1),
                Party.of(json.path("from")),
                Party.of(json.path("to")),
                Fields.text(json, "line_number"),
                created == null ? ended : created,
                forwarded == null ? created == null ? ended : created : forwarded,
                Fields.time(json, "talk_time", receipt),
                ended,
                (int) Fields.number(json, "disconnect_reason", 0));
    }
}
