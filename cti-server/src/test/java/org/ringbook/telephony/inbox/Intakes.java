package org.ringbook.telephony.inbox;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.ringbook.calls.Call;
import org.ringbook.calls.fold.Calls;

/** Intakes that a test drives by itself, step by step. */
public final class Intakes {

    private Intakes() {}

    public static Intake of(String source, Intake.Translation translation, Calls calls, RawInbox inbox, Gaps gaps) {
        return new Intake(source, translation, calls, new Shelves(inbox, gaps), new SourceCounters());
    }

    /**
     * The calls that went on when the server stopped, from what is kept of them.
     *
     * @param open as the log has them, oldest first
     */
    public static void takeUp(Intake intake, SimulatedInbox inbox, List<Call> open) {
        TakeUp taken = intake.takenUp();
        taken.run(inbox.last().map(last -> taken.from(last, open)).orElse(null), open);
    }

    /** What was kept before the server stopped, at the time that the inbox's clock shows. */
    public static void kept(SimulatedInbox inbox, String source, byte[] message, Instant received) {
        inbox.keep(source, message, received);
        inbox.crash(received);
    }

    /** How late a message may come. */
    public static java.time.Duration lateness(Intake.Translation translation) {
        try (var intake = of(
                "any",
                translation,
                new Calls(org.ringbook.Cast.PLAN, List.of()),
                new SimulatedInbox(() -> Instant.EPOCH),
                new Gaps())) {
            return intake.lateness();
        }
    }

    /** All that is offered meanwhile is taken as one batch, and folded with all that it leads to before this returns. */
    public static void atOnce(Intake intake, Runnable offers) {
        var begun = new CountDownLatch(1);
        var offered = new CountDownLatch(1);
        intake.inOrder(() -> {
            begun.countDown();
            await(offered);
        });
        await(begun);
        offers.run();
        offered.countDown();
        while (intake.waiting() > 0) {
            Thread.yield();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
