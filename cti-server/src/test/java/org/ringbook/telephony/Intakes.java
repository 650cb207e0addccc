package org.ringbook.telephony;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.ringbook.calls.Call;
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
     * @param open as the log has them, oldest first
     */
    public static void takeUp(Intake intake, SimulatedInbox inbox, List<Call> open) {
        Instant oldest = open.isEmpty() ? null : open.get(0).startedAt();
        intake.takeUp(
                inbox.last().map(last -> Sources.takenUpFrom(last, oldest)).orElse(null), open);
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
