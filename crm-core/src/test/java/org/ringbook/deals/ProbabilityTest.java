package org.ringbook.deals;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.deals.Probability.History;

class ProbabilityTest {

    static Stage stage(String name, int position, Stage.Kind kind, EntryRule... rules) {
        return stage(new UUID(0, 1), name, position, kind, rules);
    }

    static Stage stage(UUID pipeline, String name, int position, Stage.Kind kind, EntryRule... rules) {
        return new Stage(
                new UUID(position, name.hashCode()),
                pipeline,
                name,
                null,
                position,
                kind,
                new BigDecimal(
                        switch (kind) {
                            case OPEN -> "40.00";
                            case WON -> "100.00";
                            case LOST -> "0.00";
                        }),
                null,
                null,
                null,
                List.of(rules),
                List.of(),
                false,
                1);
    }

    @Test
    void thirtyOfAHundredAreThirtyPointNoughtFour() {
        Stage offer = stage("Предложение", 3, Stage.Kind.OPEN);
        assertThat(Probability.of(offer, new History(30, 70))).isEqualByComparingTo("30.04");
        assertThat(Probability.of(offer, new History(0, 30))).isEqualByComparingTo("0.33");
        assertThat(Probability.of(offer, new History(30, 0))).isEqualByComparingTo("99.67");
    }

    @Test
    void ofFewerThanThirtyTheStageKnowsBetter() {
        Stage offer = stage("Предложение", 3, Stage.Kind.OPEN);
        assertThat(Probability.of(offer, new History(20, 9))).isEqualByComparingTo("40");
        assertThat(Probability.of(offer, History.EMPTY)).isEqualByComparingTo("40");
    }

    @Test
    void whatIsWonIsCertainAndWhatIsLostIsNot() {
        assertThat(Probability.of(stage("Успешно", 5, Stage.Kind.WON), new History(1, 99)))
                .isEqualByComparingTo("100");
        assertThat(Probability.of(stage("Проиграна", 6, Stage.Kind.LOST), new History(99, 1)))
                .isEqualByComparingTo("0");
    }
}
