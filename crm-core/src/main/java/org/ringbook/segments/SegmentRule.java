package org.ringbook.segments;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * Who is in a segment: groups of conditions, joined one level deep.
 *
 * @param match whether all groups must hold, or any; null for all
 */
public record SegmentRule(Match match, List<Group> groups) {

    public SegmentRule {
        match = match == null ? Match.ALL : match;
        groups = groups == null ? List.of() : groups.stream().toList();
    }

    public enum Match {
        ALL,
        ANY;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param match whether all conditions must hold, or any; null for all */
    public record Group(Match match, List<SegmentCondition> conditions) {

        public Group {
            match = match == null ? Match.ALL : match;
            conditions = conditions == null ? List.of() : conditions.stream().toList();
        }
    }

    /** One that asks for all of these. */
    public static SegmentRule of(SegmentCondition... conditions) {
        return new SegmentRule(Match.ALL, List.of(new Group(Match.ALL, List.of(conditions))));
    }
}
