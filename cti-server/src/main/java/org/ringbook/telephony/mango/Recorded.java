package org.ringbook.telephony.mango;

import java.time.Instant;
import org.ringbook.telephony.operators.Receipt;
import tools.jackson.databind.JsonNode;

/**
 * What is told of one recording, by {@code events/recording}, {@code events/record/added} or the statistics.
 *
 * @param call the leg; null when only the whole call is named
 * @param live whether the time is that of the recording itself, and not of the file that came of it
 * @param saved false when there will be no file: too short, or sent by mail only
 */
record Recorded(String entry, String call, String id, Instant at, boolean live, boolean saved) {

    static Recorded of(JsonNode json, Receipt receipt) {
        String entry = Fields.text(json, "entry_id");
        String id = Fields.text(json, "recording_id");
        Instant at = Fields.time(json, "timestamp", receipt);
        boolean whole =
                receipt.needs(entry, "entry_id") & receipt.needs(id, "recording_id") & receipt.needs(at, "timestamp");
        if (!whole) {
            return null;
        }
        String state = Fields.text(json, "recording_state");
        boolean completed = "Completed".equals(state);
        boolean failed = completed && Fields.number(json, "completion_code", 1000) / 1000 != 1;
        String recipient = Fields.text(json, "recipient");
        boolean byMail = completed && recipient != null && !recipient.startsWith("Cloud");
        return new Recorded(entry, Fields.text(json, "call_id"), id, at, "Started".equals(state), !failed && !byMail);
    }
}
