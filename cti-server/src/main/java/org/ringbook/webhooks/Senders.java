package org.ringbook.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** One sender for each webhook, from the start of the server to its end. Any thread. */
@Component
class Senders implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Senders.class);

    /** Of one webhook. */
    static final int AT_ONCE = 8;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration DROP_EVERY = Duration.ofHours(1);

    private final WebhookTable webhooks;
    private final DeliveryTable deliveries;
    private final Messages messages;
    private final WebhooksSettings settings;
    private final Map<UUID, Sender> senders = new ConcurrentHashMap<>();
    private ExecutorService workers;
    private volatile Thread thread;
    private Instant dropped = Instant.EPOCH;

    Senders(WebhookTable webhooks, DeliveryTable deliveries, Messages messages, WebhooksSettings settings) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.messages = messages;
        this.settings = settings;
    }

    /** Something is due that was not a moment ago. Never waits. */
    void wake() {
        senders.values().forEach(Sender::wake);
    }

    /** Somebody wants what waits for this webhook to be sent now. */
    void hurry(UUID webhook) {
        Sender sender = senders.get(webhook);
        if (sender != null) {
            sender.hurry();
        }
    }

    /** Webhooks were made, changed or deleted. */
    synchronized void refresh() {
        if (thread == null) {
            return;
        }
        var known = webhooks.all().stream().map(Webhook::id).toList();
        var parts = new Sender.Parts(webhooks, deliveries, messages, settings.pauses(), workers);
        for (UUID id : known) {
            senders.computeIfAbsent(id, each -> {
                var sender = new Sender(each, parts);
                sender.start();
                return sender;
            });
        }
        senders.entrySet().removeIf(each -> {
            boolean gone = !known.contains(each.getKey());
            if (gone) {
                each.getValue().stop();
            }
            return gone;
        });
        wake();
    }

    /** The database may be away at the start, and what was sent long ago need not be kept. */
    private void run() {
        while (thread == Thread.currentThread()) {
            try {
                refresh();
                if (dropped.plus(DROP_EVERY).isBefore(Instant.now())) {
                    deliveries.drop(Instant.now().minus(settings.keep()));
                    dropped = Instant.now();
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
            } catch (InterruptedException ends) {
                return;
            } catch (RuntimeException away) {
                LOG.debug("The webhooks cannot be read", away);
                sleep();
            }
        }
    }

    private static void sleep() {
        try {
            TimeUnit.SECONDS.sleep(2);
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void start() {
        workers = Executors.newCachedThreadPool(task -> {
            var worker = new Thread(task, "webhooks-send");
            worker.setDaemon(true);
            return worker;
        });
        thread = new Thread(this::run, "webhooks");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void stop() {
        Thread stops = thread;
        thread = null;
        if (stops != null) {
            stops.interrupt();
            senders.values().forEach(Sender::stop);
            senders.clear();
            workers.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
