package org.ringbook.claims;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringbook.claims.Claim.Result;

/**
 * A claim as reports count it.
 *
 * @param team whose work it is of, as it is written; null for nobody's
 * @param closedAt null while it is open, as {@code result}
 * @param turns when it was closed and opened again, in order
 */
record ClaimFact(
        UUID id,
        String team,
        UUID causeId,
        Instant registeredAt,
        Instant closedAt,
        Result result,
        Integer score,
        List<Turn> turns) {

    ClaimFact {
        turns = List.copyOf(turns);
    }

    /** @param closed false when it was opened again */
    record Turn(Instant at, boolean closed) {}

    boolean isRegistered(Instant from, Instant to) {
        return isIn(registeredAt, from, to);
    }

    /** Whether it was closed then, even if it is open again. */
    boolean wasClosed(Instant from, Instant to) {
        return turns.stream().anyMatch(turn -> turn.closed() && isIn(turn.at(), from, to));
    }

    boolean wasReopened(Instant from, Instant to) {
        return turns.stream().anyMatch(turn -> !turn.closed() && isIn(turn.at(), from, to));
    }

    /** Whether it stands closed, since then. */
    boolean isClosed(Instant from, Instant to) {
        return closedAt != null && isIn(closedAt, from, to);
    }

    boolean isOpenAt(Instant moment) {
        boolean open = registeredAt.isBefore(moment);
        for (Turn turn : turns) {
            if (turn.at().isBefore(moment)) {
                open = !turn.closed();
            }
        }
        return open;
    }

    boolean wasEverReopened() {
        return turns.stream().anyMatch(turn -> !turn.closed());
    }

    private static boolean isIn(Instant at, Instant from, Instant to) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
