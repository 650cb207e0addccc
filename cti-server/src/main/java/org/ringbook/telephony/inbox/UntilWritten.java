package org.ringbook.telephony.inbox;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what other threads write, at most five seconds: the database may be away. On any thread; an interruption ends it. */
final class UntilWritten {

    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_MILLIS = 20;

    private UntilWritten() {}

    static void await(BooleanSupplier written) {
        long until = System.nanoTime() + MOST_NANOS;
        try {
            while (!written.getAsBoolean() && System.nanoTime() - until < 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
