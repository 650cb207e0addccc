package org.ringbook.telephony.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ringbook.calls.CallFact;

/**
 * Folds facts in their order, one batch at a time: on the thread that brings them, or, while more of them wait to be translated, on
 * another one. All is called from one thread. What few messages say is never handed over: that would cost a ring more than it saves.
 */
final class FoldingBeside implements AutoCloseable {

    private static final int USUAL = 1024;
    private static final long IDLE_SECONDS = 30;

    private final Consumer<List<CallFact>> fold;
    private final ThreadPoolExecutor beside;
    private List<CallFact> free = new ArrayList<>(USUAL);
    private List<CallFact> underWay;
    private List<CallFact> spare;
    private Future<?> folded;

    /**
     * @param thread name of the other one, which is there only while there is much to do
     * @param fold must not fail
     */
    FoldingBeside(String thread, Consumer<List<CallFact>> fold) {
        this.fold = fold;
        beside = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            var made = new Thread(work, thread);
            made.setDaemon(true);
            return made;
        });
        beside.allowCoreThreadTimeOut(true);
    }

    /** To be filled, and given to {@link #now} or {@link #beside}. */
    List<CallFact> emptyList() {
        if (free == null) {
            free = new ArrayList<>(USUAL);
        }
        free.clear();
        return free;
    }

    /** Folds when all before is folded, and returns when that is done. */
    void now(List<CallFact> facts) {
        await();
        fold.accept(facts);
    }

    /** Begins to fold when all before is folded, and returns at once. The list is not the caller's any more. */
    void beside(List<CallFact> facts) {
        await();
        underWay = facts;
        free = spare;
        spare = null;
        folded = beside.submit(() -> fold.accept(facts));
    }

    private void await() {
        if (folded == null) {
            return;
        }
        boolean interrupted = false;
        while (!folded.isDone()) {
            try {
                folded.get();
            } catch (InterruptedException stop) {
                interrupted = true;
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed.getCause());
            }
        }
        folded = null;
        underWay.clear();
        spare = underWay;
        underWay = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        await();
        beside.shutdown();
    }
}
