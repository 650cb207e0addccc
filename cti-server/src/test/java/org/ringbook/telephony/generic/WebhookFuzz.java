package org.ringbook.telephony.generic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.ringbook.telephony.webhooks.RawHook;

/** Messages of a telephone system that is described in settings: see {@link org.ringbook.fuzz.Fuzzing}. */
public final class WebhookFuzz {

    private static final Instant NOW = Instant.parse("2026-11-30T06:00:00Z");
    private static final Dictionary DICTIONARY = Zvonok.settings().dictionary();
    private static final Dictionary OF_FORM = Zvonok.settings("../docs/any-telephone-system.md", Map.of("body", "form"))
            .dictionary();

    private WebhookFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        for (Dictionary dictionary : new Dictionary[] {DICTIONARY, OF_FORM}) {
            try {
                dictionary.read(text, NOW);
            } catch (IllegalArgumentException told) {
                continue;
            }
            new GenericPbxTranslation(dictionary)
                    .translate(
                            new RawHook("", text.getBytes(StandardCharsets.UTF_8)).bytes(),
                            NOW,
                            fact -> fact.toString());
        }
    }
}
