package org.ringbook.agents.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ringbook.agents.PopUpEvent;

/**
 * What waits for one client. {@link #send} never blocks: when the client keeps up, the message goes out in the caller's
 * own thread, which is the shortest way from the telephone to the wire; when it lags, messages wait here, and of one
 * call only the newest. A client that lags too far is given up: it connects again and is sent what rings then.
 */
final class Outbox {

    static final int MOST_WAITING = 200;

    private final BiConsumer<String, Consumer<Throwable>> wire;
    private final Consumer<String> giveUp;
    private final Map<Object, Waiting> waiting = new LinkedHashMap<>();
    private boolean draining;
    private boolean sending;
    private boolean closed;

    /**
     * @param wire writes without blocking and says when it is done, with null or with what went wrong
     * @param giveUp called once with the reason when the client cannot be served any more; must not block
     */
    Outbox(BiConsumer<String, Consumer<Throwable>> wire, Consumer<String> giveUp) {
        this.wire = wire;
        this.giveUp = giveUp;
    }

    void send(String text) {
        put(new Object(), new Waiting(text, null));
    }

    void send(PopUpEvent event) {
        put(event.popUp().callId(), new Waiting(null, event));
    }

    /** A card that pops and ends while the client lags is told as both; one that pops once more is the same card. */
    private void queue(Object key, Waiting message) {
        Waiting earlier = waiting.get(key);
        boolean unseen = earlier != null && earlier.is(PopUpEvent.Kind.POP_UP);
        if (unseen && message.is(PopUpEvent.Kind.END)) {
            waiting.put(new EndOf(key), message);
        } else {
            waiting.remove(new EndOf(key));
            waiting.merge(key, message, Waiting::then);
        }
    }

    synchronized void close() {
        closed = true;
        waiting.clear();
    }

    private void put(Object key, Waiting message) {
        boolean tooSlow;
        synchronized (this) {
            if (closed) {
                return;
            }
            queue(key, message);
            tooSlow = waiting.size() > MOST_WAITING;
            if (tooSlow) {
                close();
            }
        }
        if (tooSlow) {
            giveUp.accept("slow");
        } else {
            drain();
        }
    }

    /** A loop, not a recursion: a quick client completes each send inside the call. */
    private void drain() {
        synchronized (this) {
            if (draining) {
                return;
            }
            draining = true;
        }
        for (Waiting next = next(); next != null; next = next()) {
            write(next.json());
        }
    }

    private void write(String text) {
        try {
            wire.accept(text, this::sent);
        } catch (RuntimeException e) {
            sent(e);
        }
    }

    private synchronized Waiting next() {
        var first = waiting.entrySet().iterator();
        if (sending || closed || !first.hasNext()) {
            draining = false;
            return null;
        }
        Waiting next = first.next().getValue();
        first.remove();
        sending = true;
        return next;
    }

    private void sent(Throwable failure) {
        boolean lost;
        synchronized (this) {
            sending = false;
            lost = failure != null && !closed;
            if (lost) {
                close();
            }
        }
        if (lost) {
            giveUp.accept("lost");
        } else {
            drain();
        }
    }

    private record EndOf(Object call) {}

    private record Waiting(String text, PopUpEvent event) {

        boolean is(PopUpEvent.Kind kind) {
            return event != null && event.kind() == kind;
        }

        static Waiting then(Waiting earlier, Waiting later) {
            return new Waiting(null, later.event.insteadOf(earlier.event));
        }

        String json() {
            return event == null ? text : event.json();
        }
    }
}
