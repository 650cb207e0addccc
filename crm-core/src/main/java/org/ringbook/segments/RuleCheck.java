package org.ringbook.segments;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import org.ringbook.refusals.Refused;
import org.ringbook.segments.SegmentCondition.What;

/** Whether a rule says something that can be looked for; what it names is looked up by {@link RuleQuery}. Pure. */
final class RuleCheck {

    static final int MOST_GROUPS = 10;
    static final int MOST_CONDITIONS = 30;
    static final int MOST_VALUES = 50;
    static final int MOST_DAYS = 3_650;

    private static final int LONGEST = 255;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;
    private static final BigDecimal MOST_MONEY = new BigDecimal("9999999999999.99");
    private static final Set<String> KINDS = Set.of("person", "company");
    private static final Set<String> ABC = Set.of("A", "B", "C", "N");
    private static final Set<String> XYZ = Set.of("X", "Y", "Z", "NONE");

    private RuleCheck() {}

    /** @throws Refused beside {@code rule} with words that say what is to be done */
    static void check(SegmentRule rule) {
        if (rule == null
                || rule.groups().isEmpty()
                || rule.groups().stream()
                        .anyMatch(group -> group == null || group.conditions().isEmpty())) {
            throw refused("segments.rule.empty");
        }
        long conditions = rule.groups().stream()
                .mapToLong(group -> group.conditions().size())
                .sum();
        if (rule.groups().size() > MOST_GROUPS || conditions > MOST_CONDITIONS) {
            throw refused("segments.rule.many", MOST_GROUPS, MOST_CONDITIONS);
        }
        rule.groups().forEach(group -> group.conditions().forEach(RuleCheck::check));
    }

    private static void check(SegmentCondition one) {
        if (one == null || one.what() == null || one.is() == null) {
            throw refused("segments.rule.half");
        }
        if (!one.what().ways().contains(one.is())) {
            throw refused("segments.rule.way", one.what().word(), one.is().word());
        }
        if (one.what() == What.FIELD && (one.field() == null || one.field().isBlank())) {
            throw refused("segments.rule.which-field");
        }
        switch (one.is()) {
            case ANY, NONE -> values(one);
            case WITHIN, BEFORE -> days(one.days(), true);
            case BETWEEN -> between(one);
            default -> {}
        }
    }

    private static void values(SegmentCondition one) {
        if (one.values().isEmpty() || one.values().stream().anyMatch(value -> value == null || value.isBlank())) {
            throw refused("segments.rule.value", one.what().word());
        }
        if (one.values().size() > MOST_VALUES
                || one.values().stream().anyMatch(value -> value.length() > LONGEST || value.indexOf('\0') >= 0)) {
            throw refused("segments.rule.values", MOST_VALUES, LONGEST);
        }
        Set<String> known =
                one.what() == What.KIND ? KINDS : one.what() == What.ABC ? ABC : one.what() == What.XYZ ? XYZ : null;
        if (known != null) {
            one.values().stream()
                    .filter(value -> !known.contains(value))
                    .findFirst()
                    .ifPresent(value -> {
                        throw refused("segments.rule.word", value);
                    });
        }
    }

    private static void days(Integer days, boolean needed) {
        if (days == null ? needed : days < 1 || days > MOST_DAYS) {
            throw refused("segments.rule.days", MOST_DAYS);
        }
    }

    private static void between(SegmentCondition one) {
        if (blank(one.from()) && blank(one.to())) {
            throw refused("segments.rule.from", one.what().word());
        }
        if (one.what().isFigure()) {
            days(one.days(), false);
            BigDecimal from = number(one.from());
            BigDecimal to = number(one.to());
            if (from != null && to != null && from.compareTo(to) > 0) {
                throw refused("segments.rule.turned", one.from(), one.to());
            }
        } else if (one.what().isMoment()) {
            LocalDate from = day(one.from());
            LocalDate to = day(one.to());
            if (from != null && to != null && from.isAfter(to)) {
                throw refused("segments.rule.turned", one.from(), one.to());
            }
        }
    }

    /** Null for nothing. */
    static BigDecimal number(String text) {
        if (blank(text)) {
            return null;
        }
        String plain = text.replaceAll("[\\s\\p{Z}]", "").replace(',', '.');
        if (!plain.matches("\\d{1,13}(\\.\\d{1,2})?")) {
            throw refused("segments.rule.number", text);
        }
        return new BigDecimal(plain).min(MOST_MONEY);
    }

    /** Null for nothing. */
    static LocalDate day(String text) {
        if (blank(text)) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text.strip());
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException unreadable) {
            // Said below, as any other that is none.
        }
        throw refused("segments.rule.day", text);
    }

    static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    static Refused refused(String key, Object... args) {
        return Refused.because("rule", key, args);
    }
}
