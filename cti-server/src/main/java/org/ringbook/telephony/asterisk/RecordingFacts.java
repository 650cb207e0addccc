package org.ringbook.telephony.asterisk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.RecordingEnded;
import org.ringbook.calls.CallFact.RecordingNamed;
import org.ringbook.calls.CallFact.RecordingPaused;
import org.ringbook.calls.CallFact.RecordingResumed;
import org.ringbook.calls.CallFact.RecordingStarted;

/** What a message says of recording. */
final class RecordingFacts {

    private RecordingFacts() {}

    /** @param event null when the message only may name the file */
    static List<CallFact> of(String event, AmiMessage message, String leg, Instant at) {
        // MixMonitor leaves the path of its file in a variable of the channel.
        String file = "MixMonitorMute".equals(event) ? null : message.variable("MIXMONITOR_FILENAME");
        if (event == null && file == null) {
            return List.of();
        }
        var facts = new ArrayList<CallFact>(2);
        if ("MixMonitorStart".equals(event)) {
            facts.add(new RecordingStarted(leg, at, null));
        }
        if (file != null) {
            facts.add(new RecordingNamed(leg, at, file));
        }
        if ("MixMonitorStop".equals(event)) {
            // The dialplan broke it off; the end of the channel is not told here.
            facts.add(new RecordingEnded(leg, at));
        } else if ("MixMonitorMute".equals(event)) {
            // One side alone is a pause, too: what was kept out of the recording was said there.
            switch (String.valueOf(message.get("State"))) {
                case "1" -> facts.add(new RecordingPaused(leg, at));
                case "0" -> facts.add(new RecordingResumed(leg, at));
                default -> {}
            }
        }
        return facts;
    }
}
