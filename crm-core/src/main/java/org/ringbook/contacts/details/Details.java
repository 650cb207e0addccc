package org.ringbook.contacts.details;

import java.util.List;

/**
 * What is known of a person or company beside their card.
 *
 * @param source where the first contact came from; null when unknown. It is kept once it stands: only a person changes it
 * @param region city or region; null when unknown
 */
public record Details(String source, String region, List<String> tags, List<Point> points) {

    public Details {
        tags = tags == null ? List.of() : List.copyOf(tags);
        points = points == null ? List.of() : List.copyOf(points);
    }

    public static final Details NONE = new Details(null, null, List.of(), List.of());

    /** @param label what it is for, free text; may be null */
    public record Point(Kind kind, String value, String label) {}

    public enum Kind {
        EMAIL,
        SITE,
        ADDRESS
    }
}
