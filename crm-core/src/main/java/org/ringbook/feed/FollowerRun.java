package org.ringbook.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/** Brings one follower its changes, on a thread of its own. */
final class FollowerRun {

    private static final Logger LOG = LoggerFactory.getLogger(FollowerRun.class);

    private static final int BATCH = 200;
    private static final int LONGEST_REASON = 300;
    /** It is woken; this is for what another process on the same database writes. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    /**
     * Changes come in bursts, and each round costs a transaction that calls and cards would wait for; nobody looks sooner at what comes
     * of it.
     */
    private static final Duration GATHER = Duration.ofMillis(200);

    private static final Duration LAST_CHANCE = Duration.ofSeconds(5);

    private final Follower follower;
    private final ChangeTable changes;
    private final FollowerTable cursors;
    private final TransactionTemplate transaction;
    private final Semaphore woken = new Semaphore(0);
    private final Semaphore hurried = new Semaphore(0);
    private volatile Thread thread;
    private volatile FollowerState.Failure failure;
    private boolean known;
    /** After a failure so many are brought one by one, to find the one at fault. */
    private int singly;

    private List<FeedChange> brought = List.of();
    private BackOffExecution pauses;

    FollowerRun(Follower follower, ChangeTable changes, FollowerTable cursors, TransactionTemplate transaction) {
        this.follower = follower;
        this.changes = changes;
        this.cursors = cursors;
        this.transaction = transaction;
    }

    Follower follower() {
        return follower;
    }

    FollowerState.Failure failure() {
        return failure;
    }

    synchronized void start() {
        thread = new Thread(this::run, "feed-" + follower.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** What it has begun is finished, or taken anew at the next start. */
    synchronized void stop() throws InterruptedException {
        Thread stops = thread;
        thread = null;
        if (stops != null) {
            wake();
            hurry();
            stops.join(LAST_CHANCE.toMillis());
        }
    }

    /** There is something to take. Never waits; any thread. */
    void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    /** What failed is tried at once. */
    void hurry() {
        hurried.release();
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            woken.drainPermits();
            try {
                begin();
                boolean more = takeSome();
                succeeded();
                if (!more && woken.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    hurried.tryAcquire(GATHER.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException ends) {
                return;
            } catch (RuntimeException | Error failed) {
                if (!rest(failed)) {
                    return;
                }
            }
        }
    }

    private void begin() {
        if (!known) {
            transaction.executeWithoutResult(status -> {
                long from = follower.start() == Follower.Start.NOW ? changes.last() : 0;
                if (cursors.begins(follower.name(), from)) {
                    follower.begins();
                }
            });
            known = true;
        }
    }

    /** @return whether there may be more */
    private boolean takeSome() {
        brought = List.of();
        int most = singly > 0 ? 1 : BATCH;
        transaction.executeWithoutResult(status -> {
            long passed = cursors.passedAndLocked(follower.name());
            brought = changes.after(passed, most);
            if (!brought.isEmpty()) {
                follower.take(brought);
                cursors.passes(follower.name(), brought.get(brought.size() - 1).number());
            }
        });
        if (brought.isEmpty()) {
            return false;
        }
        singly = Math.max(0, singly - 1);
        follower.taken();
        return brought.size() == most;
    }

    private void succeeded() {
        if (failure != null) {
            LOG.info("The follower \"{}\" of the calls goes on", follower.name());
        }
        failure = null;
        pauses = null;
    }

    /** @return false when the thread is to end */
    private boolean rest(Throwable failed) {
        boolean away = isDatabase(failed);
        if (!away && brought.size() > 1) {
            singly = brought.size();
            return true;
        }
        if (pauses == null) {
            pauses = growing(away).start();
        }
        long pause = pauses.nextBackOff();
        note(failed, away ? null : brought.stream().findFirst().orElse(null), pause);
        try {
            hurried.drainPermits();
            if (thread == Thread.currentThread() && hurried.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
                pauses = null;
            }
            return true;
        } catch (InterruptedException ends) {
            return false;
        }
    }

    /** A database that is away comes back soon; a change that cannot be taken wants a person. */
    private static ExponentialBackOff growing(boolean away) {
        var pauses = new ExponentialBackOff(200, 2);
        pauses.setMaxInterval(Duration.ofSeconds(away ? 2 : 300).toMillis());
        return pauses;
    }

    private void note(Throwable failed, FeedChange at, long pause) {
        FollowerState.Failure before = failure;
        if (before == null) {
            LOG.warn(
                    "The follower \"{}\" of the calls does not go on{}: {}",
                    follower.name(),
                    at == null ? "" : " at change " + at.number() + " of call " + at.call(),
                    reason(failed));
            LOG.debug("What failed", failed);
        }
        Instant now = Instant.now();
        failure = new FollowerState.Failure(
                before == null ? now : before.since(),
                before == null ? 1 : before.tries() + 1,
                reason(failed),
                at == null ? null : at.number(),
                at == null ? null : at.call(),
                now.plusMillis(pause));
    }

    private static boolean isDatabase(Throwable failed) {
        return failed instanceof TransactionException
                || failed instanceof DataAccessResourceFailureException
                || failed instanceof TransientDataAccessException
                || failed instanceof RecoverableDataAccessException;
    }

    private static String reason(Throwable failed) {
        // It may be kept with what is skipped: no NUL may be in it.
        String said = String.valueOf(failed.getMessage())
                .replace('\0', ' ')
                .lines()
                .findFirst()
                .orElse("");
        String whole = failed.getClass().getSimpleName() + ": " + said;
        return whole.length() > LONGEST_REASON ? whole.substring(0, LONGEST_REASON) : whole;
    }
}
