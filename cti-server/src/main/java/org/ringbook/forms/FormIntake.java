package org.ringbook.forms;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ringbook.forms.FormInbox.Message;
import org.ringbook.forms.FormSpool.Spooled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Keeps a message before its sender is answered: in the database, and on the disk while that is away or slow. A sender that waits longer
 * than some seconds asks again or gives up, so the database has two. Any thread.
 */
final class FormIntake implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FormIntake.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);
    private static final int THREADS = 4;
    private static final int WAITING = 64;
    private static final int AT_ONCE = 100;

    private final FormInbox inbox;
    private final FormSpool spool;
    private final int ofForm;
    private final ThreadPoolExecutor asking;
    private final Map<String, ArrayDeque<Instant>> lately = new ConcurrentHashMap<>();
    private volatile Instant awayUntil = Instant.EPOCH;

    FormIntake(FormInbox inbox, FormSpool spool, int ofForm) {
        this.inbox = inbox;
        this.spool = spool;
        this.ofForm = ofForm;
        this.asking = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    var thread = new Thread(task, "forms-intake");
                    thread.setDaemon(true);
                    return thread;
                });
        asking.allowCoreThreadTimeOut(true);
    }

    enum Taken {
        KEPT,
        /** More than people send. */
        FLOODED,
        /** Neither the database nor the disk took it: nothing may be promised. */
        NOT_KEPT
    }

    Taken take(Message message, FormReading reading) {
        Instant now = Instant.now();
        if (now.isBefore(awayUntil)) {
            return spooled(message, reading, now);
        }
        try {
            Future<Taken> asked = asking.submit(() -> ask(message, reading, now));
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof DataAccessException
                    || failed.getCause() instanceof TransactionException)) {
                throw new IllegalStateException(failed.getCause());
            }
        } catch (TimeoutException | RejectedExecutionException slow) {
            // What is written after all is the same message: it is kept once.
            LOG.debug("The database is slow", slow);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        awayUntil = now.plus(LEFT_ALONE);
        return spooled(message, reading, now);
    }

    private Taken ask(Message message, FormReading reading, Instant now) {
        if (inbox.isFlooded(message.form())) {
            return Taken.FLOODED;
        }
        inbox.keep(message, FormInbox.key(message, reading, now), reading.isTest(), now);
        return Taken.KEPT;
    }

    private Taken spooled(Message message, FormReading reading, Instant now) {
        if (isFlooded(message.form(), now)) {
            return Taken.FLOODED;
        }
        try {
            spool.keep(message, FormInbox.key(message, reading, now), reading.isTest(), now);
            return Taken.KEPT;
        } catch (IOException full) {
            LOG.error("A message of the form {} could not be kept: {}", message.form(), full.getMessage());
            return Taken.NOT_KEPT;
        }
    }

    /** As the database counts, while it is away. */
    private boolean isFlooded(String form, Instant now) {
        ArrayDeque<Instant> times = lately.computeIfAbsent(form, name -> new ArrayDeque<>());
        synchronized (times) {
            while (!times.isEmpty() && times.peekFirst().isBefore(now.minusSeconds(60))) {
                times.removeFirst();
            }
            if (times.size() >= ofForm) {
                return true;
            }
            times.addLast(now);
            return false;
        }
    }

    /**
     * Writes what lies on the disk into the database, whatever was counted of it: it is looked for each time. Told twice, it is kept once.
     * What the database will never take is set aside, so that the others do not wait for it.
     *
     * @throws DataAccessException when it is still away
     */
    void replay() {
        List<Spooled> some;
        do {
            some = spool.some(AT_ONCE);
            some.forEach(this::replay);
            if (!some.isEmpty()) {
                LOG.info("Messages of forms that came while the database was away are in it now: {}", some.size());
            }
        } while (some.size() == AT_ONCE);
    }

    private void replay(Spooled one) {
        try {
            inbox.keep(one.message(), one.key(), one.test(), one.at());
            spool.done(one);
        } catch (DataIntegrityViolationException unfit) {
            spool.setAside(one, unfit);
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException unfit) {
            spool.setAside(one, unfit);
        }
    }

    /** What lies on the disk and will never be read in. */
    void forget(Instant before) {
        spool.forget(before);
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
