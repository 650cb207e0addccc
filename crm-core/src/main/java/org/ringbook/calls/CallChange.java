package org.ringbook.calls;

import java.util.List;
import java.util.UUID;

/**
 * A call as it is now, beside what was told of it before.
 *
 * @param before null when this is the first that is told of the call
 * @param now the call as it is
 * @param merged ids that were told before of calls which turned out to be this one; screens that show them now show
 *     {@code now}
 */
public record CallChange(Call before, Call now, List<UUID> merged) {

    public boolean isNew() {
        return before == null;
    }

    public boolean justEnded() {
        return now.ended() && (before == null || !before.ended());
    }
}
