package org.ringbook.telephony.mango;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.ringbook.telephony.webhooks.Delivery;
import tools.jackson.databind.JsonNode;

/** Webhooks of Mango Office, forged and signed: see {@link org.ringbook.fuzz.Fuzzing}. */
public final class MangoFuzz {

    private static final Signature SIGNATURE = new Signature("key", "salt");

    private MangoFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        var receiver = new MangoReceiver(SIGNATURE, new Nobody());
        String text = new String(input, StandardCharsets.UTF_8);
        for (byte[] body : new byte[][] {input, SIGNATURE.form(text).getBytes(StandardCharsets.UTF_8)}) {
            for (String path : new String[] {"events/call", "events/summary", "events/recording", "result/x"}) {
                try {
                    receiver.receive(new Delivery("POST", path, null, null, body, Instant.EPOCH));
                } catch (IllegalArgumentException told) {
                    // refused as unreadable
                }
            }
        }
    }

    private static final class Nobody implements MangoReceiver.Listener {

        @Override
        public void received(String path, JsonNode json, Instant received) {
            // nobody listens
        }

        @Override
        public void pinged() {
            // nobody listens
        }

        @Override
        public void unknown(String path) {
            // nobody listens
        }
    }
}
