package org.ringbook.agents;

import java.time.Clock;
import java.util.UUID;
import org.ringbook.agents.RingsShown.By;

/** Screens say here that they have a card before their person's eyes. Any thread; nothing waits. */
public final class ShownCards {

    private final PopUps popUps;
    private final RingWatch watch;
    private final Clock clock;

    ShownCards(PopUps popUps, RingWatch watch, Clock clock) {
        this.popUps = popUps;
        this.watch = watch;
        this.clock = clock;
    }

    /**
     * @param screen kind of screen, for the others of the same person: "desktop", "browser"
     * @param by {@code PAGE}, {@code NOTIFICATION} or {@code PROGRAM}
     */
    public void shown(UUID staffId, UUID callId, String screen, By by) {
        watch.shown(staffId, callId, by, clock.instant());
        // A notification may be overlooked: the other screens go on presenting the card.
        if (by != By.NOTIFICATION) {
            popUps.shown(staffId, callId, screen);
        }
    }
}
