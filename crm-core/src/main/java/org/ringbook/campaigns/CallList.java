package org.ringbook.campaigns;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.ringbook.refusals.Refusal;

/**
 * Where some of a campaign's entries came from: one load.
 *
 * @param origin where the company has the data from, in its own words; null when nobody said
 * @param rowsDone rows that were read
 * @param counts what became of the rows, by words: see {@link ListCounts}
 * @param failure why it failed; null otherwise
 */
public record CallList(
        UUID id,
        UUID campaignId,
        String name,
        Source source,
        String origin,
        String fileName,
        ListOptions options,
        State state,
        long rowsDone,
        Map<String, Long> counts,
        Refusal failure,
        Instant createdAt,
        UUID createdBy,
        Instant endedAt) {

    public CallList {
        counts = Map.copyOf(counts);
    }

    public enum Source {
        FILE,
        PASTE,
        HAND,
        CALLS,
        CLIENTS,
        LEADS,
        API;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum State {
        /** What would happen is being found out. */
        CHECKING,
        /** Nothing is written; it waits for somebody to say yes. */
        CHECKED,
        LOADING,
        LOADED,
        FAILED,
        UNDONE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean goesOn() {
            return this == CHECKING || this == LOADING;
        }
    }

    public long count(String what) {
        return counts.getOrDefault(what, 0L);
    }
}
