package org.ringbook.telephony.webhooks;

import org.ringbook.telephony.inbox.Intake;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ringbook.telephony.webhooks.Hearing.Answer;
import org.ringbook.telephony.inbox.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The way of a delivery from the door of a source to the answer: the source judges it, it is kept, and only when it is durable
 * is it answered. What it tells goes on to the calls meanwhile. Any thread.
 */
@Component
public final class Hooks {

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);
    private static final long DURABLE_WITHIN_SECONDS = 10;

    private final Map<String, Open> doors = new ConcurrentHashMap<>();

    /** A source that is told over HTTP, and where it goes on. */
    record Open(String name, WebhookDoor door, Intake intake) {}

    /** From now on this source is told over HTTP. */
    public void open(String name, WebhookDoor door, Intake intake) {
        doors.put(name, new Open(name, door, intake));
    }

    /** From now on none is. */
    public void close() {
        doors.clear();
    }

    /** Whether a source of this name is told over HTTP. */
    public boolean isOpen(String name) {
        return doors.containsKey(name);
    }

    /** What was refused at the door of a source since the start, by reason. */
    public Map<Rejection, Long> refusals(String name) {
        Open open = doors.get(name);
        return open == null ? Map.of() : open.intake.counters().refusals();
    }

    /** @return null when no source of this name is told over HTTP */
    Open door(String name) {
        return doors.get(name);
    }

    Answer hear(Open open, Delivery delivery) {
        Hearing hearing = judged(open, delivery);
        if (hearing instanceof Hearing.Keep keep) {
            return kept(open, keep, delivery);
        }
        return hearing instanceof Hearing.Reply reply
                ? reply.answer()
                : refused(open, ((Hearing.Refuse) hearing).why());
    }

    private static Hearing judged(Open open, Delivery delivery) {
        try {
            return open.door.hear(delivery);
        } catch (RuntimeException unreadable) {
            LOG.debug("{}: a delivery could not be read", open.name, unreadable);
            return new Hearing.Refuse(Rejection.UNREADABLE);
        }
    }

    private Answer kept(Open open, Hearing.Keep keep, Delivery delivery) {
        CompletableFuture<Boolean> durable =
                open.intake.once(keep.id(), keep.message(), delivery.received(), keep.happened());
        try {
            durable.get(DURABLE_WITHIN_SECONDS, TimeUnit.SECONDS);
            return keep.answer();
        } catch (ExecutionException notKept) {
            boolean full = notKept.getCause() instanceof RejectedExecutionException;
            return refused(open, full ? Rejection.NO_ROOM : Rejection.NOT_KEPT);
        } catch (TimeoutException away) {
            return refused(open, Rejection.NOT_KEPT);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return refused(open, Rejection.NOT_KEPT);
        }
    }

    /** The first of each kind is logged, so that a wrong key is found; the others are only counted. */
    static Answer refused(Open open, Rejection why) {
        if (open.intake.counters().refused(why) == 1) {
            LOG.warn("{}: a delivery was refused: {}. Others like it are only counted", open.name, why.words());
        }
        return new Answer(why.status(), "application/json;charset=utf-8", json(why));
    }

    private static String json(Rejection why) {
        return "{\"error\":\"" + why.words() + "\"}";
    }
}
