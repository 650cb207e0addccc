package org.ringbook.segments;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is asked of a client.
 *
 * @param field of {@link What#FIELD}: subject and key, such as {@code company.branch}; else null
 * @param values of {@link Is#ANY} and {@link Is#NONE}; people and teams by id and name
 * @param from of {@link Is#BETWEEN}: a number, or a day as 2026-12-01; included, null for none
 * @param to as {@code from}
 * @param days of {@link Is#WITHIN} and {@link Is#BEFORE}; of sums and counts: the last so many days, null for all time
 */
public record SegmentCondition(
        What what, String field, Is is, List<String> values, String from, String to, Integer days) {

    public SegmentCondition {
        values = values == null ? List.of() : values.stream().toList();
    }

    /** What is looked at. */
    public enum What {
        /** person, company. */
        KIND(Is.ANY),
        REGION(Is.ANY, Is.NONE, Is.FILLED, Is.EMPTY),
        SOURCE(Is.ANY, Is.NONE, Is.FILLED, Is.EMPTY),
        TAG(Is.ANY, Is.NONE, Is.FILLED, Is.EMPTY),
        RESPONSIBLE(Is.ANY, Is.NONE, Is.FILLED, Is.EMPTY),
        /** Of whoever is responsible. */
        TEAM(Is.ANY, Is.NONE),
        /** One of the company's own. */
        FIELD(Is.ANY, Is.NONE, Is.BETWEEN, Is.FILLED, Is.EMPTY),
        /** Roubles of won deals. */
        WON_SUM(Is.BETWEEN),
        WON_COUNT(Is.BETWEEN),
        /** A call, mail, message or meeting; of a company also with its people. */
        LAST_CONTACT(Is.WITHIN, Is.BEFORE, Is.NEVER, Is.BETWEEN),
        /** A won deal. */
        LAST_PURCHASE(Is.WITHIN, Is.BEFORE, Is.NEVER, Is.BETWEEN),
        FIRST_PURCHASE(Is.WITHIN, Is.BEFORE, Is.NEVER, Is.BETWEEN),
        ABC(Is.ANY, Is.NONE),
        XYZ(Is.ANY, Is.NONE);

        private final Set<Is> ways;

        What(Is first, Is... others) {
            this.ways = EnumSet.of(first, others);
        }

        /** How it can be asked for. */
        public Set<Is> ways() {
            return Set.copyOf(ways);
        }

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it is a number of deals or money. */
        boolean isFigure() {
            return this == WON_SUM || this == WON_COUNT;
        }

        boolean isMoment() {
            return this == LAST_CONTACT || this == LAST_PURCHASE || this == FIRST_PURCHASE;
        }
    }

    /** What must be true of it. */
    public enum Is {
        /** It is one of the values. */
        ANY,
        /** It is none of them, or nothing. */
        NONE,
        FILLED,
        EMPTY,
        BETWEEN,
        /** Within the last days, today included. */
        WITHIN,
        /** Longer ago than that, or never. */
        BEFORE,
        NEVER;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static SegmentCondition any(What what, String... values) {
        return new SegmentCondition(what, null, Is.ANY, List.of(values), null, null, null);
    }

    public static SegmentCondition none(What what, String... values) {
        return new SegmentCondition(what, null, Is.NONE, List.of(values), null, null, null);
    }

    /** @param days null for all time */
    public static SegmentCondition between(What what, String from, String to, Integer days) {
        return new SegmentCondition(what, null, Is.BETWEEN, List.of(), from, to, days);
    }

    public static SegmentCondition ago(What what, Is is, Integer days) {
        return new SegmentCondition(what, null, is, List.of(), null, null, days);
    }

    public static SegmentCondition field(String field, Is is, String... values) {
        return new SegmentCondition(What.FIELD, field, is, List.of(values), null, null, null);
    }
}
