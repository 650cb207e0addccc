package org.ringbook.agents;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ringbook.agents.RingsShown.By;
import org.ringbook.agents.RingsShown.Ring;

/**
 * Keeps what showed a person each ring: a page that was looked at, or the agent program, which lets an open page be first for a second
 * by its own clock. What neither says it showed is kept as unseen. Any thread; nothing here waits.
 */
final class RingWatch {

    /** The page has a second, then the program has one, and a busy machine a little more. */
    private static final long LONGEST_SECONDS = 4;

    private record Key(UUID staffId, UUID callId) {}

    private static final class Shown {
        private final Instant at;
        private Ring first;

        private Shown(Instant at) {
            this.at = at;
        }
    }

    private final Map<Key, Shown> rings = new ConcurrentHashMap<>();
    private final ScheduledExecutorService later;
    private final Predicate<UUID> hasScreen;
    private final Predicate<UUID> wantsNone;
    private final Consumer<Ring> keep;

    /**
     * @param hasScreen whether any screen of a person is connected, or was a moment ago
     * @param wantsNone whether a person wants no card to come up by itself
     * @param keep told what became of each ring, on a thread of {@code later}
     */
    RingWatch(
            ScheduledExecutorService later, Predicate<UUID> hasScreen, Predicate<UUID> wantsNone, Consumer<Ring> keep) {
        this.later = later;
        this.hasScreen = hasScreen;
        this.wantsNone = wantsNone;
        this.keep = keep;
    }

    void changed(UUID staffId, PopUpEvent event) {
        PopUp card = event.popUp();
        if (!card.shownOn().isEmpty()) {
            By by = card.shownOn().contains("browser") ? By.PAGE : By.PROGRAM;
            shown(staffId, card.callId(), by, event.at());
        }
        boolean rings =
                event.kind() == PopUpEvent.Kind.POP_UP && card.state() == PopUp.State.RINGING && !card.placedByMe();
        // Who has no screen at all works by the telephone alone: there is nothing that could have shown it.
        if (!rings || !hasScreen.test(staffId) || wantsNone.test(staffId)) {
            return;
        }
        var key = new Key(staffId, card.callId());
        if (this.rings.putIfAbsent(key, new Shown(event.at())) == null) {
            later.schedule(() -> over(key), LONGEST_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Something has the card before the person's eyes. */
    void shown(UUID staffId, UUID callId, By by, Instant at) {
        rings.computeIfPresent(new Key(staffId, callId), (key, ring) -> {
            if (ring.first == null) {
                Duration after = Duration.between(ring.at, at);
                ring.first = new Ring(callId, staffId, ring.at, by, after.isNegative() ? Duration.ZERO : after);
            }
            return ring;
        });
    }

    private void over(Key key) {
        Shown ring = rings.remove(key);
        if (ring != null) {
            keep.accept(
                    ring.first != null ? ring.first : new Ring(key.callId(), key.staffId(), ring.at, By.UNSEEN, null));
        }
    }
}
