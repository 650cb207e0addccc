package org.ringbook.api;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** Programs that follow the floor: each is sent the whole of it when it is not as it was, once a second at the most. */
@Component
class FloorStreams {

    private static final int MOST = 50;
    private static final int THREADS = 2;
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final JsonMapper json;
    private final Semaphore free = new Semaphore(MOST);
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, work -> {
        var thread = new Thread(work, "floor-stream");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;

    FloorStreams(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param first whether it ends after the first document
     * @return null when as many follow as may
     */
    SseEmitter open(Supplier<FloorDocument> floor, boolean first) {
        if (closed || !free.tryAcquire()) {
            return null;
        }
        var emitter = new SseEmitter(0L);
        var over = new AtomicBoolean();
        Runnable leave = () -> {
            if (over.compareAndSet(false, true)) {
                free.release();
            }
        };
        emitter.onCompletion(leave);
        emitter.onTimeout(leave);
        emitter.onError(failed -> leave.run());
        threads.execute(() -> next(new Follower(emitter, floor, first, over), "", System.nanoTime()));
        return emitter;
    }

    private record Follower(SseEmitter emitter, Supplier<FloorDocument> floor, boolean first, AtomicBoolean over) {}

    /** @param before what was sent last, without the moment */
    private void next(Follower to, String before, long sentAt) {
        if (to.over().get() || closed) {
            to.emitter().complete();
            return;
        }
        try {
            FloorDocument now = to.floor().get();
            String body = json.writeValueAsString(now);
            String compared = body.replace(json.writeValueAsString(now.at()), "");
            boolean silent = System.nanoTime() - sentAt > BEAT.toNanos();
            boolean changed = !compared.equals(before);
            if (changed || silent) {
                to.emitter()
                        .send(SseEmitter.event()
                                .name(changed ? "floor" : "beat")
                                .data(changed ? body : "-"));
            }
            if (to.first()) {
                to.emitter().complete();
                return;
            }
            long last = changed || silent ? System.nanoTime() : sentAt;
            threads.schedule(() -> next(to, compared, last), 1, TimeUnit.SECONDS);
        } catch (IOException | RuntimeException gone) {
            to.emitter().completeWithError(gone);
        }
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        closed = true;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
