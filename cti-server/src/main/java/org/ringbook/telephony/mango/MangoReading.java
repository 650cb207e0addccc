package org.ringbook.telephony.mango;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.Masks;
import org.ringbook.telephony.inbox.RawReading;
import tools.jackson.databind.JsonNode;

/** Mango's messages that were kept, read again. */
final class MangoReading implements RawReading {

    static final String KIND = "mango";

    private static final Set<String> LEGS = Set.of("entry_id", "call_id", "external_call_id", "taken_from_call_id");
    private static final Set<String> NAMES = Set.of("caller_name", "call_abonent_info");

    private final List<String> lines;

    MangoReading(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("lines", lines);
    }

    @Override
    public Intake.Translation translation() {
        return new MangoTranslation(lines);
    }

    @Override
    public Set<String> legs(byte[] message) {
        return values(message, LEGS);
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

    @Override
    public Set<String> names(byte[] message) {
        return values(message, NAMES);
    }

    @Override
    public byte[] masked(byte[] message, Masks masks) {
        return MangoMasking.masked(message, masks);
    }

    private static Set<String> values(byte[] message, Set<String> fields) {
        var values = new HashSet<String>();
        JsonNode json = Told.of(message).json();
        if (json != null) {
            for (String field : fields) {
                json.findValues(field).stream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .forEach(values::add);
            }
        }
        return values;
    }

    /** Makes the reading of a virtual PBX that is not there any more, of settings that were written down. */
    public static final class OfSettings implements RawReading.Kind {

        @Override
        public String name() {
            return KIND;
        }

        @Override
        public RawReading reading(Map<String, Object> settings) {
            Object lines = settings.getOrDefault("lines", List.of());
            if (lines instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
                return new MangoReading(list.stream().map(String.class::cast).toList());
            }
            throw new IllegalArgumentException("\"lines\" must be a list of numbers such as \"74957770001\".");
        }
    }
}
