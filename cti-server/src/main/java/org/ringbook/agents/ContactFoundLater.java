package org.ringbook.agents;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A contact written down during the call shows on the card within a second, whoever wrote it and wherever: by hand, by
 * import, over the API. Looking costs a few look-ups in memory for each open card.
 */
final class ContactFoundLater implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ContactFoundLater.class);

    private final PopUps popUps;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "agents-look-up");
        thread.setDaemon(true);
        return thread;
    });

    ContactFoundLater(PopUps popUps) {
        this.popUps = popUps;
        clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            popUps.lookUpAgain();
        } catch (RuntimeException e) {
            LOG.error("Open cards could not be looked up again", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
