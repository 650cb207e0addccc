package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.Attempt;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestState;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Follows what call control knows of attempts: that somebody answered, that nobody was called, that nothing is known. Looks after
 * attempts of which nothing was heard, and after what agents have left. On a thread of its own.
 */
@Component
class AttemptProgress implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptProgress.class);
    private static final long EVERY_MILLIS = 1_000;
    private static final int SETTLE_EVERY = 5;
    private static final int AT_ONCE = 200;

    /** After that the log would have it, if anything had come of it. */
    private static final Duration SETTLED_AFTER = Duration.ofMinutes(15);
    /** A telephone system that is away for longer will tell nothing of it any more. */
    private static final Duration TOLD_BY_THEN = Duration.ofDays(1);

    private static final Duration LOOKED_AT_AFTER = Duration.ofSeconds(10);

    private final AgentWork work;
    private final CallControl control;
    private final Sources sources;
    private ScheduledExecutorService thread;
    private boolean follows;
    private int turn;

    AttemptProgress(AgentWork work, CallControl control, Sources sources) {
        this.work = work;
        this.control = control;
        this.sources = sources;
    }

    private void changed(CallRequest request) {
        ScheduledExecutorService now = thread;
        if (request.entrance() != Entrance.CAMPAIGN || now == null) {
            return;
        }
        try {
            now.execute(() -> safely(() -> tell(request)));
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Stopping");
        }
    }

    private void tell(CallRequest request) {
        if (request.state() == RequestState.ANSWERED && request.callId() != null) {
            work.answered(request.id(), request.callId(), request.answeredAt());
        } else if (request.state() == RequestState.REFUSED) {
            work.notPlaced(request.id());
        } else if (request.state() == RequestState.UNKNOWN) {
            work.unknown(request.id());
        }
    }

    private void tick() {
        work.tidyUp();
        turn = (turn + 1) % SETTLE_EVERY;
        if (turn == 0) {
            Instant now = Instant.now();
            work.openSince(now.minus(LOOKED_AT_AFTER), AT_ONCE).forEach(attempt -> settle(attempt, now));
        }
    }

    private void settle(Attempt attempt, Instant now) {
        Optional<CallRequest> request = control.find(attempt.requestId());
        boolean over = request.map(one -> one.state().isOver()).orElse(true);
        if (over && attempt.state() != Attempt.State.UNKNOWN) {
            boolean refused =
                    request.filter(one -> one.state() == RequestState.REFUSED).isPresent();
            if (refused) {
                work.notPlaced(attempt.id());
                return;
            }
            if (request.map(CallRequest::callId).isEmpty()) {
                work.unknown(attempt.id());
            }
        }
        boolean gone = over
                && attempt.createdAt().plus(SETTLED_AFTER).isBefore(now)
                && (request.map(one -> couldTell(one, attempt, now)).orElse(true)
                        || attempt.createdAt().plus(TOLD_BY_THEN).isBefore(now));
        work.settle(attempt.id(), request.map(CallRequest::callId).orElse(null), gone);
    }

    /** That the log has no call says something only where the telephone system could have told of one. */
    private boolean couldTell(CallRequest request, Attempt attempt, Instant now) {
        return sources.health().stream()
                .filter(one -> one.name().equals(request.source()))
                .allMatch(one -> one.state() == SourceHealth.State.UP
                        && (one.since().isBefore(attempt.createdAt())
                                || one.since().plus(SETTLED_AFTER).isBefore(now)));
    }

    private static void safely(Runnable task) {
        try {
            task.run();
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Attempts of call lists wait for the database", away);
        } catch (RuntimeException failed) {
            LOG.error("Attempts of call lists could not be followed", failed);
        }
    }

    @Override
    public synchronized void start() {
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            var made = new Thread(task, "call-lists");
            made.setDaemon(true);
            return made;
        });
        if (!follows) {
            follows = true;
            control.follow(this::changed);
        }
        thread.scheduleWithFixedDelay(() -> safely(this::tick), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
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
