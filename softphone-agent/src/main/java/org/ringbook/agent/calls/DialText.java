package org.ringbook.agent.calls;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a person typed, pasted or clicked, as something that can be dialled. Understands {@code tel:} (RFC 3966),
 * {@code callto:} and {@code sip:} links. Links come from web pages: feature codes ({@code *72}, {@code #31#}) are never dialled.
 *
 * @param number digits, with a leading plus or not
 * @param extension digits to press after the answer; null when none
 */
public record DialText(String number, String extension) {

    private static final int LONGEST = 200;

    /** @throws IllegalArgumentException when there is nothing to dial in it */
    public static DialText of(String text) {
        if (text == null || text.length() > LONGEST) {
            throw new IllegalArgumentException("not a number");
        }
        String bare = text.strip();
        String scheme = bare.toLowerCase(Locale.ROOT);
        if (scheme.startsWith("tel:") || scheme.startsWith("callto:")) {
            bare = decoded(bare.substring(bare.indexOf(':') + 1).replaceFirst("^//", ""));
        } else if (scheme.startsWith("sip:") || scheme.startsWith("sips:")) {
            // Whose PBX it names is not asked: it is called over ours.
            bare = decoded(bare.substring(bare.indexOf(':') + 1)).replaceFirst("@.*", "");
        }
        String[] parts = bare.split("[;?]");
        String number = digits(parts.length == 0 ? "" : parts[0]);
        String context = parameter(parts, "phone-context");
        if (context != null && context.matches("\\+[0-9]{1,8}") && !number.startsWith("+")) {
            number = context + number;
        }
        return new DialText(number, extension(parts));
    }

    private static String digits(String text) {
        String digits = text.replaceAll("[\\s\\u00a0().\\-\\u2010-\\u2015/]", "");
        if (!digits.matches("\\+?[0-9]{2,20}")) {
            throw new IllegalArgumentException("not a number");
        }
        return digits;
    }

    private static String extension(String[] parts) {
        String extension = parameter(parts, "ext");
        return extension != null && extension.matches("[0-9]{1,10}") ? extension : null;
    }

    private static String parameter(String[] parts, String name) {
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].toLowerCase(Locale.ROOT).startsWith(name + "=")) {
                return parts[i].substring(name.length() + 1);
            }
        }
        return null;
    }

    /** Once: a plus stays a plus, unlike in a web form. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            throw new IllegalArgumentException("not a number");
        }
    }
}
