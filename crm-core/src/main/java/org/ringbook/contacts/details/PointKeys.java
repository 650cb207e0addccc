package org.ringbook.contacts.details;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ringbook.contacts.details.Details.Kind;

/** Addresses as they are compared: what is the same mailbox or site has the same key. Pure. */
public final class PointKeys {

    private static final Pattern SCHEME = Pattern.compile("^[a-z]+://");
    private static final Pattern AFTER_HOST = Pattern.compile("[/?#:].*$");

    private PointKeys() {}

    /** Null for what is compared with nothing. */
    public static String of(Kind kind, String value) {
        return switch (kind) {
            case EMAIL -> email(value);
            case SITE -> host(value);
            case ADDRESS -> null;
        };
    }

    /** Small letters, the domain in ASCII, without what stands behind a plus; null when it is no address. */
    public static String email(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        int at = plain.lastIndexOf('@');
        if (at < 1 || at == plain.length() - 1) {
            return null;
        }
        String box = plain.substring(0, at);
        int tag = box.indexOf('+');
        return (tag > 0 ? box.substring(0, tag) : box) + "@" + ascii(plain.substring(at + 1));
    }

    private static String host(String text) {
        String plain = SCHEME.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        String host = AFTER_HOST.matcher(plain).replaceFirst("");
        return host.isEmpty() ? null : ascii(host.startsWith("www.") ? host.substring(4) : host);
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException noDomain) {
            return host;
        }
    }
}
