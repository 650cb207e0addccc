package org.ringbook.telephony.mango;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.Hearing;
import org.ringbook.telephony.webhooks.Hearing.Answer;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.webhooks.WebhookDoor;
import tools.jackson.databind.JsonNode;

/** Where Mango tells what happens. Only what is signed is kept; how it is to be understood is decided later. */
final class MangoDoor implements WebhookDoor {

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
            "events/sms");

    private final Signature signature;
    private final Listener listener;

    /** Who hears of what was let in, at once. */
    interface Listener {

        /** @param json null when it cannot be read */
        void heard(String path, JsonNode json, Instant received);

        void pinged();

        void unknown(String path);
    }

    MangoDoor(Signature signature, Listener listener) {
        this.signature = signature;
        this.listener = listener;
    }

    @Override
    public Hearing hear(Delivery delivery) {
        Map<String, String> form = delivery.form();
        String json = form.get("json");
        if (!delivery.method().equals("POST") || json == null) {
            listener.pinged();
            return new Hearing.Reply(HEARD);
        }
        if (!signature.isKey(form.getOrDefault("vpbx_api_key", ""))) {
            return new Hearing.Refuse(Rejection.KEY);
        }
        if (!signature.fits(json, form.getOrDefault("sign", ""))) {
            return new Hearing.Refuse(Rejection.SIGNATURE);
        }
        return believed(delivery, Told.path(delivery.path()), json);
    }

    private Hearing believed(Delivery delivery, String path, String text) {
        if (path.equals("ping")) {
            listener.pinged();
            return new Hearing.Reply(HEARD);
        }
        if (!KNOWN.contains(path) && !path.startsWith("result/")) {
            listener.unknown(path);
        }
        JsonNode json = Told.json(text);
        listener.heard(path, json, delivery.received());
        Instant happened =
                json == null ? null : Fields.time(json, path.equals("events/summary") ? "end_time" : "timestamp");
        byte[] message = new RawHook(path, delivery.body()).bytes();
        return new Hearing.Keep(id(path, json, text), message, happened, HEARD);
    }

    private static String id(String path, JsonNode json, String text) {
        String counted = json == null ? null : COUNTED.get(path);
        String what = counted == null ? null : Fields.text(json, counted);
        String seq = what == null ? null : Fields.text(json, "seq");
        String content = HexFormat.of().formatHex(Signature.sha256(text), 0, 16);
        return path + " " + (seq == null ? content : what + " " + seq);
    }
}
