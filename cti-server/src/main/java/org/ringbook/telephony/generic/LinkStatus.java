package org.ringbook.telephony.generic;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.telephony.operators.RequestedCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one telephone system has told since the start. Any thread. */
final class LinkStatus {

    private static final Logger LOG = LoggerFactory.getLogger(LinkStatus.class);
    private static final int MOST = 50;
    private static final int MOST_EMPLOYEES = 2_000;

    private final String name;
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private final Set<String> employees = ConcurrentHashMap.newKeySet();
    private final RequestedCalls requested = new RequestedCalls();
    private volatile Instant last;

    LinkStatus(String name) {
        this.name = name;
    }

    /** @param said null when it tells of no call */
    void message(Said said, Instant received) {
        last = received;
        remember(said);
        if (said == null) {
            met("a message without an id of a call");
        } else if (said.meaning() == null) {
            met("an event that the setting events does not name");
        } else if (said.direction() == null && said.meaning() == Meaning.BEGAN) {
            met("a direction that the setting directions does not name");
        }
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

    private void met(String what) {
        if (unknown.size() < MOST && unknown.add(what)) {
            LOG.warn("{}: met {}; it is kept, and left out of the calls", name, what);
        }
    }

    /** When it told something; null when it has not since the start. */
    Instant last() {
        return last;
    }

    /** What was told and could not be understood. */
    Set<String> unknown() {
        return Set.copyOf(unknown);
    }
}
