package org.ringbook.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Something that reads a stream of AMI messages. */
interface Reader extends AutoCloseable {

    /** For the table. */
    String name();

    /**
     * Sends the tape to the reader over a socket.
     *
     * @return nanoseconds from the first byte that was sent until the reader was done with the last message
     * @throws LostCalls when not all came out that went in
     */
    long read(Tape tape, byte[] bytes) throws Exception;

    /** Processor time taken so far by the process that reads. */
    default Duration cpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Duration.ofNanos(system.getProcessCpuTime());
    }

    @Override
    default void close() throws Exception {}

    /** A benchmark of something that loses calls is worth nothing. */
    final class LostCalls extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostCalls(String message) {
            super(message);
        }
    }

    /** @throws LostCalls when the condition does not come within two minutes */
    static void await(Duration every, BooleanSupplier condition, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new LostCalls(otherwise.get());
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }
}
