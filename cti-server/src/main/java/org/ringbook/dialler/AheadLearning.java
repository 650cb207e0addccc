package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.campaigns.Attempt;
import org.ringbook.pacing.Pacing;

/** Tells a way of pacing how its lines came out, by what is seen of them from look to look. One thread at a time. */
final class AheadLearning {

    private final Pacing pacing;
    private final Function<UUID, Optional<Attempt>> attempts;
    /** Seen and not told to their end. */
    private final Map<UUID, Attempt> known = new HashMap<>();

    AheadLearning(Pacing pacing, Function<UUID, Optional<Attempt>> attempts) {
        this.pacing = pacing;
        this.attempts = attempts;
    }

    void look(List<Attempt> now) {
        var gone = new HashMap<>(known);
        for (Attempt one : now) {
            gone.remove(one.id());
            if (one.mode().isAhead()) {
                told(known.put(one.id(), one), one);
            }
        }
        for (UUID id : new HashSet<>(gone.keySet())) {
            Attempt before = known.remove(id);
            attempts.apply(id).ifPresent(after -> ended(before, after));
        }
    }

    private void told(Attempt before, Attempt now) {
        if (now.pickedUpAt() != null && (before == null || before.pickedUpAt() == null)) {
            pacing.answered(seconds(now.createdAt(), now.pickedUpAt()));
        }
    }

    private void ended(Attempt before, Attempt after) {
        told(before, after);
        if (after.state() != Attempt.State.ENDED) {
            return;
        }
        if (after.pickedUpAt() == null) {
            pacing.failed(seconds(after.createdAt(), after.endedAt()));
        } else if (after.answeredAt() == null) {
            pacing.dropped();
        } else if (after.resultedAt() != null) {
            pacing.handled(
                    seconds(after.answeredAt(), after.endedAt()),
                    Math.max(0, seconds(after.endedAt(), after.resultedAt())));
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
