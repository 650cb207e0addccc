package org.ringbook.leads;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks for leads that wait and gives them out, on a thread of its own. */
@Component
class LeadTurns implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeadTurns.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int MOST_WORDS = 2_000;

    private final Leads leads;
    private ScheduledExecutorService thread;

    LeadTurns(Leads leads) {
        this.leads = leads;
    }

    @Override
    public synchronized void start() {
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            var made = new Thread(work, "leads");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::turn, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void turn() {
        try {
            leads.handOn();
            leads.giveOut();
            leads.rows().writeWords(MOST_WORDS);
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Leads wait for the database", away);
        } catch (RuntimeException failed) {
            LOG.error("Leads could not be given out", failed);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
