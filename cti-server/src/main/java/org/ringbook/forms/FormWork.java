package org.ringbook.forms;

import java.time.Duration;
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

/** Makes leads of what is kept, on a thread of its own: at once when something came, and of what was left over after a start. */
@Component
class FormWork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FormWork.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final FormInbox inbox;
    private final FormIntake intake;
    private final FormSettings settings;
    private ScheduledExecutorService thread;

    FormWork(FormInbox inbox, FormIntake intake, FormSettings settings) {
        this.inbox = inbox;
        this.intake = intake;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            var made = new Thread(work, "forms");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::work, 1_000, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
    }

    synchronized void wake() {
        if (thread != null) {
            thread.execute(this::work);
        }
    }

    private void work() {
        safely(intake::replay);
        safely(this::leads);
    }

    private void leads() {
        while (inbox.work() > 0) {
            LOG.debug("Forms were read");
        }
    }

    private static void safely(Runnable step) {
        try {
            step.run();
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Forms wait for the database", away);
        } catch (RuntimeException failed) {
            LOG.error("Forms could not be read", failed);
        }
    }

    private void forget() {
        safely(inbox::forgetOld);
        safely(() -> intake.forget(Instant.now().minus(settings.keep())));
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
