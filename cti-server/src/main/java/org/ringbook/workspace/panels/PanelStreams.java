package org.ringbook.workspace.panels;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ringbook.panels.Panel;
import org.ringbook.panels.PanelViews;
import org.ringbook.panels.Panels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The walls that look: each is sent one frame a second at the most, whole, so whoever slept has all of it with the next. */
@Component
class PanelStreams {

    private static final Logger LOG = LoggerFactory.getLogger(PanelStreams.class);
    private static final int MOST = 60;
    private static final int THREADS = 4;

    private final Panels panels;
    private final PanelViews views;
    private final PanelFrames frames;
    private final Semaphore free = new Semaphore(MOST);
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, work -> {
        var thread = new Thread(work, "panel-stream");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile boolean closed;

    PanelStreams(Panels panels, PanelViews views, PanelFrames frames) {
        this.panels = panels;
        this.views = views;
        this.frames = frames;
    }

    /** @return null when as many look as may */
    SseEmitter open(String secret, String from) {
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
        threads.execute(() -> next(new Wall(emitter, secret, from, over), null));
        return emitter;
    }

    private record Wall(SseEmitter emitter, String secret, String from, AtomicBoolean over) {}

    /** @param before what was sent last; null for nothing */
    private void next(Wall wall, String before) {
        if (wall.over().get() || closed) {
            wall.emitter().complete();
            return;
        }
        String sent = before;
        try {
            String frame = frame(wall);
            if (frame == null) {
                wall.emitter().send(SseEmitter.event().name("over").data("-"));
                wall.emitter().complete();
                return;
            }
            if (!frame.isEmpty()) {
                boolean same = Objects.equals(frame, before);
                wall.emitter()
                        .send(SseEmitter.event().name(same ? "beat" : "frame").data(same ? "-" : frame));
                sent = frame;
            }
        } catch (IOException | IllegalStateException gone) {
            wall.emitter().completeWithError(gone);
            return;
        }
        String last = sent;
        threads.schedule(() -> next(wall, last), 1, TimeUnit.SECONDS);
    }

    /** @return null when the link is no more; empty when there is nothing to be sent now, and the veil comes by itself */
    private String frame(Wall wall) {
        try {
            Panel panel = panels.read(wall.secret(), wall.from()).orElse(null);
            if (panel == null) {
                return null;
            }
            views.seen(panel, panels);
            String frame = frames.of(panel, views.of(panel));
            failing.set(false);
            return frame;
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("A panel waits for the database", away);
            return "";
        } catch (RuntimeException fault) {
            if (failing.compareAndSet(false, true)) {
                LOG.error("A panel cannot be drawn; it is tried again each second", fault);
            }
            return "";
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
