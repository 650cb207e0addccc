package org.ringbook.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ringbook.calls.Call;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallReader;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Calls that go on, for who commands them. After a start, telephone systems tell bit by bit what goes on there: a call that goes on by
 * the log, or a leg of it, may come to be known only then. That is waited for, a few seconds at most; nobody is told "over" of a call
 * that lives. Any thread.
 */
@Component
class GoingCalls {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Until then a telephone system that is there has told what goes on. */
    private static final Duration JUST_STARTED = Duration.ofSeconds(30);

    private final Calls calls;
    private final Function<UUID, Optional<Call>> log;
    private final CallChanges changes;
    private final Duration patience;
    private final Instant started = Instant.now();

    @Autowired
    GoingCalls(Calls calls, CallReader log, CallChanges changes) {
        this(calls, log::find, changes, PATIENCE);
    }

    /** @param patience how long is waited for what may still come to be known */
    GoingCalls(Calls calls, Function<UUID, Optional<Call>> log, CallChanges changes, Duration patience) {
        this.calls = calls;
        this.log = log;
        this.changes = changes;
        this.patience = patience;
    }

    /** @param id also of a call that turned out to be a part of another one */
    Call require(UUID id) {
        return calls.find(id).orElseGet(() -> ofTheLog(id));
    }

    private Call ofTheLog(UUID id) {
        Call logged = logged(id);
        return waitFor(() -> calls.find(logged.id())).orElseThrow(() -> CallRefused.because("not_known_yet"));
    }

    private Call logged(UUID id) {
        try {
            return log.apply(id).filter(call -> !call.ended()).orElseThrow(() -> CallRefused.because("not_going_on"));
        } catch (DataAccessException away) {
            throw CallRefused.because("not_known_yet");
        }
    }

    /**
     * What is looked for in a call; right after the start it may still come.
     *
     * @param why what to say when it is not there
     */
    <T> T require(Call call, Supplier<Optional<T>> look, String why) {
        Optional<T> found = look.get();
        if (found.isPresent()) {
            return found.get();
        }
        boolean mayStillCome =
                call.startedAt().isBefore(started) && Instant.now().isBefore(started.plus(JUST_STARTED));
        if (!mayStillCome) {
            throw CallRefused.because(why);
        }
        return waitFor(look).orElseThrow(() -> CallRefused.because("not_known_yet"));
    }

    /** Nothing is locked while it is looked: the thread that tells of a change holds the calls of its source. */
    private <T> Optional<T> waitFor(Supplier<Optional<T>> look) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            CompletableFuture<Void> change = changes.next();
            Optional<T> found = look.get();
            long left = until - System.nanoTime();
            if (found.isPresent() || left <= 0) {
                return found;
            }
            try {
                change.get(left, TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException nothingCame) {
                return look.get();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }
}
