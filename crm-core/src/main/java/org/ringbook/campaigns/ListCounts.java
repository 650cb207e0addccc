package org.ringbook.campaigns;

import java.util.LinkedHashMap;
import java.util.Map;

/** What became of the rows of a load, or would. */
public final class ListCounts {

    public static final String ROWS = "rows";
    public static final String ADDED = "added";
    /** Were on the list, and know more now. */
    public static final String UPDATED = "updated";
    /** Stand more than once in what is loaded. */
    public static final String TWICE = "twice";
    /** With a number that another entry of the campaign has, too. */
    public static final String SAME_NUMBER = "sameNumber";

    public static final String REFUSED = "refused";
    public static final String KNOWN_CLIENTS = "knownClients";
    /** Of advertising: nothing is known of their consent. */
    public static final String NO_CONSENT = "noConsent";

    public static final String NUMBERS = "numbers";

    private final Map<String, Long> counts = new LinkedHashMap<>();

    ListCounts(Map<String, Long> before) {
        counts.putAll(before);
    }

    void add(String what, long many) {
        counts.merge(what, many, Long::sum);
    }

    Map<String, Long> all() {
        return Map.copyOf(counts);
    }
}
