package org.ringbook.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which version of a card a program has seen, as it says in the body or as HTTP does: {@code If-Match} with the {@code ETag} that came with
 * the card.
 */
final class SeenVersion {

    static final String HEADER =
            "The `ETag` that came with the card: it is changed only while nobody else has changed it. The same as `version` in the body.";
    static final String FIELD =
            "`version` of the card that was read: when somebody else has changed it since, nothing is written and 409 tells so. Left out,"
                    + " whatever stands there is replaced.";

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");

    private SeenVersion() {}

    /**
     * @param body null when the body says nothing
     * @param ifMatch null when the header is not there; {@code *} says no version
     * @return null for whichever stands there
     */
    static Integer of(Integer body, String ifMatch) {
        if (body != null || ifMatch == null || ifMatch.strip().equals("*")) {
            return body;
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw NotDone.wrong(
                    "If-Match", "If-Match is none of our ETags. Send the one that came with the card, as \"3\", or *.");
        }
        return Integer.valueOf(tag.group(1));
    }

    static String tag(Integer version) {
        return "\"" + version + "\"";
    }
}
