package org.ringbook.changes;

import java.time.Duration;
import java.time.Instant;
import org.ringbook.schedule.RepeatedTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Lets lines of the history go that are older than the settings keep them, twice a day. */
@Component
@EnableConfigurationProperties(ChangeSettings.class)
class HistoryRetention implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryRetention.class);
    private static final Duration FIRST = Duration.ofMinutes(6);
    private static final Duration EVERY = Duration.ofHours(12);

    private final ChangeHistory history;
    private final Duration keep;
    private final RepeatedTask forgets = new RepeatedTask("history-retention", FIRST, EVERY, this::forget);

    HistoryRetention(ChangeHistory history, ChangeSettings settings) {
        this.history = history;
        this.keep = settings.keep();
    }

    @Override
    public void start() {
        forgets.start();
    }

    private void forget() {
        try {
            int gone = history.forgetBefore(Instant.now().minus(keep));
            if (gone > 0) {
                LOG.info("{} changes of fields were older than {} days", gone, keep.toDays());
            }
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("Old changes of fields stay for now: {}", away.getMessage());
        }
    }

    @Override
    public void stop() {
        forgets.stop();
    }

    @Override
    public boolean isRunning() {
        return forgets.isRunning();
    }
}
