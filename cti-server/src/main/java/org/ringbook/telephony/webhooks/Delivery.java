package org.ringbook.telephony.webhooks;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One request that came to the door of a source, as it came. All of it is untrusted; its body is at most {@link #MOST_BYTES}
 * long.
 *
 * @param method GET or POST
 * @param path behind the name of the source, without a slash before it: "events/call"; empty for the door itself
 * @param query as it stands in the address, may be null. What came in an address is written into logs of proxies: a secret
 *     does not belong there
 * @param contentType may be null
 * @param received by our clock
 * @param headers the value of a header by its name, in large or small letters; null for one that did not come. Only while the
 *     delivery is being heard
 */
public record Delivery(
        String method,
        String path,
        String query,
        String contentType,
        byte[] body,
        Instant received,
        UnaryOperator<String> headers) {

    /** Longer ones are refused before they are read. */
    public static final int MOST_BYTES = 1024 * 1024;

    /** Without headers. */
    public Delivery(String method, String path, String query, String contentType, byte[] body, Instant received) {
        this(method, path, query, contentType, body, received, name -> null);
    }

    /** The body as text; whatever is not UTF-8 in it is replaced. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The fields of a form, of the body.
     *
     * @throws IllegalArgumentException when it is none, or a field stands in it twice, so that nobody knows what is meant
     */
    public Map<String, String> form() {
        return form(text());
    }

    /** The same of any text. */
    public static Map<String, String> form(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : value(pair.substring(equals + 1));
                if (fields.put(name, value) != null) {
                    throw new IllegalArgumentException("A field of the form stands twice");
                }
            }
        }
        return fields;
    }

    /** Before a digit, a plus that was not encoded is the one of a number: no value begins with a blank. */
    private static String value(String text) {
        return decoded(text.matches("(?s)\\+[(]?[0-9].*") ? "%2B" + text.substring(1) : text);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Without what it says: a secret may be in it. */
    @Override
    public String toString() {
        return "Delivery[" + method + ", " + body.length + " bytes]";
    }
}
