package org.ringbook.telephony.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.Hearing;
import org.ringbook.telephony.webhooks.Hearing.Answer;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.webhooks.WebhookDoor;

/** Where the telephone system tells what happens. A message is the same when it says the same, word for word. */
final class AtsDoor implements WebhookDoor {

    private final Secret secret;
    private final Dictionary dictionary;
    private final Answer answer;
    private final Heard heard;

    AtsDoor(Secret secret, Dictionary dictionary, Answer answer, Heard heard) {
        this.secret = secret;
        this.dictionary = dictionary;
        this.answer = answer;
        this.heard = heard;
    }

    @Override
    public Hearing hear(Delivery delivery) {
        Rejection why = secret.refuses(delivery);
        if (why != null) {
            return new Hearing.Refuse(why);
        }
        boolean inAddress = delivery.body().length == 0 && delivery.query() != null;
        String text = inAddress ? delivery.query() : delivery.text();
        Said said = dictionary.read(text, delivery.received());
        heard.message(said, delivery.received());
        if (said == null) {
            return text.isBlank() ? new Hearing.Reply(answer) : new Hearing.Refuse(Rejection.UNREADABLE);
        }
        byte[] message = new RawHook("", text.getBytes(StandardCharsets.UTF_8)).bytes();
        Instant happened = said.timed() ? said.at() : null;
        return new Hearing.Keep(id(said, text), message, happened, answer);
    }

    private static String id(Said said, String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return said.call() + " " + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
