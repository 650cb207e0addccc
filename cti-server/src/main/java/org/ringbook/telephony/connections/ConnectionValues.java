package org.ringbook.telephony.connections;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ringbook.refusals.Refused;
import org.ringbook.telephony.ConnectionField;
import org.ringbook.telephony.ConnectionForm;

/** What was typed into the form of a connection: tidied, held against its fields, and as the settings file would say it. Pure. */
final class ConnectionValues {

    private static final int LONGEST = 4_000;
    private static final int MOST_LINES = 500;
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";
    /** Addresses of pages that begin like those of a connection. */
    private static final List<String> TAKEN = List.of("new", "banner", "connections", "trials", "start");

    private static final Set<ConnectionField.Kind> LINES = Set.of(
            ConnectionField.Kind.LIST,
            ConnectionField.Kind.PAIRS,
            ConnectionField.Kind.SECRET_PAIRS,
            ConnectionField.Kind.LINES,
            ConnectionField.Kind.SECRET_LINES);

    /** Last parts of the keys that say to whom the secrets of their group are sent. */
    private static final Set<String> WHERE =
            Set.of("host", "port", "address", "url", "callback", "cel", "cdr", "folder", "host-key");

    private ConnectionValues() {}

    /** @throws Refused when it is no name, with the field {@code name} */
    static String name(String typed) {
        String name = typed == null ? "" : typed.strip().toLowerCase(java.util.Locale.ROOT);
        if (!name.matches(NAME) || TAKEN.contains(name)) {
            throw Refused.because("name", "telephony.connection.name");
        }
        return name;
    }

    /**
     * Only what was typed and is otherwise than usual.
     *
     * @param typed by key; a secret that is left out or empty stays, null ends it
     * @param before what it was, secrets included: one that is not typed now stays, as long as it is sent to whom it was sent before
     * @throws Refused with the key of the field at fault
     */
    static Map<String, String> tidied(ConnectionForm form, Map<String, String> typed, Map<String, String> before) {
        var values = new LinkedHashMap<String, String>();
        for (ConnectionField field : form.fields()) {
            String value = line(field, typed.get(field.key()));
            if (value.isEmpty() && field.secret() && !ends(field, typed)) {
                value = before.getOrDefault(field.key(), "");
                if (!value.isEmpty() && !goesWhereItWent(form, field, typed, before)) {
                    throw Refused.because(field.key(), "telephony.connection.again");
                }
            }
            if (value.isEmpty() && field.needed()) {
                throw Refused.because(field.key(), "telephony.connection.needed");
            }
            if (!value.isEmpty()) {
                values.put(field.key(), fits(field, value));
            }
        }
        return values;
    }

    private static boolean ends(ConnectionField field, Map<String, String> typed) {
        return typed.containsKey(field.key()) && typed.get(field.key()) == null;
    }

    private static boolean goesWhereItWent(
            ConnectionForm form, ConnectionField secret, Map<String, String> typed, Map<String, String> before) {
        return form.fields().stream()
                .filter(field -> !field.equals(secret) && group(field).equals(group(secret)))
                .filter(field ->
                        WHERE.contains(field.key().substring(field.key().lastIndexOf('.') + 1)))
                .allMatch(field -> field.secret() && stays(field, typed)
                        || orUsual(field, typed).equals(orUsual(field, before)));
    }

    private static boolean stays(ConnectionField field, Map<String, String> typed) {
        return !ends(field, typed) && line(field, typed.get(field.key())).isEmpty();
    }

    private static String group(ConnectionField field) {
        return field.key().substring(0, field.key().lastIndexOf('.') + 1);
    }

    private static String orUsual(ConnectionField field, Map<String, String> values) {
        String value = values.get(field.key());
        return value == null || value.isBlank() ? field.usual() : value.strip();
    }

    private static String line(ConnectionField field, String typed) {
        String value = typed == null ? "" : typed.strip();
        if (value.length() > LONGEST || value.indexOf('\0') >= 0) {
            throw Refused.because(field.key(), "telephony.connection.long", LONGEST);
        }
        boolean lines = LINES.contains(field.kind());
        if (!lines && value.chars().anyMatch(Character::isISOControl)) {
            throw Refused.because(field.key(), "telephony.connection.line");
        }
        return value;
    }

    private static String fits(ConnectionField field, String value) {
        switch (field.kind()) {
            case NUMBER -> {
                if (!value.matches("[0-9]{1,9}")) {
                    throw Refused.because(field.key(), "telephony.connection.number");
                }
            }
            case CHOICE -> {
                if (!field.choices().contains(value)) {
                    throw Refused.because(
                            field.key(), "telephony.connection.choice", String.join(", ", field.choices()));
                }
            }
            case PAIRS, SECRET_PAIRS -> pairs(field, value);
            case SERVER -> {
                if (!value.matches("(ftp|ftps|sftp)://[^/\\s]+/\\S*")) {
                    throw Refused.because(field.key(), "telephony.connection.server");
                }
            }
            default -> {}
        }
        return value;
    }

    /** By key as the settings file has it, lists and pairs spread out. */
    static Map<String, Object> settings(ConnectionForm form, Map<String, String> values) {
        var settings = new LinkedHashMap<String, Object>();
        for (ConnectionField field : form.fields()) {
            String value = values.getOrDefault(field.key(), "");
            if (value.isEmpty()) {
                continue;
            }
            switch (field.kind()) {
                case LIST -> {
                    List<String> list = items(value);
                    for (int at = 0; at < list.size(); at++) {
                        settings.put(field.key() + "[" + at + "]", list.get(at));
                    }
                }
                case PAIRS, SECRET_PAIRS ->
                    pairs(field, value).forEach((theirs, ours) -> settings.put(field.key() + "[" + theirs + "]", ours));
                default -> settings.put(field.key(), value);
            }
        }
        return settings;
    }

    private static List<String> items(String value) {
        return Stream.of(value.split("[,\\r\\n]+"))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .limit(MOST_LINES)
                .toList();
    }

    private static Map<String, String> pairs(ConnectionField field, String value) {
        var pairs = new LinkedHashMap<String, String>();
        for (String line : value.split("[\\r\\n]+")) {
            int sign = line.indexOf('=');
            String theirs = sign < 0 ? "" : line.substring(0, sign).strip();
            String ours = sign < 0 ? "" : line.substring(sign + 1).strip();
            boolean empty = line.isBlank();
            boolean wrong = theirs.isEmpty() || ours.isEmpty() || theirs.contains("[") || theirs.contains("]");
            if (!empty && (wrong || pairs.size() >= MOST_LINES)) {
                throw Refused.because(field.key(), "telephony.connection.pairs", MOST_LINES);
            }
            if (!empty) {
                pairs.put(theirs, ours);
            }
        }
        return pairs;
    }
}
