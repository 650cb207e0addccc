package org.ringbook.robots;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.robots.Definition.Asks;
import org.ringbook.robots.Definition.Condition;
import org.ringbook.robots.Definition.Op;

/** Whether a record is as a robot asks. */
class ConditionsTest {

    private static final Conditions.Around AT_WORK = new Conditions.Around(true, false);

    private static RecordFacts deal(Map<String, Object> values) {
        return new RecordFacts(RecordKind.DEAL, UUID.randomUUID(), "Фуры", null, null, null, null, null, values);
    }

    @Test
    void numbersAreComparedAsNumbers() {
        assertThat(Conditions.meets(new BigDecimal("100000.00"), Op.EQ, "100000"))
                .isTrue();
        assertThat(Conditions.meets(new BigDecimal("9"), Op.LT, "10")).isTrue();
        assertThat(Conditions.meets(new BigDecimal("1500000"), Op.GT, "1 000 000,50"))
                .isTrue();
        assertThat(Conditions.meets(7L, Op.GT, "7")).isFalse();
    }

    @Test
    void daysAreComparedAsDays() {
        LocalDate day = LocalDate.of(2026, 12, 1);
        assertThat(Conditions.meets(day, Op.LT, "2026-12-02")).isTrue();
        assertThat(Conditions.meets(day, Op.GT, "2026-12-01")).isFalse();
    }

    @Test
    void textsAreTheSameInAnyCase() {
        assertThat(Conditions.meets("Ёлка и Сыновья", Op.CONTAINS, "елка")).isTrue();
        assertThat(Conditions.meets("САЙТ", Op.EQ, "сайт")).isTrue();
        assertThat(Conditions.meets("сайт", Op.NE, "звонок")).isTrue();
    }

    @Test
    void whatIsEmptyIsNothingButEmpty() {
        assertThat(Conditions.meets(null, Op.EMPTY, null)).isTrue();
        assertThat(Conditions.meets("  ", Op.FILLED, null)).isFalse();
        assertThat(Conditions.meets(null, Op.EQ, "0")).isFalse();
        assertThat(Conditions.meets(null, Op.GT, "0")).isFalse();
        assertThat(Conditions.meets(null, Op.NE, "0")).isTrue();
    }

    @Test
    void oneOfSeveralChoicesIsContained() {
        assertThat(Conditions.meets(List.of("retail", "opt"), Op.CONTAINS, "opt"))
                .isTrue();
        assertThat(Conditions.meets(List.of("retail", "opt"), Op.CONTAINS, "op"))
                .isFalse();
    }

    @Test
    void theFirstThatIsNotSoIsNamed() {
        var conditions = List.of(
                Condition.field("amount", Op.GT, "10"),
                new Condition(Asks.IN_WORKING_TIME, null, null, null),
                new Condition(Asks.NO_OPEN_TASK, null, null, null));
        RecordFacts facts = deal(Map.of("amount", new BigDecimal("11")));
        assertThat(Conditions.unmet(conditions, facts, AT_WORK)).isEmpty();
        assertThat(Conditions.unmet(conditions, facts, new Conditions.Around(true, true)))
                .hasValue(2);
        assertThat(Conditions.unmet(conditions, facts, new Conditions.Around(false, true)))
                .hasValue(1);
        assertThat(Conditions.unmet(conditions, deal(Map.of()), AT_WORK)).hasValue(0);
    }

    @Test
    void aTextNamesFieldsAndLeavesOutWhatNobodyKnows() {
        assertThat(Texts.filled("Спросить о {title} {city}", Map.of("title", "фурах $1"), 100))
                .isEqualTo("Спросить о фурах $1");
        assertThat(Texts.filled("{title}", Map.of("title", "x".repeat(50)), 10)).hasSize(10);
    }
}
