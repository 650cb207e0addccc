package org.ringbook.webhooks;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.robots.HookReceivers;
import org.springframework.stereotype.Component;

/** Robots tell what webhooks are told: to the same addresses, signed alike, with the same guards. */
@Component
class HooksOfRobots implements HookReceivers {

    private final WebhookTable table;
    private final Messages messages;

    HooksOfRobots(WebhookTable table, Messages messages) {
        this.table = table;
        this.messages = messages;
    }

    @Override
    public Map<UUID, String> known() {
        return table.all().stream().filter(Webhook::active).collect(Collectors.toMap(Webhook::id, Webhook::name));
    }

    @Override
    public String send(UUID receiver, String id, Object document) {
        return table.find(receiver)
                .filter(Webhook::active)
                .map(webhook -> messages.send(webhook, id, document).reason())
                .orElse("off");
    }
}
