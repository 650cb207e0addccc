package org.ringbook.events;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether a mail was sent by a program to nobody in particular: an out-of-office reply, a newsletter, a report of a mail server. It stands in
 * the timeline, and nobody has to take care of it. The headers are those of RFC 3834, RFC 2919 and RFC 2369.
 */
public final class AutomaticMail {

    private static final Pattern NOBODY_READS_IT =
            Pattern.compile("(?i).*\\b(no-?reply|do-?not-?reply|mailer-daemon|postmaster)\\b.*@.*");

    private AutomaticMail() {}

    /** @param headers by their names, in whatever case; those that are missing say nothing */
    public static boolean is(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey() != null && header.getValue() != null)
                .anyMatch(header -> says(
                        header.getKey().strip().toLowerCase(Locale.ROOT),
                        header.getValue().strip()));
    }

    private static boolean says(String name, String value) {
        return switch (name) {
            case "auto-submitted" -> !value.equalsIgnoreCase("no");
            case "precedence" -> value.matches("(?i)bulk|list|junk|auto_reply");
            case "return-path" -> value.equals("<>");
            case "from" -> NOBODY_READS_IT.matcher(value).matches();
            case "x-auto-response-suppress" -> value.toLowerCase(Locale.ROOT).contains("all");
            default -> name.startsWith("list-");
        };
    }
}
