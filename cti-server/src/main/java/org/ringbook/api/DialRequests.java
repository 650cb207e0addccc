package org.ringbook.api;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The latest click-to-calls, of which a call may still come. Any thread. */
@Component
class DialRequests {

    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private record Asked(UUID by, Instant at) {}

    private final Map<UUID, Asked> asked = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Asked> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    synchronized void add(UUID request, UUID by) {
        asked.put(request, new Asked(by, Instant.now()));
    }

    synchronized boolean waits(UUID request, UUID by) {
        Asked known = asked.get(request);
        return known != null
                && known.by().equals(by)
                && known.at().plus(LONGEST_WAIT).isAfter(Instant.now());
    }
}
