package org.ringbook.telephony;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.ringbook.calls.Calls;

/** Intakes that a test drives by itself, step by step. */
public final class Intakes {

    private Intakes() {}

    public static Intake of(String source, Intake.Translation translation, Calls calls, RawInbox inbox, Gaps gaps) {
        return new Intake(source, translation, calls, inbox, new SourceCounters(), gaps);
    }

    /**
     * The calls that went on when the server stopped, from what is kept of them.
     *
     * @param oldest when the oldest of them began; null when none did
     */
    public static void takeUp(Intake intake, SimulatedInbox inbox, Instant oldest) {
        inbox.last().ifPresent(last -> intake.takeUp(Sources.takenUpFrom(last, oldest)));
    }

    /** Returns when all that was offered has been folded, and what that led to as well. */
    public static void settle(Intake intake) {
        try {
            do {
                var done = new CountDownLatch(1);
                intake.inOrder(done::countDown);
                done.await();
            } while (intake.waiting() > 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
