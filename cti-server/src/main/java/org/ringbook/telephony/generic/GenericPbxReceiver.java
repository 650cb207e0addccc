package org.ringbook.telephony.generic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.commons.codec.digest.DigestUtils;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.webhooks.WebhookReceiver;
import org.ringbook.telephony.webhooks.WebhookResult;
import org.ringbook.telephony.webhooks.WebhookResult.Answer;

/** Where the telephone system tells what happens. A message is the same when it says the same, word for word. */
final class GenericPbxReceiver implements WebhookReceiver {

    private final Secret secret;
    private final Dictionary dictionary;
    private final Answer answer;
    private final LinkStatus linkStatus;

    GenericPbxReceiver(Secret secret, Dictionary dictionary, Answer answer, LinkStatus linkStatus) {
        this.secret = secret;
        this.dictionary = dictionary;
        this.answer = answer;
        this.linkStatus = linkStatus;
    }

    @Override
    public Rejection refusesHead(Delivery head) {
        return secret.refusesHead(head);
    }

    @Override
    public WebhookResult receive(Delivery delivery) {
        Rejection why = secret.refuses(delivery);
        if (why != null) {
            return new WebhookResult.Refuse(why);
        }
        // What is signed is the body: whoever has seen one signature could write what they like into the address.
        boolean inAddress = !secret.signsBody() && delivery.body().length == 0 && delivery.query() != null;
        String text = inAddress ? delivery.query() : delivery.text();
        Said said = dictionary.read(text, delivery.received());
        linkStatus.message(said, delivery.received());
        if (said == null) {
            return text.isBlank() ? new WebhookResult.Reply(answer) : new WebhookResult.Refuse(Rejection.UNREADABLE);
        }
        byte[] message = new RawHook("", text.getBytes(StandardCharsets.UTF_8)).bytes();
        Instant happened = said.timed() ? said.at() : null;
        return new WebhookResult.Keep(id(said, text), message, happened, answer);
    }

    private static String id(Said said, String text) {
        return said.call() + " " + DigestUtils.sha256Hex(text).substring(0, 32);
    }
}
