package org.ringbook.telephony.beeline;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.Masks;
import org.ringbook.telephony.inbox.RawReading;
import org.ringbook.telephony.operators.Receipt;
import org.ringbook.telephony.operators.Variants;
import org.ringbook.telephony.webhooks.RawHook;
import tools.jackson.databind.JsonNode;

/** The PBX's messages that were kept, read again. */
final class BeelineReading implements RawReading {

    static final String KIND = "beeline";

    private final Supplier<Directory> directory;
    private final String recordings;

    BeelineReading(Supplier<Directory> directory, String recordings) {
        this.directory = directory;
        this.recordings = recordings;
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
        known.users().forEach(user -> users.put(user.id(), List.of(orEmpty(user.extension()), orEmpty(user.phone()))));
        return Map.of(
                "employees",
                known.mapped(),
                "users",
                users,
                "lines",
                List.copyOf(known.lines()),
                "recordings",
                recordings);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    @Override
    public Intake.Translation translation() {
        return new BeelineTranslation(directory.get(), new Variants(null), recordings);
    }

    @Override
    public Set<String> legs(byte[] message) {
        RawHook raw = RawHook.of(message);
        var legs = new HashSet<String>();
        if (raw.path().equals(Messages.EVENT)) {
            XsiEvent event = XsiEvent.read(raw.body());
            if (event != null && event.target() != null) {
                event.calls().forEach(call -> {
                    legs.add(call.tracking());
                    legs.add(Leg.key(event.target(), call));
                });
            }
            return legs;
        }
        JsonNode json = Messages.json(raw.text());
        if (json != null) {
            for (String field : List.of("externalId", "externalTrackingId", "tracking")) {
                String id = Row.text(json, field);
                if (id != null) {
                    legs.add(id);
                }
            }
            Row row = raw.path().equals(Messages.ROW) ? Row.ofStatistics(json, Receipt.at(Instant.now())) : null;
            if (row != null) {
                legs.add("pulled-" + Messages.digest(row.key()));
            }
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
        RawHook raw = RawHook.of(message);
        return raw.path().equals(Messages.ABONENTS)
                || raw.path().equals(Messages.EVENT) && raw.text().contains(XsiEvent.STARTED_ANEW);
    }

    @Override
    public Set<String> names(byte[] message) {
        RawHook raw = RawHook.of(message);
        var names = new HashSet<String>();
        if (raw.path().equals(Messages.EVENT)) {
            XsiEvent event = XsiEvent.read(raw.body());
            if (event != null) {
                event.calls().stream()
                        .map(call -> call.remote().name())
                        .filter(name -> name != null)
                        .forEach(names::add);
            }
        }
        return names;
    }

    @Override
    public byte[] masked(byte[] message, Masks masks) {
        return BeelineMasking.masked(message, masks);
    }

    /** Makes the reading of a PBX that is not there any more, of settings that were written down. */
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
            List<String> lines = settings.get("lines") instanceof List<?> reported
                    ? reported.stream().map(Object::toString).toList()
                    : List.of();
            Directory directory = Directory.of(mapped, lines).with(users);
            return new BeelineReading(
                    () -> directory, settings.getOrDefault("recordings", "").toString());
        }

        private static Directory.User user(String id, Object value) {
            if (XsiParty.user(id) != null
                    && value instanceof List<?> words
                    && words.size() == 2
                    && words.stream().allMatch(String.class::isInstance)) {
                return new Directory.User(id, XsiParty.user(id), orNull(words.get(0)), orNull(words.get(1)));
            }
            throw new IllegalArgumentException("\"users\" must name extension and number of each employee: "
                    + "{\"9610000111@ip.beeline.ru\": [\"101\", \"9610000111\"]}.");
        }

        private static String orNull(Object text) {
            return text.toString().isEmpty() ? null : text.toString();
        }

        private static Map<?, ?> map(Map<String, Object> settings, String key) {
            Object value = settings.getOrDefault(key, Map.of());
            if (value instanceof Map<?, ?> map) {
                return map;
            }
            throw new IllegalArgumentException("\"" + key + "\" must name something of each employee.");
        }
    }
}
