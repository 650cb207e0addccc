package org.ringbook.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Sends to one webhook what is due, on a thread of its own: a few at once, of each call one after the other. While nothing at all
 * arrives it makes growing pauses, so that a receiver that is down is not met by all that waits.
 */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final UUID webhook;
    private final Parts parts;
    private final Semaphore woken = new Semaphore(0);
    private final ExponentialBackOff growing = new ExponentialBackOff(500, 2);
    private BackOffExecution pauses;
    private volatile boolean hurried;
    private volatile Thread thread;

    /** What all senders share. */
    record Parts(
            WebhookTable webhooks,
            DeliveryTable deliveries,
            Messages messages,
            List<Duration> pauses,
            ExecutorService workers) {}

    Sender(UUID webhook, Parts parts) {
        this.webhook = webhook;
        this.parts = parts;
        growing.setMaxInterval(LONGEST_PAUSE.toMillis());
    }

    void start() {
        thread = new Thread(this::run, "webhook-" + webhook);
        thread.setDaemon(true);
        thread.start();
    }

    /** What is under way comes to its end; it is noted if the database still takes it. */
    void stop() {
        thread = null;
        wake();
    }

    void wake() {
        woken.release();
    }

    /** Somebody wants it to be tried now: a pause ends. */
    void hurry() {
        hurried = true;
        wake();
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            woken.drainPermits();
            try {
                rest(sendSome());
            } catch (InterruptedException ends) {
                return;
            } catch (RuntimeException away) {
                LOG.debug("What is due for webhook {} cannot be read, or what came of it be written", webhook, away);
                pause(Duration.ofSeconds(2));
            }
        }
    }

    private void rest(Duration pause) throws InterruptedException {
        if (!pause.isZero()) {
            woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Not cut short by what comes meanwhile. */
    private void pause(Duration pause) {
        try {
            long end = System.nanoTime() + pause.toNanos();
            while (thread == Thread.currentThread() && !hurried && System.nanoTime() < end) {
                woken.tryAcquire(Math.max(1, (end - System.nanoTime()) / 1_000_000), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return how long there is nothing to do */
    private Duration sendSome() throws InterruptedException {
        Optional<Webhook> on = parts.webhooks().find(webhook).filter(Webhook::active);
        if (on.isEmpty()) {
            return LOOK_EVERY;
        }
        if (hurried) {
            hurried = false;
            pauses = null;
        }
        Instant now = Instant.now();
        List<Delivery> due = parts.deliveries().due(webhook, now, Senders.AT_ONCE);
        if (due.isEmpty()) {
            return untilNext(now);
        }
        List<Attempt> attempts = send(on.get(), due);
        for (int i = 0; i < due.size(); i++) {
            note(due.get(i), attempts.get(i));
        }
        if (attempts.stream().anyMatch(each -> each.status() != null && each.status() == GONE)) {
            parts.webhooks().gone(webhook);
            LOG.warn(
                    "The webhook \"{}\" is switched off: its receiver says that it is there no more (410)",
                    on.get().name());
        }
        calm(attempts);
        return Duration.ZERO;
    }

    private Duration untilNext(Instant now) {
        Duration next = parts.deliveries()
                .nextDue(webhook)
                .map(due -> Duration.between(now, due))
                .orElse(LOOK_EVERY);
        Duration least = next.compareTo(Duration.ofMillis(20)) < 0 ? Duration.ofMillis(20) : next;
        return least.compareTo(LOOK_EVERY) < 0 ? least : LOOK_EVERY;
    }

    private List<Attempt> send(Webhook to, List<Delivery> due) throws InterruptedException {
        var sent = new ArrayList<Future<Attempt>>();
        for (Delivery each : due) {
            sent.add(parts.workers().submit(() -> parts.messages().send(to, each)));
        }
        var attempts = new ArrayList<Attempt>();
        for (Future<Attempt> each : sent) {
            try {
                attempts.add(each.get());
            } catch (ExecutionException broken) {
                throw new IllegalStateException(broken.getCause());
            }
        }
        return attempts;
    }

    private void note(Delivery delivery, Attempt attempt) {
        boolean lastOne = delivery.tries() >= parts.pauses().size();
        if (attempt.arrived() || lastOne) {
            parts.deliveries().tried(webhook, delivery.number(), attempt, null);
            return;
        }
        Duration pause = parts.pauses().get(delivery.tries());
        Duration wanted = attempt.retryAfter() == null ? Duration.ZERO : attempt.retryAfter();
        Duration longer = pause.compareTo(wanted) > 0 ? pause : wanted;
        parts.deliveries()
                .tried(webhook, delivery.number(), attempt, Instant.now().plus(longer));
    }

    /** Who asks for a pause gets it; who answers nothing well gets a growing one. */
    private void calm(List<Attempt> attempts) {
        Duration asked = attempts.stream()
                .filter(each -> each.status() != null && (each.status() == TOO_MANY || each.status() == UNAVAILABLE))
                .map(Attempt::retryAfter)
                .filter(java.util.Objects::nonNull)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Duration pause = asked;
        if (attempts.stream().noneMatch(Attempt::arrived)) {
            pauses = pauses == null ? growing.start() : pauses;
            Duration next = Duration.ofMillis(pauses.nextBackOff());
            pause = asked.compareTo(next) > 0 ? asked : next;
        } else {
            pauses = null;
        }
        if (!pause.isZero()) {
            pause(pause);
        }
    }
}
