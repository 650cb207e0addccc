package org.ringbook.telephony.asterisk;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.ringbook.calls.CallFact;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.Masks;
import org.ringbook.telephony.inbox.RawReading;

/** AMI messages that were kept, read again. */
final class AsteriskReading implements RawReading {

    static final String KIND = "asterisk";

    private final List<String> trunks;
    private final Map<String, String> extensions;
    private final AmiTranslation translation;

    AsteriskReading(List<String> trunks, Map<String, String> extensions) {
        this.trunks = List.copyOf(trunks);
        this.extensions = new TreeMap<>(extensions);
        this.translation = new AmiTranslation(new Endpoints(trunks, extensions));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("trunks", trunks);
        settings.put("extensions", extensions);
        return settings;
    }

    @Override
    public Intake.Translation translation() {
        var hangups = new HangupCheck();
        var texts = new RepeatedTexts();
        return (bytes, received, facts) -> translate(new AmiMessage(bytes, texts), received, facts, hangups);
    }

    private boolean translate(AmiMessage message, Instant received, Consumer<CallFact> facts, HangupCheck hangups) {
        if (startsAnew(message)) {
            hangups.forget();
        }
        if (!AmiTranslation.concerns(message)) {
            return true;
        }
        if (!hangups.believes(message, received)) {
            return false;
        }
        List<CallFact> said = translation.translate(message, received);
        said.forEach(facts);
        HangupCheck.Held waited = hangups.released(message);
        if (waited != null) {
            translation.translate(waited.message(), waited.received()).forEach(facts);
        }
        return !said.isEmpty() || message.refusal() == null;
    }

    @Override
    public Set<String> legs(byte[] message) {
        Set<String> legs = values(message, header -> isId(header) && !header.contains("Bridge"));
        var read = new AmiMessage(message);
        String click = read.isEvent("OriginateResponse") ? FailedClick.leg(read) : null;
        if (click != null) {
            legs.add(click);
        }
        return legs;
    }

    @Override
    public Set<String> bridges(byte[] message) {
        return values(message, header -> isId(header) && header.contains("Bridge"));
    }

    private static boolean isId(String header) {
        return header.endsWith("Uniqueid")
                || header.endsWith("UniqueID")
                || header.endsWith("Linkedid")
                || header.endsWith("LinkedID");
    }

    @Override
    public boolean concernsAll(byte[] message) {
        return startsAnew(new AmiMessage(message));
    }

    /** A connection was made, and what was said before it may be missing. */
    private static boolean startsAnew(AmiMessage message) {
        return message.isEvent("FullyBooted");
    }

    @Override
    public Set<String> names(byte[] message) {
        return values(message, AmiMasking::isName);
    }

    @Override
    public byte[] masked(byte[] message, Masks masks) {
        return AmiMasking.masked(message, masks);
    }

    private static Set<String> values(byte[] bytes, java.util.function.Predicate<String> header) {
        var values = new HashSet<String>();
        var message = new AmiMessage(bytes);
        message.headers().keySet().stream()
                .filter(header)
                .map(message::get)
                .filter(java.util.Objects::nonNull)
                .forEach(values::add);
        return values;
    }

    /** Makes the reading of a PBX that is not there any more, of settings that were written down. */
    public static final class OfSettings implements RawReading.Kind {

        @Override
        public String name() {
            return KIND;
        }

        @Override
        public RawReading reading(Map<String, Object> settings) {
            return new AsteriskReading(trunks(settings.get("trunks")), extensions(settings.get("extensions")));
        }

        private static List<String> trunks(Object setting) {
            if (setting == null) {
                return List.of();
            }
            if (setting instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
                return list.stream().map(String.class::cast).toList();
            }
            throw new IllegalArgumentException("\"trunks\" must be a list of endpoints such as \"PJSIP/carrier\".");
        }

        private static Map<String, String> extensions(Object setting) {
            var extensions = new LinkedHashMap<String, String>();
            if (setting instanceof Map<?, ?> map) {
                map.forEach((endpoint, extension) -> extensions.put(text(endpoint), text(extension)));
            } else if (setting != null) {
                text(null);
            }
            return extensions;
        }

        private static String text(Object value) {
            if (value instanceof String text) {
                return text;
            }
            throw new IllegalArgumentException(
                    "\"extensions\" must name the extension of each endpoint: {\"PJSIP/anna-desk\": \"101\"}.");
        }
    }
}
