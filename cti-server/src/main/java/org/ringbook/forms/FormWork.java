package org.ringbook.forms;

import java.time.Duration;
import java.time.Instant;
import org.ringbook.schedule.RepeatedTask;
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
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration FORGETS_EVERY = Duration.ofHours(1);

    private final FormInbox inbox;
    private final FormIntake intake;
    private final FormSettings settings;
    private final RepeatedTask works = new RepeatedTask("forms", FIRST, PAUSE, this::work);
    private Instant forgetAt = Instant.MIN;

    FormWork(FormInbox inbox, FormIntake intake, FormSettings settings) {
        this.inbox = inbox;
        this.intake = intake;
        this.settings = settings;
    }

    @Override
    public void start() {
        works.start();
    }

    void wake() {
        works.now();
    }

    private void work() {
        safely(intake::replay);
        safely(this::leads);
        Instant now = Instant.now();
        if (!now.isBefore(forgetAt)) {
            forgetAt = now.plus(FORGETS_EVERY);
            safely(inbox::forgetOld);
            safely(() -> intake.forget(now.minus(settings.keep())));
        }
    }

    private void leads() {
        while (inbox.work() > 0) {
            LOG.debug("Forms were read");
        }
    }

    /** One that fails keeps none of the others waiting. */
    private static void safely(Runnable step) {
        try {
            step.run();
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Forms wait for the database", away);
        } catch (RuntimeException failed) {
            LOG.error("Forms could not be read", failed);
        }
    }

    @Override
    public void stop() {
        works.stop();
    }

    @Override
    public boolean isRunning() {
        return works.isRunning();
    }
}
