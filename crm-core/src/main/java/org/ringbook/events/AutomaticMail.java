package org.ringbook.events;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether a mail was sent by a program to nobody in particular: an out-of-office reply, a bulk mailing, a report of a mail server. It stands in
 * the timeline, and nobody has to take care of it. The headers are those of RFC 3834. Those of mailing lists (List-…, Precedence: list) do
 * not count: a company whose address is a group finds them in every customer's mail; nor does X-Auto-Response-Suppress, which asks for no
 * automatic answer and stands in what people wrote.
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
            case "precedence" -> value.matches("(?i)bulk|junk|auto_reply");
            case "return-path" -> value.equals("<>");
            case "from" -> NOBODY_READS_IT.matcher(value).matches();
            default -> false;
        };
    }
}
