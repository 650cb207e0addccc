package org.ringbook.telephony.beeline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.BiConsumer;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.webhooks.WebhookReceiver;
import org.ringbook.telephony.webhooks.WebhookResult;
import org.ringbook.telephony.webhooks.WebhookResult.Answer;

/** Where the PBX tells what happens. A secret in the address that it was told is all that shows who tells. */
final class BeelineReceiver implements WebhookReceiver {

    private final byte[] secret;
    private final String text;
    private final BiConsumer<XsiEvent, Delivery> onEvent;

    /**
     * @param secret empty to let nobody in
     * @param onEvent takes each event that is believed
     */
    BeelineReceiver(String secret, BiConsumer<XsiEvent, Delivery> onEvent) {
        this.text = secret;
        this.secret = Messages.digest(secret).getBytes(StandardCharsets.UTF_8);
        this.onEvent = onEvent;
    }

    @Override
    public Rejection refusesHead(Delivery delivery) {
        // Some have found a path of its own behind what they had said.
        String reported = delivery.path().replaceFirst("/.*$", "");
        byte[] given = Messages.digest(reported).getBytes(StandardCharsets.UTF_8);
        if (text.isEmpty() || !MessageDigest.isEqual(given, secret)) {
            return Rejection.KEY;
        }
        return delivery.method().equals("POST") ? null : Rejection.METHOD;
    }

    @Override
    public WebhookResult receive(Delivery delivery) {
        Rejection why = refusesHead(delivery);
        if (why != null) {
            return new WebhookResult.Refuse(why);
        }
        XsiEvent event = XsiEvent.read(delivery.body());
        if (event == null) {
            return new WebhookResult.Refuse(Rejection.UNREADABLE);
        }
        onEvent.accept(event, delivery);
        byte[] body = BeelineMasking.withoutSecret(delivery.body(), text);
        String id = event.id() + " " + Messages.digest(new String(body, StandardCharsets.UTF_8));
        // It is told at once or not at all.
        return new WebhookResult.Keep(id, new RawHook(Messages.EVENT, body).bytes(), delivery.received(), Answer.OK);
    }
}
