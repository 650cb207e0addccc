package org.ringbook.workspace.live;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ringbook.workspace.Viewer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open page's line from the server. What changed is gathered by name and told together, so a slow or busy page gets
 * fewer words and never a queue of old ones. {@link #changed} may be called on any thread and does not block.
 */
class LiveStream {

    /** Where more than this changed at once, a page does better to look at its whole list again. */
    private static final int MOST = 100;

    private static final long TOGETHER_MILLIS = 400;

    private final Viewer viewer;
    private final SseEmitter wire;
    private final ScheduledExecutorService writers;
    private final Set<String> waiting = new LinkedHashSet<>();

    LiveStream(Viewer viewer, SseEmitter wire, ScheduledExecutorService writers) {
        this.viewer = viewer;
        this.wire = wire;
        this.writers = writers;
    }

    Viewer viewer() {
        return viewer;
    }

    SseEmitter wire() {
        return wire;
    }

    /** Tells it at once: a telephone rings. */
    void changedNow(String name) {
        synchronized (waiting) {
            waiting.add(name);
        }
        writers.execute(this::write);
    }

    void changed(String name) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            if (waiting.size() < MOST) {
                waiting.add(name);
            }
        }
        if (first) {
            writers.schedule(this::write, TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void say(String event) {
        writers.execute(() -> send(event, "[]"));
    }

    private void write() {
        String names;
        synchronized (waiting) {
            if (waiting.isEmpty()) {
                return;
            }
            names = waiting.stream().map(name -> '"' + name + '"').collect(Collectors.joining(",", "[", "]"));
            waiting.clear();
        }
        send("changed", names);
    }

    private void send(String event, String data) {
        try {
            wire.send(SseEmitter.event().name(event).data(data));
        } catch (IOException | IllegalStateException gone) {
            wire.completeWithError(gone);
        }
    }

    void end() {
        wire.complete();
    }
}
