package org.ringbook.calls;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A call as it is now, beside what was told of it before.
 *
 * @param before null when this is the first that is told of the call
 * @param now the call as it is
 * @param merged ids that were told before of calls which turned out to be this one; screens that show them now show
 *     {@code now}
 * @param withdrawn true when what was told as a call turned out to be none (a supervisor who only listens, a line that
 *     is open all day): nothing of it stays in any list, and {@code now} has ended
 */
public record CallChange(Call before, Call now, List<UUID> merged, boolean withdrawn) {

    public CallChange(Call before, Call now, List<UUID> merged) {
        this(before, now, merged, false);
    }

    /**
     * That what was told as a call was none.
     *
     * @param at its end, if it was still going on
     */
    public static CallChange withdrawn(Call told, Instant at, List<UUID> merged) {
        return new CallChange(told, told.withdrawn(at), merged, true);
    }

    public boolean isNew() {
        return before == null;
    }

    public boolean justEnded() {
        return now.ended() && (before == null || !before.ended());
    }
}
