package org.ringbook.telephony.megafon;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.Hearing;
import org.ringbook.telephony.webhooks.Hearing.Answer;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.webhooks.WebhookDoor;

/** Where the PBX tells what happens, and asks who is calling. Its key in the message is all that shows who tells. */
final class MegaFonDoor implements WebhookDoor {

    private static final Set<String> COMMANDS = Set.of("event", "history", "rating", "webhook");
    private static final String TOKEN = "crm_token";

    private final byte[] key;
    private final Function<Fields, Answer> contact;
    private final Heard heard;

    /**
     * @param key empty to let nobody in
     * @param contact answers who is calling
     */
    MegaFonDoor(String key, Function<Fields, Answer> contact, Heard heard) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.contact = contact;
        this.heard = heard;
    }

    @Override
    public Hearing hear(Delivery delivery) {
        Fields told = Told.parameters(delivery);
        String command = told.text("cmd");
        if (command == null) {
            return new Hearing.Refuse(Rejection.UNREADABLE);
        }
        if (!isKey(told.text(TOKEN))) {
            return new Hearing.Refuse(Rejection.KEY);
        }
        boolean ofCall = !command.equals("webhook");
        if (ofCall && COMMANDS.contains(command) && told.text("callid") == null) {
            return new Hearing.Refuse(Rejection.UNREADABLE);
        }
        heard.delivery(command, delivery);
        if (command.equals("contact")) {
            return new Hearing.Reply(contact.apply(told));
        }
        if (!COMMANDS.contains(command)) {
            heard.unknown();
        }
        return keep(told, delivery);
    }

    private boolean isKey(String told) {
        byte[] given = told == null ? new byte[0] : told.getBytes(StandardCharsets.UTF_8);
        return key.length > 0 && MessageDigest.isEqual(sha256(given), sha256(key));
    }

    /** The key is not kept: whoever may read the messages need not be able to forge them. */
    private static Hearing keep(Fields told, Delivery delivery) {
        var open = new TreeMap<>(told.values());
        open.remove(TOKEN);
        String text = MegaFonMasking.form(open);
        byte[] message = new RawHook(Told.HOOK, text.getBytes(StandardCharsets.UTF_8)).bytes();
        // An event has no time of its own; it is told at once or not at all.
        Instant happened = "event".equals(told.text("cmd")) ? delivery.received() : null;
        return new Hearing.Keep(id(text), message, happened, Answer.OK);
    }

    /** No message has an id: what says the same is the same. */
    private static String id(String text) {
        byte[] same = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256(same), 0, 16);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
