package org.ringbook.workspace.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ringbook.workspace.Viewer;

/**
 * One open page's line from the server. What changed is gathered by name and told together, so a slow or busy page gets
 * fewer words and never a queue of old ones. Nothing here waits for the page: what it does not take yet is kept, and when it takes
 * nothing for long, {@link #stuckFor} tells. Any thread.
 */
final class LiveStream implements WriteListener {

    /** Where more than this changed at once, a page does better to look at its whole list again. */
    private static final int MOST = 100;

    private static final long TOGETHER_MILLIS = 400;

    private final Viewer viewer;
    private final String session;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final ScheduledExecutorService writers;
    private final Set<String> changed = new LinkedHashSet<>();
    private final Set<String> events = new LinkedHashSet<>();
    private String position;
    private String begins;
    private boolean begun;
    private boolean unflushed;
    private boolean closing;
    private boolean ended;
    private long stuckSince;

    /** @param session id of the browser's session that it was opened in; null for none */
    LiveStream(Viewer viewer, String session, AsyncContext context, ScheduledExecutorService writers)
            throws IOException {
        this.viewer = viewer;
        this.session = session;
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        this.writers = writers;
    }

    Viewer viewer() {
        return viewer;
    }

    boolean isOf(String otherSession) {
        return otherSession.equals(session);
    }

    /** Where it begins: what happened before is known to the page, or told at once. */
    synchronized void at(String known) {
        begins = known;
        position = known;
    }

    /** From now on what is told goes out; to be called once, on the thread of the request. */
    void begin() {
        out.setWriteListener(this);
    }

    /**
     * Tells it at once: a telephone rings.
     *
     * @param at position up to which the page knows everything with that
     */
    void changedNow(String name, String at) {
        synchronized (this) {
            changed.add(name);
            position = at;
        }
        writers.execute(this::write);
    }

    void changed(String name, String at) {
        boolean first;
        synchronized (this) {
            first = changed.isEmpty();
            position = at;
            if (changed.size() < MOST) {
                changed.add(name);
            }
        }
        if (first) {
            writers.schedule(this::write, TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void say(String event) {
        synchronized (this) {
            events.add(event);
        }
        writers.execute(this::write);
    }

    /** Says a last word, if the page takes it now, and ends. */
    void end(String lastWord) {
        synchronized (this) {
            changed.clear();
            events.clear();
            events.add(lastWord);
            closing = true;
            write();
            end();
        }
    }

    synchronized void end() {
        if (!ended) {
            ended = true;
            try {
                context.complete();
            } catch (IllegalStateException over) {
                // the container ended it
            }
        }
    }

    /** The container has ended it, and uses what belonged to it for others. */
    synchronized void gone() {
        ended = true;
    }

    /** How long it has not taken what is there for it. */
    synchronized Duration stuckFor(long nanoTime) {
        return stuckSince == 0 || ended ? Duration.ZERO : Duration.ofNanos(nanoTime - stuckSince);
    }

    @Override
    public synchronized void onWritePossible() {
        begun = true;
        write();
    }

    @Override
    public void onError(Throwable gone) {
        end();
    }

    private synchronized void write() {
        try {
            while (begun && !ended) {
                if (!out.isReady()) {
                    stuckSince = stuckSince == 0 ? System.nanoTime() : stuckSince;
                    return;
                }
                stuckSince = 0;
                if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else if (!writeNext()) {
                    return;
                }
            }
        } catch (IOException | RuntimeException gone) {
            end();
        }
    }

    private boolean writeNext() throws IOException {
        String next = next();
        if (next == null) {
            return false;
        }
        out.write(next.getBytes(StandardCharsets.UTF_8));
        unflushed = true;
        return true;
    }

    private String next() {
        var first = events.iterator();
        if (first.hasNext()) {
            String event = first.next();
            first.remove();
            return message(event, "[]", event.equals("hello") ? begins : null);
        }
        if (changed.isEmpty() || closing) {
            return null;
        }
        String names = changed.stream().map(name -> '"' + name + '"').collect(Collectors.joining(",", "[", "]"));
        changed.clear();
        return message("changed", names, position);
    }

    private static String message(String event, String data, String position) {
        String id = position == null ? "" : "\nid:" + position;
        return "event:" + event + id + "\ndata:" + data + "\n\n";
    }
}
