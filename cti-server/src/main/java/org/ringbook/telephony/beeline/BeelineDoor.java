package org.ringbook.telephony.beeline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.BiConsumer;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.Hearing;
import org.ringbook.telephony.webhooks.Hearing.Answer;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.webhooks.WebhookDoor;

/** Where the PBX tells what happens. A secret in the address that it was told is all that shows who tells. */
final class BeelineDoor implements WebhookDoor {

    private final byte[] secret;
    private final String text;
    private final BiConsumer<XsiEvent, Delivery> heard;

    /**
     * @param secret empty to let nobody in
     * @param heard takes each event that is believed
     */
    BeelineDoor(String secret, BiConsumer<XsiEvent, Delivery> heard) {
        this.text = secret;
        this.secret = Told.digest(secret).getBytes(StandardCharsets.UTF_8);
        this.heard = heard;
    }

    @Override
    public Hearing hear(Delivery delivery) {
        // Some have found a path of its own behind what they had said.
        String told = delivery.path().replaceFirst("/.*$", "");
        byte[] given = Told.digest(told).getBytes(StandardCharsets.UTF_8);
        if (text.isEmpty() || !MessageDigest.isEqual(given, secret)) {
            return new Hearing.Refuse(Rejection.KEY);
        }
        if (!delivery.method().equals("POST")) {
            return new Hearing.Refuse(Rejection.METHOD);
        }
        XsiEvent event = XsiEvent.read(delivery.body());
        if (event == null) {
            return new Hearing.Refuse(Rejection.UNREADABLE);
        }
        heard.accept(event, delivery);
        byte[] body = BeelineMasking.withoutSecret(delivery.body(), text);
        String id = event.id() + " " + Told.digest(new String(body, StandardCharsets.UTF_8));
        // It is told at once or not at all.
        return new Hearing.Keep(id, new RawHook(Told.EVENT, body).bytes(), delivery.received(), Answer.OK);
    }
}
