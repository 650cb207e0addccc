package org.ringbook.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Tells webhooks of what is no change of a call. Each is tried a few times within minutes and then left: what matters of it is kept
 * elsewhere. Never waits; any thread.
 */
@Component
public class OtherEvents implements DisposableBean {

    public static final String ALARM_BEGAN = "alarm.began";
    public static final String ALARM_OVER = "alarm.over";

    static final List<String> TYPES = List.of(ALARM_BEGAN, ALARM_OVER);

    private static final Logger LOG = LoggerFactory.getLogger(OtherEvents.class);
    private static final List<Duration> AGAIN =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(3));

    private final WebhookTable table;
    private final Messages messages;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var made = new Thread(work, "webhooks-other");
        made.setDaemon(true);
        return made;
    });

    OtherEvents(WebhookTable table, Messages messages) {
        this.table = table;
        this.messages = messages;
    }

    /**
     * @param id the same for the same event, however often it is sent
     * @param what written as JSON
     */
    public void tell(String type, String id, Object what) {
        thread.execute(() -> {
            try {
                table.all().stream()
                        .filter(hook -> hook.active() && hook.events().contains(type))
                        .forEach(hook -> send(hook, new OtherMessage(id, type, Instant.now(), what), 0));
            } catch (RuntimeException failed) {
                LOG.warn("Webhooks are not told of {}: {}", type, failed.getMessage());
            }
        });
    }

    /** @param data the thing itself */
    record OtherMessage(String id, String type, Instant time, Object data) {}

    private void send(Webhook to, OtherMessage message, int tried) {
        Attempt attempt = messages.send(to, message.id(), message);
        if (attempt.reason() != null && tried < AGAIN.size()) {
            thread.schedule(() -> send(to, message, tried + 1), AGAIN.get(tried).toSeconds(), TimeUnit.SECONDS);
        } else if (attempt.reason() != null) {
            LOG.warn("The webhook \"{}\" was not told of {}: {}", to.name(), message.type(), attempt.reason());
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
