package org.ringbook.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How often may be dialled. */
class DialCountsTest {

    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final UUID ANNA = new UUID(7, 1);
    private static final UUID BORIS = new UUID(7, 2);
    private static final Map<String, Budget> BUDGETS = Map.of(
            "person", new Budget(2, 4),
            "all", new Budget(3, 6),
            "campaign", new Budget(1, 1),
            "callback", new Budget(0, 0));

    private final DialCounts counts = new DialCounts();

    private String dials(UUID who, Entrance entrance, int second) {
        return counts.take(who, entrance, BUDGETS, NINE.plusSeconds(second))
                .map(over -> over.subject() + (over.day() ? " day" : " minute") + " again at "
                        + Duration.between(NINE, over.again()).toSeconds())
                .orElse("dials");
    }

    @Test
    void theThirdCallOfAnnasMinuteWaitsForTheFirstToBeAMinuteAgo() {
        assertThat(dials(ANNA, Entrance.PAGE, 0)).isEqualTo("dials");
        assertThat(dials(ANNA, Entrance.API, 10)).isEqualTo("dials");
        assertThat(dials(ANNA, Entrance.SESSION, 20)).isEqualTo("person minute again at 60");
        assertThat(dials(ANNA, Entrance.SESSION, 60)).isEqualTo("dials");
    }

    @Test
    void whatIsRefusedIsNotCounted() {
        dials(ANNA, Entrance.PAGE, 0);
        dials(ANNA, Entrance.PAGE, 1);
        for (int second = 2; second < 59; second++) {
            assertThat(dials(ANNA, Entrance.PAGE, second)).startsWith("person minute");
        }
        assertThat(dials(BORIS, Entrance.PAGE, 59)).isEqualTo("dials");
        assertThat(dials(ANNA, Entrance.PAGE, 60)).isEqualTo("dials");
    }

    @Test
    void allTogetherHaveABudgetToo() {
        dials(ANNA, Entrance.PAGE, 0);
        dials(ANNA, Entrance.PAGE, 1);
        dials(BORIS, Entrance.PAGE, 2);
        assertThat(dials(BORIS, Entrance.PAGE, 3)).isEqualTo("all minute again at 60");
    }

    @Test
    void aDayIsTheLast24HoursAndNotUntilMidnight() {
        for (int minute = 0; minute < 4; minute++) {
            assertThat(dials(ANNA, Entrance.PAGE, minute * 60)).isEqualTo("dials");
        }
        assertThat(dials(ANNA, Entrance.PAGE, 86_399)).isEqualTo("person day again at 86400");
        assertThat(dials(ANNA, Entrance.PAGE, 86_400)).isEqualTo("dials");
    }

    @Test
    void listsOfCallsAndVisitorsHaveBudgetsOfTheirOwn() {
        assertThat(dials(ANNA, Entrance.CAMPAIGN, 0)).isEqualTo("dials");
        assertThat(dials(ANNA, Entrance.CAMPAIGN, 100)).startsWith("campaign day");
        assertThat(dials(ANNA, Entrance.CALLBACK, 0)).startsWith("callback day");
        assertThat(dials(ANNA, Entrance.PAGE, 0)).isEqualTo("dials");
    }

    @Test
    void whatWasBegunBeforeARestartIsCounted() {
        counts.remember(ANNA, Entrance.API, NINE.minusSeconds(10));
        counts.remember(ANNA, Entrance.API, NINE.minusSeconds(5));
        assertThat(dials(ANNA, Entrance.API, 0)).isEqualTo("person minute again at 50");
    }
}
