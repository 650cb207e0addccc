package org.ringbook.contacts;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ringbook.refusals.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Undoes imports beside the request that asked for it, one at a time. What a stop of the server interrupts goes on at its next start,
 * and what a database that is away does, when it is back. Any thread.
 */
@Component
public class ImportUndos implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImportUndos.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private final ImportUndo undo;
    private final Map<UUID, CountDownLatch> going = new ConcurrentHashMap<>();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "import-undo");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean stopping;

    ImportUndos(ImportUndo undo) {
        this.undo = undo;
    }

    /**
     * @param by id of our person who undoes it
     * @throws Refused when there is no such import, or it was undone
     */
    public void start(UUID id, UUID by) {
        undo.begin(id, by);
        submit(id);
    }

    /** What a stop of the server interrupted. */
    @EventListener(ContextRefreshedEvent.class)
    void goOn() {
        try {
            undo.begun().forEach(this::submit);
        } catch (DataAccessException away) {
            LOG.warn("Whether an import is being undone is not known: {}", away.getMessage());
        }
    }

    private void submit(UUID id) {
        if (going.putIfAbsent(id, new CountDownLatch(1)) == null) {
            worker.execute(() -> work(id));
        }
    }

    private void work(UUID id) {
        try {
            undo.goOn(id, () -> stopping);
            ended(id);
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("The undoing of an import waits for the database: {}", away.getMessage());
            if (!stopping) {
                worker.schedule(() -> work(id), TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException broken) {
            LOG.error("The undoing of an import was broken off", broken);
            try {
                undo.failed(id);
            } finally {
                ended(id);
            }
        }
    }

    private void ended(UUID id) {
        CountDownLatch ends = going.remove(id);
        if (ends != null) {
            ends.countDown();
        }
    }

    /** Waits until it has ended, at most so long. */
    public void await(UUID id, Duration limit) {
        CountDownLatch ends = going.get(id);
        try {
            if (ends != null && !ends.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Not ended in time");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thousand records at hand are still undone. */
    @Override
    public void close() {
        stopping = true;
        worker.shutdownNow();
        try {
            worker.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
