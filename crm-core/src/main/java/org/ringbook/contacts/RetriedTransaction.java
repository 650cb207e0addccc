package org.ringbook.contacts;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A transaction of its own for each piece of work, unless one is open: then it is a part of that one, and stands or falls with it. Of two that wait for each other PostgreSQL ends one, and nothing of it was done: it
 * is done once more. Who takes locks of several rows takes companies before people, and each kind in the order of their ids, so
 * that it comes to that rarely.
 */
final class RetriedTransaction {

    private static final int MOST_TIMES = 6;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final TransactionTemplate transaction;

    RetriedTransaction(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @param work may be done more than once; only the last time stays */
    <T> T execute(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        for (int times = 1; ; times++) {
            try {
                return transaction.execute(status -> work.get());
            } catch (ConcurrencyFailureException another) {
                if (times == MOST_TIMES) {
                    throw another;
                }
                LockSupport.parkNanos(
                        1_000_000L * ThreadLocalRandom.current().nextLong(1, times * LONGEST_PAUSE_MILLIS));
            }
        }
    }

    /** Does what follows from a change as soon as that is committed: at once, when no transaction is open. */
    static void whenCommitted(Runnable work) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
