package org.ringbook.webhooks;

import java.time.Instant;
import java.util.Optional;
import org.ringbook.sealing.SecretBox;
import tools.jackson.databind.json.JsonMapper;

/** Makes what is sent of a change, signs it and sends it. Waits for the database and the receiver; any thread. */
final class Messages {

    private final WebhookTable webhooks;
    private final SecretBox secrets;
    private final CallDocument calls;
    private final JsonMapper json;
    private final Post post;

    Messages(WebhookTable webhooks, SecretBox secrets, CallDocument calls, JsonMapper json, Post post) {
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.calls = calls;
        this.json = json;
        this.post = post;
    }

    Attempt send(Webhook to, Delivery delivery) {
        return send(to, Message.of(delivery, calls));
    }

    Attempt test(Webhook to) {
        return send(to, Message.test(Instant.now()));
    }

    private Attempt send(Webhook to, Message message) {
        return send(to, message.id(), message);
    }

    /** @param body written as JSON */
    Attempt send(Webhook to, String id, Object body) {
        Optional<String> secret = webhooks.secret(to.id()).flatMap(secrets::open);
        return secret.map(known -> post.send(to.url(), id, json.writeValueAsBytes(body), known))
                .orElseGet(() -> Attempt.failed(Instant.now(), "secret_unreadable", 0));
    }
}
