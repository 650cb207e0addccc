package org.ringbook.campaigns;

import java.util.Map;
import java.util.UUID;

/**
 * How a file is read.
 *
 * @param encoding null to find it out
 * @param separator null to find it out
 * @param profile {@code vicidial} for its field set without a header; null to go by the header
 * @param cityCode of numbers that are written without it; null for none
 * @param priority of the entries
 * @param ownerId our person who calls them; null for anybody, or for whom the file names
 * @param columns what columns hold, by their names in the file: a field of {@link ListColumn}, or nothing for one that is left out; of
 *     the others it is found out
 */
public record ListOptions(
        String encoding,
        String separator,
        String profile,
        String cityCode,
        int priority,
        UUID ownerId,
        Map<String, String> columns) {

    public static final String VICIDIAL = "vicidial";

    public ListOptions {
        columns = columns == null ? Map.of() : Map.copyOf(columns);
    }

    public static ListOptions automatic() {
        return new ListOptions(null, null, null, null, 0, null, Map.of());
    }

    public ListOptions with(Map<String, String> chosen) {
        return new ListOptions(encoding, separator, profile, cityCode, priority, ownerId, chosen);
    }
}
