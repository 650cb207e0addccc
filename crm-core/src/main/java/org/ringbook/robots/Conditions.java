package org.ringbook.robots;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.ringbook.robots.Definition.Condition;
import org.ringbook.robots.Definition.Op;

/** Whether a record is as the conditions of a robot ask. Pure. */
final class Conditions {

    private Conditions() {}

    /** What is known beside the fields. */
    record Around(boolean workingTime, boolean openTask) {}

    /** Which is not so, the first of them; empty when all are. */
    static OptionalInt unmet(List<Condition> conditions, RecordFacts facts, Around around) {
        return IntStream.range(0, conditions.size())
                .filter(i -> !isMet(conditions.get(i), facts, around))
                .findFirst();
    }

    private static boolean isMet(Condition condition, RecordFacts facts, Around around) {
        return switch (condition.asks()) {
            case IN_WORKING_TIME -> around.workingTime();
            case NO_OPEN_TASK -> !around.openTask();
            case FIELD -> meets(facts.values().get(condition.field()), condition.op(), condition.value());
        };
    }

    /** What is empty is greater, less and equal to nothing; and it contains nothing. */
    static boolean meets(Object value, Op op, String asked) {
        return switch (op) {
            case EMPTY -> isEmpty(value);
            case FILLED -> !isEmpty(value);
            case EQ -> !isEmpty(value) && compared(value, asked) == 0;
            case NE -> isEmpty(value) || compared(value, asked) != 0;
            case GT -> !isEmpty(value) && compared(value, asked) > 0;
            case LT -> !isEmpty(value) && compared(value, asked) < 0;
            case CONTAINS -> !isEmpty(value) && contains(value, asked);
        };
    }

    private static boolean isEmpty(Object value) {
        return value == null
                || value instanceof String text && text.isBlank()
                || value instanceof Collection<?> several && several.isEmpty();
    }

    private static int compared(Object value, String asked) {
        if (value instanceof Collection<?> several) {
            return several.size() == 1 ? compared(several.iterator().next(), asked) : 1;
        }
        if (value instanceof Number number) {
            return FieldType.NUMBER
                    .read(asked)
                    .map(read -> new BigDecimal(number.toString()).compareTo((BigDecimal) read))
                    .orElse(1);
        }
        if (value instanceof LocalDate day) {
            return FieldType.DATE
                    .read(asked)
                    .map(read -> day.compareTo((LocalDate) read))
                    .orElse(1);
        }
        return folded(value).compareTo(folded(asked));
    }

    private static boolean contains(Object value, String asked) {
        return value instanceof Collection<?> several
                ? several.stream().map(Conditions::folded).anyMatch(folded(asked)::equals)
                : folded(value).contains(folded(asked));
    }

    /** Without case; ё as е. */
    private static String folded(Object text) {
        return Objects.toString(text, "").strip().toLowerCase(Locale.ROOT).replace('ё', 'е');
    }
}
