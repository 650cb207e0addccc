package org.ringbook.faults;

import java.time.Instant;

/** A fault that has been. The end is when everything could work again, not when it did. */
record Fault(int number, FaultKind kind, Instant began, Instant ended) {

    /** Whether the log cannot know, at the time when it happened, what happened then. */
    boolean covers(Instant at) {
        return !at.isBefore(began.minusSeconds(1)) && !at.isAfter(ended.plusSeconds(1));
    }
}
