package org.ringbook.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Since when the oldest missed call waits. All that wait are counted for it, so it is asked seldom; a database that is away changes nothing. */
final class OldestMissed {

    private static final Logger LOG = LoggerFactory.getLogger(OldestMissed.class);
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Supplier<Instant> asks;
    private Instant askedAt = Instant.MIN;
    private Instant oldest;

    OldestMissed(Supplier<Instant> asks) {
        this.asks = asks;
    }

    /** @return null for none */
    synchronized Instant at(Instant now) {
        if (askedAt.equals(Instant.MIN) || !now.isBefore(askedAt.plus(EVERY))) {
            askedAt = now;
            try {
                oldest = asks.get();
            } catch (DataAccessException | TransactionException away) {
                LOG.debug("Which missed call is the oldest waits for the database", away);
            }
        }
        return oldest;
    }
}
