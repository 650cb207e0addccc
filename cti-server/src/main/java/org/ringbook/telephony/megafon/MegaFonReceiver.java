package org.ringbook.telephony.megafon;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.operators.OperatorApi;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.webhooks.WebhookReceiver;
import org.ringbook.telephony.webhooks.WebhookResult;
import org.ringbook.telephony.webhooks.WebhookResult.Answer;

/** Where the PBX tells what happens, and asks who is calling. Its key in the message is all that shows who tells. */
final class MegaFonReceiver implements WebhookReceiver {

    private static final Set<String> COMMANDS = Set.of("event", "history", "rating", "webhook");
    private static final String TOKEN = "crm_token";

    private final byte[] key;
    private final Function<Fields, Answer> contact;
    private final LinkStatus linkStatus;

    /**
     * @param key empty to let nobody in
     * @param contact answers who is calling
     */
    MegaFonReceiver(String key, Function<Fields, Answer> contact, LinkStatus linkStatus) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.contact = contact;
        this.linkStatus = linkStatus;
    }

    /** The key may stand in the address or in the body; where none is set nobody's is right. */
    @Override
    public Rejection refusesHead(Delivery head) {
        String inAddress = ReceivedMessage.parameters(head).text(TOKEN);
        return key.length == 0 || inAddress != null && !isKey(inAddress) ? Rejection.KEY : null;
    }

    @Override
    public WebhookResult receive(Delivery delivery) {
        Fields reported = ReceivedMessage.parameters(delivery);
        String command = reported.text("cmd");
        if (command == null) {
            return new WebhookResult.Refuse(Rejection.UNREADABLE);
        }
        if (!isKey(reported.text(TOKEN))) {
            return new WebhookResult.Refuse(Rejection.KEY);
        }
        boolean ofCall = !command.equals("webhook");
        if (ofCall && COMMANDS.contains(command) && reported.text("callid") == null) {
            return new WebhookResult.Refuse(Rejection.UNREADABLE);
        }
        linkStatus.delivery(command, delivery);
        if (command.equals("contact")) {
            return new WebhookResult.Reply(contact.apply(reported));
        }
        if (!isKnown(command)) {
            linkStatus.unknown();
        }
        return keep(reported, delivery);
    }

    /** Whether the documents of the PBX name this command. */
    static boolean isKnown(String command) {
        return COMMANDS.contains(command) || "contact".equals(command);
    }

    private boolean isKey(String reported) {
        byte[] given = reported == null ? new byte[0] : reported.getBytes(StandardCharsets.UTF_8);
        return key.length > 0 && MessageDigest.isEqual(DigestUtils.sha256(given), DigestUtils.sha256(key));
    }

    /** The key is not kept: whoever may read the messages need not be able to forge them. */
    private static WebhookResult keep(Fields reported, Delivery delivery) {
        var open = new TreeMap<>(reported.values());
        open.remove(TOKEN);
        String text = OperatorApi.form(open);
        byte[] message = new RawHook(ReceivedMessage.HOOK, text.getBytes(StandardCharsets.UTF_8)).bytes();
        // An event has no time of its own; it is told at once or not at all.
        Instant happened = "event".equals(reported.text("cmd")) ? delivery.received() : null;
        return new WebhookResult.Keep(id(text), message, happened, Answer.OK);
    }

    /** No message has an id: what says the same is the same. */
    private static String id(String text) {
        return DigestUtils.sha256Hex(text.toLowerCase(Locale.ROOT)).substring(0, 32);
    }
}
