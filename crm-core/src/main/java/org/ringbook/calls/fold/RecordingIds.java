package org.ringbook.calls.fold;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.ringbook.calls.CallFact.RecordingStarted;
import org.ringbook.calls.CallIds;

/**
 * The ids of the recordings of one source. They follow from its name and what it told; the last ones are remembered, because a call
 * is folded many times. For one thread at a time.
 */
final class RecordingIds {

    private static final int MOST = 2_000;

    private final String source;
    private final Map<RecordingStarted, UUID> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RecordingStarted, UUID> eldest) {
            return size() > MOST;
        }
    };

    RecordingIds(String source) {
        this.source = source;
    }

    UUID of(RecordingStarted started) {
        UUID id = known.get(started);
        if (id == null) {
            id = CallIds.of(source, "recording " + started.leg() + " " + started.at(), started.at());
            known.put(started, id);
        }
        return id;
    }
}
