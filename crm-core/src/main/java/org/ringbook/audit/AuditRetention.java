package org.ringbook.audit;

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

/** Lets entries go that are older than the settings keep them, twice a day. */
@Component
@EnableConfigurationProperties(AuditSettings.class)
class AuditRetention implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration EVERY = Duration.ofHours(12);

    private final AuditLog log;
    private final Duration keep;
    private final RepeatedTask forgets = new RepeatedTask("audit-retention", FIRST, EVERY, () -> forget(Instant.now()));

    AuditRetention(AuditLog log, AuditSettings settings) {
        this.log = log;
        this.keep = settings.keep();
    }

    @Override
    public void start() {
        forgets.start();
    }

    void forget(Instant now) {
        try {
            int gone = log.forgetBefore(log.oldestKept(keep, now));
            if (gone > 0) {
                LOG.info("{} entries of the audit were older than {} days", gone, keep.toDays());
            }
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("Old entries of the audit stay for now: {}", away.getMessage());
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
