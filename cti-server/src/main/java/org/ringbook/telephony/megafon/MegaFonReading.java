package org.ringbook.telephony.megafon;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.Masks;
import org.ringbook.telephony.inbox.RawReading;

/** The PBX's messages that were kept, read again. */
final class MegaFonReading implements RawReading {

    static final String KIND = "megafon";

    private final Supplier<Directory> directory;

    MegaFonReading(Supplier<Directory> directory) {
        this.directory = directory;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Whose telephones there are, as it is known now: what was kept of a period need not say it. */
    @Override
    public Map<String, Object> settings() {
        Directory known = directory.get();
        var users = new LinkedHashMap<String, Object>();
        known.users().forEach(user -> {
            if (user.login() != null) {
                var words = new java.util.ArrayList<String>();
                words.add(user.ext() == null ? "" : user.ext());
                words.addAll(user.numbers());
                users.put(user.login(), words);
            }
        });
        return Map.of("employees", known.mapped(), "users", users);
    }

    @Override
    public Intake.Translation translation() {
        return new MegaFonTranslation(directory.get(), new Variants(null));
    }

    @Override
    public Set<String> legs(byte[] message) {
        Fields fields = Told.of(message).fields();
        var legs = new HashSet<String>();
        if (fields != null) {
            Stream.of("callid", "second_callid", "uid", "answered")
                    .map(fields::text)
                    .filter(Objects::nonNull)
                    .forEach(legs::add);
        }
        return legs;
    }

    /** Who speaks with whom stands in the legs. */
    @Override
    public Set<String> bridges(byte[] message) {
        return Set.of();
    }

    @Override
    public boolean concernsAll(byte[] message) {
        return Told.of(message).path().equals(Told.USERS);
    }

    @Override
    public Set<String> names(byte[] message) {
        Fields fields = Told.of(message).fields();
        String name = fields == null ? null : fields.text("user_name");
        return name == null ? Set.of() : Set.of(name);
    }

    @Override
    public byte[] masked(byte[] message, Masks masks) {
        return MegaFonMasking.masked(message, masks);
    }

    /** Makes the reading of a virtual PBX that is not there any more, of settings that were written down. */
    public static final class OfSettings implements RawReading.Kind {

        @Override
        public String name() {
            return KIND;
        }

        @Override
        public RawReading reading(Map<String, Object> settings) {
            var mapped = new LinkedHashMap<String, String>();
            map(settings, "employees").forEach((key, value) -> mapped.put(key.toString(), value.toString()));
            var users = map(settings, "users").entrySet().stream()
                    .map(user -> user(user.getKey().toString(), user.getValue()))
                    .toList();
            Directory directory = Directory.of(mapped).with(users);
            return new MegaFonReading(() -> directory);
        }

        private static Directory.User user(String login, Object value) {
            if (value instanceof List<?> words
                    && !words.isEmpty()
                    && words.stream().allMatch(String.class::isInstance)) {
                List<String> texts = words.stream().map(String.class::cast).toList();
                String ext = texts.get(0).isEmpty() ? null : texts.get(0);
                return new Directory.User(login, ext, texts.subList(1, texts.size()));
            }
            throw new IllegalArgumentException(
                    "\"users\" must name extension and numbers of each login: {\"petrov\": [\"701\", \"9260000701\"]}.");
        }

        private static Map<?, ?> map(Map<String, Object> settings, String key) {
            Object value = settings.getOrDefault(key, Map.of());
            if (value instanceof Map<?, ?> map) {
                return map;
            }
            throw new IllegalArgumentException(
                    "\"" + key + "\" must name something of each employee: {\"petrov\": …}.");
        }
    }
}
