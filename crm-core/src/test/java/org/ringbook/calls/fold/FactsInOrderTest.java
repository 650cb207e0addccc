package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;

/** However facts come, they stand in the order of their times, and each once. */
class FactsInOrderTest {

    private static final Instant NINE = Instant.parse("2026-03-19T09:00:00Z");
    private static final List<CallFact> FACTS = List.of(
            new LegBegan("maria", NINE, Side.CALLER, true, null, "+79161112233", null),
            new LegNumber("anna", NINE.plusMillis(1), null),
            new LegNumber("anna", NINE.plusMillis(1), "null"),
            new LegRang("anna", NINE.plusMillis(1)),
            new LegRang("boris", NINE.plusMillis(1)),
            new LegUp("anna", NINE.plusSeconds(3)),
            new LegEnded("anna", NINE.plusSeconds(9), Outcome.ANSWERED));

    @Test
    void theyStandInTheOrderOfTheirTimes() {
        for (int seed = 0; seed < 100; seed++) {
            var told = new ArrayList<>(FACTS);
            told.addAll(FACTS);
            Collections.shuffle(told, new Random(seed));
            var facts = new FactsInOrder();
            long taken = told.stream().filter(facts::add).count();
            assertThat(taken).isEqualTo(FACTS.size());
            assertThat(facts).hasSize(FACTS.size()).containsAll(FACTS);
            assertThat(List.copyOf(facts))
                    .isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
        }
    }

    @Test
    void whatWasTakenBackDoesNotStandThere() {
        var facts = new FactsInOrder();
        facts.addAll(FACTS);
        facts.add(new Mistaken("anna", NINE.plusSeconds(3), new LegUp("anna", NINE.plusSeconds(3))));
        assertThat(FactsInOrder.of(facts, Part.ALL))
                .hasSize(FACTS.size() - 1)
                .doesNotContain(new LegUp("anna", NINE.plusSeconds(3)));
    }
}
