package org.ringbook.workspace.webhooks;

import java.util.List;
import org.ringbook.webhooks.Webhook;
import org.ringbook.webhooks.Webhooks;

/** What is typed on the page of a webhook. A box that is not ticked is not sent. */
record WebhookForm(String name, String url, List<String> events, Boolean active) {

    static WebhookForm empty() {
        return new WebhookForm("", "", Webhooks.events(), true);
    }

    static WebhookForm of(Webhook webhook) {
        return new WebhookForm(webhook.name(), webhook.url(), webhook.events(), webhook.active());
    }

    public boolean sends(String event) {
        return events != null && events.contains(event);
    }

    Webhook.Input input() {
        return new Webhook.Input(name, url, events == null ? List.of() : events, Boolean.TRUE.equals(active));
    }
}
