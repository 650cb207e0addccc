package org.ringbook.access;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.ringbook.http.LoadShedding;
import org.ringbook.http.LoadShedding.Bound;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The slow check of a password, which costs a tenth of a second of a processor by design: on few threads of its own, so that however
 * many come, most processors stay free for calls. As many wait for it as may; the others are told to come again. Any thread; waits.
 */
@Component
class PasswordChecks implements DisposableBean {

    private static final int MOST_WAITING = 60;
    private static final long PATIENCE_SECONDS = 15;

    private final LoadShedding shedding;
    private final ThreadPoolExecutor threads;
    private final Semaphore places = new Semaphore(MOST_WAITING);
    private final ConcurrentHashMap<String, CompletableFuture<Boolean>> going = new ConcurrentHashMap<>();

    PasswordChecks(LoadShedding shedding) {
        this.shedding = shedding;
        int most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        threads = new ThreadPoolExecutor(most, most, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            var thread = new Thread(work, "sign-in");
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * @param sameTry what tells one try from another: programs ask several times at once, and one check answers them all
     * @param admission run once before the check, which is not made when it throws
     * @param check whether the password fits; run once
     * @throws SignInsBusy when too many wait, or it takes too long
     */
    boolean fits(String sameTry, Runnable admission, Supplier<Boolean> check) {
        if (!places.tryAcquire()) {
            throw busy();
        }
        try {
            var ours = new CompletableFuture<Boolean>();
            CompletableFuture<Boolean> others = going.putIfAbsent(sameTry, ours);
            if (others == null) {
                begin(sameTry, ours, admission, check);
            }
            return (others == null ? ours : others).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SignInsBusy) {
                throw busy();
            }
            throw failed.getCause() instanceof RuntimeException why ? why : new IllegalStateException(failed);
        } catch (TimeoutException late) {
            throw busy();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            places.release();
        }
    }

    private void begin(String sameTry, CompletableFuture<Boolean> answer, Runnable admission, Supplier<Boolean> check) {
        try {
            admission.run();
        } catch (RuntimeException refused) {
            going.remove(sameTry, answer);
            answer.completeExceptionally(refused);
            return;
        }
        threads.execute(() -> {
            try {
                answer.complete(check.get());
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            } finally {
                going.remove(sameTry, answer);
            }
        });
    }

    private SignInsBusy busy() {
        shedding.refused(Bound.SIGN_INS);
        return new SignInsBusy();
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
