package org.ringbook.telephony.megafon;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.ringbook.telephony.operators.Variants;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.WebhookResult;

/** Webhooks of MegaFon's virtual PBX, in the address and in the body: see {@link org.ringbook.fuzz.Fuzzing}. */
public final class MegaFonFuzz {

    private MegaFonFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        byte[] believed = (text + "&crm_token=key").getBytes(StandardCharsets.UTF_8);
        for (Delivery delivery : new Delivery[] {
            new Delivery("POST", "", null, null, input, Instant.EPOCH),
            new Delivery("POST", "", null, null, believed, Instant.EPOCH),
            new Delivery("GET", "", text, null, new byte[0], Instant.EPOCH)
        }) {
            var receiver =
                    new MegaFonReceiver("key", fields -> WebhookResult.Answer.OK, new LinkStatus(new Variants(null)));
            try {
                receiver.refusesHead(delivery);
                receiver.receive(delivery);
            } catch (IllegalArgumentException told) {
                // refused as unreadable
            }
        }
    }
}
