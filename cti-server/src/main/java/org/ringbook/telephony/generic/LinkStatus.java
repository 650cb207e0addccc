package org.ringbook.telephony.generic;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.telephony.operators.RequestedCalls;

/** What one telephone system has told since the start. Any thread. */
final class LinkStatus {

    private static final int MOST_EMPLOYEES = 2_000;

    private final Set<String> employees = ConcurrentHashMap.newKeySet();
    private final RequestedCalls requested = new RequestedCalls();
    private volatile Instant last;

    /** @param said null when it tells of no call */
    void message(Said said, Instant received) {
        last = received;
        remember(said);
    }

    private void remember(Said said) {
        if (said != null && said.employee() != null && employees.size() < MOST_EMPLOYEES) {
            employees.add(said.employee());
        }
        if (said != null && said.request() != null) {
            requested.put(said.request(), said.call());
        }
    }

    /** Whom it named as employees. */
    Set<String> employees() {
        return Set.copyOf(employees);
    }

    /** The call that came of a click of ours. */
    Optional<String> callOf(UUID request) {
        return requested.callOf(request);
    }

    /** When it told something; null when it has not since the start. */
    Instant last() {
        return last;
    }
}
