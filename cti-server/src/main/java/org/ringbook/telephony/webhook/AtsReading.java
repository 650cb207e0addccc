package org.ringbook.telephony.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.Masks;
import org.ringbook.telephony.inbox.RawReading;
import org.ringbook.telephony.webhooks.RawHook;

/** Messages that were kept, read again. */
final class AtsReading implements RawReading {

    static final String KIND = "webhook";

    private final Dictionary dictionary;
    private final String secretField;

    /** @param secretField where a message carries the secret; null when it does not */
    AtsReading(Dictionary dictionary, String secretField) {
        this.dictionary = dictionary;
        this.secretField = secretField;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> settings() {
        return dictionary.settings();
    }

    @Override
    public Intake.Translation translation() {
        return new AtsTranslation(dictionary);
    }

    @Override
    public Set<String> legs(byte[] message) {
        Said said = dictionary.read(RawHook.of(message).text(), Instant.EPOCH);
        return said == null ? Set.of() : Set.of(said.call());
    }

    /** Who speaks with whom stands in the legs. */
    @Override
    public Set<String> bridges(byte[] message) {
        return Set.of();
    }

    @Override
    public boolean concernsAll(byte[] message) {
        return false;
    }

    /** Nobody knows which fields of a telephone system that is described in settings have names. */
    @Override
    public Set<String> names(byte[] message) {
        return Set.of();
    }

    @Override
    public byte[] masked(byte[] message, Masks masks) {
        RawHook raw = RawHook.of(message);
        String text = Masked.text(raw.text(), dictionary, secretField, masks);
        return new RawHook(raw.path(), text.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    /** Makes the reading of a telephone system that is not there any more, of settings that were written down. */
    public static final class OfSettings implements RawReading.Kind {

        @Override
        public String name() {
            return KIND;
        }

        @Override
        public RawReading reading(Map<String, Object> settings) {
            return new AtsReading(Dictionary.of(settings), null);
        }
    }
}
