package org.ringbook.telephony.webhooks;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.webhooks.WebhookResult.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The way of a delivery from the door of a source to the answer: the source judges it, it is kept, and only when it is durable
 * is it answered. What it tells goes on to the calls meanwhile. Any thread.
 */
@Component
public final class WebhookEndpoints {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoints.class);
    private static final int DURABLE_WITHIN_SECONDS = 10;
    private static final int LOOKS_A_SECOND = 5;
    /** Longer than a source takes to be begun anew. */
    private static final int HELD_FOR_SECONDS = 20;

    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
    /** Whoever delivers reads, whoever changes the source writes. */
    private final Map<String, ReadWriteLock> changing = new ConcurrentHashMap<>();

    /** A source that is told over HTTP, and where it goes on. */
    record Endpoint(String name, WebhookReceiver receiver, Intake intake) {}

    /** From now on this source is told over HTTP. */
    public void open(String name, WebhookReceiver receiver, Intake intake) {
        endpoints.put(name, new Endpoint(name, receiver, intake));
    }

    /** This source is not told over HTTP any more. */
    public void close(String name) {
        endpoints.remove(name);
    }

    /**
     * Waits until what is being delivered to a source is taken, and lets wait whatever comes then; until {@link #release}, by the same
     * thread.
     */
    public void hold(String name) {
        lock(name).writeLock().lock();
    }

    public void release(String name) {
        lock(name).writeLock().unlock();
    }

    private ReadWriteLock lock(String name) {
        return changing.computeIfAbsent(name, any -> new ReentrantReadWriteLock());
    }

    /** From now on none is. */
    public void close() {
        endpoints.clear();
    }

    /** Whether a source of this name is told over HTTP. */
    public boolean isOpen(String name) {
        return endpoints.containsKey(name);
    }

    /** What was refused at the door of a source since the start, by reason. */
    public Map<Rejection, Long> refusals(String name) {
        Endpoint endpoint = endpoints.get(name);
        return endpoint == null ? Map.of() : endpoint.intake.counters().refusals();
    }

    /** @return null when no source of this name is told over HTTP */
    Endpoint endpoint(String name) {
        return endpoints.get(name);
    }

    /** @return null when the body is to be read */
    Answer refusedByHead(Endpoint endpoint, Delivery head) {
        Rejection why;
        try {
            why = endpoint.receiver.refusesHead(head);
        } catch (RuntimeException unreadable) {
            LOG.debug("{}: the head of a delivery could not be read", endpoint.name, unreadable);
            why = Rejection.UNREADABLE;
        }
        return why == null ? null : refused(endpoint, why);
    }

    Answer receive(Endpoint found, Delivery delivery) {
        Lock taking = lock(found.name).readLock();
        try {
            if (!taking.tryLock(HELD_FOR_SECONDS, TimeUnit.SECONDS)) {
                return refused(found, Rejection.NOT_KEPT);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return refused(found, Rejection.NOT_KEPT);
        }
        try {
            Endpoint now = endpoints.get(found.name);
            return now == null ? refused(found, Rejection.NOT_KEPT) : taken(now, delivery);
        } finally {
            taking.unlock();
        }
    }

    private Answer taken(Endpoint endpoint, Delivery delivery) {
        WebhookResult result = judged(endpoint, delivery);
        if (result instanceof WebhookResult.Keep keep) {
            return kept(endpoint, keep, delivery);
        }
        return result instanceof WebhookResult.Reply reply
                ? reply.answer()
                : refused(endpoint, ((WebhookResult.Refuse) result).why());
    }

    private static WebhookResult judged(Endpoint endpoint, Delivery delivery) {
        try {
            return endpoint.receiver.receive(delivery);
        } catch (RuntimeException unreadable) {
            LOG.debug("{}: a delivery could not be read", endpoint.name, unreadable);
            return new WebhookResult.Refuse(Rejection.UNREADABLE);
        }
    }

    private Answer kept(Endpoint endpoint, WebhookResult.Keep keep, Delivery delivery) {
        CompletableFuture<Boolean> durable =
                endpoint.intake.once(keep.id(), keep.message(), delivery.received(), keep.happened());
        try {
            return isDurable(durable, endpoint.intake) ? keep.answer() : refused(endpoint, Rejection.NOT_KEPT);
        } catch (ExecutionException notKept) {
            boolean full = notKept.getCause() instanceof RejectedExecutionException;
            return refused(endpoint, full ? Rejection.NO_ROOM : Rejection.NOT_KEPT);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return refused(endpoint, Rejection.NOT_KEPT);
        }
    }

    /** While the database is away nobody waits for it: the threads that wait would be those that answer everybody else. */
    private static boolean isDurable(CompletableFuture<Boolean> durable, Intake intake)
            throws ExecutionException, InterruptedException {
        for (int look = 0; look < DURABLE_WITHIN_SECONDS * LOOKS_A_SECOND; look++) {
            if (!durable.isDone() && intake.isLate()) {
                return false;
            }
            try {
                durable.get(1000 / LOOKS_A_SECOND, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException notYet) {
                LOG.trace("A delivery waits until it is durable", notYet);
            }
        }
        return false;
    }

    /** The first of each kind is logged, so that a wrong key is found; the others are only counted. */
    static Answer refused(Endpoint endpoint, Rejection why) {
        if (endpoint.intake.counters().refused(why) == 1) {
            LOG.warn("{}: a delivery was refused: {}. Others like it are only counted", endpoint.name, why.words());
        }
        return new Answer(why.status(), "application/json;charset=utf-8", json(why));
    }

    private static String json(Rejection why) {
        return "{\"error\":\"" + why.words() + "\"}";
    }
}
