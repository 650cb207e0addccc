package org.ringbook.bin;

import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Empties the bin of what was deleted more than {@link BinItem#KEPT} ago, some times a day. */
@Component
class BinRetention implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BinRetention.class);
    private static final int FIRST_MINUTES = 7;
    private static final int EVERY_MINUTES = 6 * 60;

    private final Bin bin;
    private volatile ScheduledExecutorService worker;

    BinRetention(Bin bin) {
        this.bin = bin;
    }

    @Override
    public void start() {
        worker = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "bin-retention");
            thread.setDaemon(true);
            return thread;
        });
        worker.scheduleWithFixedDelay(() -> empty(Instant.now()), FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    void empty(Instant now) {
        try {
            int gone = bin.empty(now.minus(BinItem.KEPT));
            if (gone > 0) {
                LOG.info("The bin let {} go that were deleted more than {} days ago", gone, BinItem.KEPT.toDays());
            }
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("The bin stays as it is for now: {}", away.getMessage());
        }
    }

    @Override
    public void stop() {
        worker.shutdownNow();
        worker = null;
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
