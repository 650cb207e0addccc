package org.ringbook.forms;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a form sent, as flat fields: {@code contacts.phone}, {@code answers.0.q}. Whether it came as a form, as JSON or in the address
 * is no matter. Pure; any bytes may be read.
 */
final class FormFields {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Charset WINDOWS = Charset.forName("windows-1251");
    private static final int MOST = 500;
    private static final int DEEPEST = 8;
    private static final int LONGEST_NAME = 200;
    private static final Pattern IN_BRACKETS = Pattern.compile("\\[([^\\[\\]]*+)\\]");

    private final Map<String, String> fields = new LinkedHashMap<>();

    private FormFields() {}

    /** @throws IllegalArgumentException when the body says that it is JSON and is none */
    static FormFields read(String query, String contentType, byte[] body) {
        var read = new FormFields();
        if (query != null) {
            read.form(query);
        }
        String text = text(body);
        boolean json = contentType != null && contentType.contains("json")
                || text.stripLeading().startsWith("{") && !text.contains("=%");
        if (json && !text.isBlank()) {
            read.json(text);
        } else {
            read.form(text);
        }
        return read;
    }

    /** UTF-8, and where that does not hold the encoding of old Russian sites. */
    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException other) {
            return new String(body, WINDOWS);
        }
    }

    private void form(String text) {
        for (String pair : text.strip().split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                // A plus before digits was meant as one: +79161112233.
                String value = pair.substring(equals + 1).replaceFirst("^\\+(?=[0-9])", "%2B");
                put(decoded(pair.substring(0, equals)), decoded(value));
            }
        }
    }

    private static String decoded(String text) {
        try {
            String utf8 = URLDecoder.decode(text, StandardCharsets.UTF_8);
            return utf8.indexOf('\uFFFD') < 0 ? utf8 : URLDecoder.decode(text, WINDOWS);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private void json(String text) {
        try {
            walk("", JSON.readTree(text), 0);
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("The body is no JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    private void walk(String path, JsonNode node, int depth) {
        if (depth > DEEPEST || fields.size() > MOST) {
            return;
        }
        if (node.isObject()) {
            node.properties().forEach(one -> walk(joined(path, one.getKey()), one.getValue(), depth + 1));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(joined(path, Integer.toString(i)), node.get(i), depth + 1);
            }
        } else if (!node.isNull()) {
            put(path, node.asString());
        }
    }

    private static String joined(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** contacts[phone] is contacts.phone. No database takes a NUL. */
    private void put(String name, String value) {
        if (name.length() > LONGEST_NAME) {
            return;
        }
        String path = IN_BRACKETS.matcher(name.replace("[]", "")).replaceAll(".$1");
        if (fields.size() < MOST && !value.isBlank()) {
            fields.putIfAbsent(path.replace("\0", ""), value.replace("\0", "").strip());
        }
    }

    /** The first of these that there is, in whatever case; null when there is none. */
    String first(List<String> names) {
        for (String name : names) {
            for (Map.Entry<String, String> field : fields.entrySet()) {
                if (field.getKey().equalsIgnoreCase(name)) {
                    return field.getValue();
                }
            }
        }
        return null;
    }

    /** A list as text, "question: answer" a line; null when there is none. */
    String list(String name, String one, String other) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < MOST; i++) {
            String question = fields.get(name + "." + i + "." + one);
            var answers = new ArrayList<String>();
            String single = fields.get(name + "." + i + "." + other);
            if (single != null) {
                answers.add(single);
            }
            for (int j = 0; fields.containsKey(name + "." + i + "." + other + "." + j); j++) {
                answers.add(fields.get(name + "." + i + "." + other + "." + j));
            }
            if (question == null && answers.isEmpty()) {
                break;
            }
            lines.add((question == null ? "" : question + ": ") + String.join(", ", answers));
        }
        return lines.isEmpty() ? null : String.join("\n", lines);
    }

    Map<String, String> all() {
        return fields;
    }
}
