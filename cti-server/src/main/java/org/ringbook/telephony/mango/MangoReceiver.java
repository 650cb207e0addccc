package org.ringbook.telephony.mango;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.operators.Receipt;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.webhooks.WebhookReceiver;
import org.ringbook.telephony.webhooks.WebhookResult;
import org.ringbook.telephony.webhooks.WebhookResult.Answer;
import tools.jackson.databind.JsonNode;

/** Where Mango tells what happens. Only what is signed is kept; how it is to be understood is decided later. */
final class MangoReceiver implements WebhookReceiver {

    private static final Answer HEARD = Answer.json("{\"success\":true}");

    /** Of these a message is the same when leg and counter are, or recording and counter. */
    private static final Map<String, String> COUNTED =
            Map.of("events/call", "call_id", "events/recording", "recording_id");

    private static final Set<String> KNOWN = Set.of(
            "events/call",
            "events/summary",
            "events/recording",
            "events/record/added",
            "events/record/tagged",
            "events/dtmf",
            "events/sms",
            StatusEvent.CHANGED,
            StatusEvent.SESSION_ENDED);

    private final Signature signature;
    private final Listener listener;

    /** Who hears of what was let in, at once. */
    interface Listener {

        /** @param json null when it cannot be read */
        void received(String path, JsonNode json, Instant received);

        void pinged();

        void unknown(String path);
    }

    MangoReceiver(Signature signature, Listener listener) {
        this.signature = signature;
        this.listener = listener;
    }

    @Override
    public WebhookResult receive(Delivery delivery) {
        Map<String, String> form = delivery.form();
        String json = form.get("json");
        if (!delivery.method().equals("POST") || json == null) {
            listener.pinged();
            return new WebhookResult.Reply(HEARD);
        }
        if (!signature.isKey(form.getOrDefault("vpbx_api_key", ""))) {
            return new WebhookResult.Refuse(Rejection.KEY);
        }
        if (!signature.fits(json, form.getOrDefault("sign", ""))) {
            return new WebhookResult.Refuse(Rejection.SIGNATURE);
        }
        return believed(delivery, ReceivedMessage.path(delivery.path()), json);
    }

    private WebhookResult believed(Delivery delivery, String path, String text) {
        if (path.equals("ping")) {
            listener.pinged();
            return new WebhookResult.Reply(HEARD);
        }
        if (!isKnown(path)) {
            listener.unknown(path);
        }
        JsonNode json = ReceivedMessage.json(text);
        listener.received(path, json, delivery.received());
        Instant happened = json == null
                ? null
                : Fields.time(
                        json,
                        path.equals("events/summary") ? "end_time" : "timestamp",
                        Receipt.at(delivery.received()));
        byte[] message = new RawHook(path, delivery.body()).bytes();
        return new WebhookResult.Keep(id(path, json, text), message, happened, HEARD);
    }

    /** Whether Mango's documents name what is told under this path. */
    static boolean isKnown(String path) {
        return KNOWN.contains(path) || path.startsWith("result/");
    }

    private static String id(String path, JsonNode json, String text) {
        String counted = json == null ? null : COUNTED.get(path);
        String what = counted == null ? null : Fields.text(json, counted);
        String seq = what == null ? null : Fields.text(json, "seq");
        String content = DigestUtils.sha256Hex(text).substring(0, 32);
        return path + " " + (seq == null ? content : what + " " + seq);
    }
}
