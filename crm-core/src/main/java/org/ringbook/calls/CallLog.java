package org.ringbook.calls;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/** The record of all calls, in PostgreSQL. Calls that still go on are in it too, as they were last written. */
public interface CallLog {

    /** The call, also by the id of a call that was merged into it. */
    Optional<Call> find(UUID id);

    /** Newest first, by start and then id; keyset-paged. */
    CallPage find(CallFilter filter, String after, int limit);

    /**
     * Writes the calls as they are now, in one batch; the same call again overwrites. Not for the pop-up's path.
     *
     * @param changes the last change of each call
     */
    void write(List<CallChange> changes);

    /**
     * What to look for; null means any.
     *
     * @param from start of the call, inclusive
     * @param to start of the call, exclusive
     * @param agents extensions: calls in which one of them spoke, was rung, or placed the call
     * @param numbers outside numbers, any of them
     */
    record CallFilter(
            Instant from,
            Instant to,
            Call.Direction direction,
            Call.Result result,
            Collection<String> agents,
            Collection<PhoneNumber> numbers,
            String line,
            String queue) {

        public static CallFilter any() {
            return new CallFilter(null, null, null, null, null, null, null, null);
        }
    }

    /** @param next cursor of the page that follows; null when this is the last */
    record CallPage(List<Call> items, String next) {}
}
