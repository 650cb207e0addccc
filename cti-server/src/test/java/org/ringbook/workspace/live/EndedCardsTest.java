package org.ringbook.workspace.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ringbook.agents.PopUp;
import org.ringbook.calls.Call;
import org.ringbook.events.DraftChanged;

/** Calls are over, one after the other, and their cards stay for a while. */
class EndedCardsTest {

    private static final UUID ANNA = new UUID(1, 1);
    private static final UUID BORIS = new UUID(1, 2);

    private final EndedCards cards = new EndedCards();
    private final Instant now = Instant.parse("2026-03-02T09:00:00Z");

    private static PopUp card(int call, PopUp.Outcome outcome, Instant began) {
        return new PopUp(
                new UUID(7, call),
                Call.Direction.INBOUND,
                false,
                PopUp.State.ENDED,
                outcome,
                null,
                null,
                true,
                null,
                null,
                null,
                List.of(),
                List.of("101"),
                began,
                began,
                null,
                began.plusSeconds(5),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                false,
                List.of(),
                List.of());
    }

    private List<UUID> shown(UUID person, Instant at) {
        return cards.of(person, at).stream().map(PopUp::callId).toList();
    }

    @Test
    void anAnsweredCallIsShownForLessThanAMinuteAndAMissedOneForTen() {
        cards.add(ANNA, card(1, PopUp.Outcome.MISSED, now), now);
        cards.add(ANNA, card(2, PopUp.Outcome.ANSWERED, now.plusSeconds(1)), now.plusSeconds(1));

        assertThat(shown(ANNA, now.plusSeconds(30))).containsExactly(new UUID(7, 2), new UUID(7, 1));
        assertThat(shown(ANNA, now.plusSeconds(60))).containsExactly(new UUID(7, 1));
        assertThat(shown(ANNA, now.plus(Duration.ofMinutes(11)))).isEmpty();
        assertThat(shown(BORIS, now)).isEmpty();
    }

    @Test
    void inAStormOfCallsTheThirtyStayThatAreToStayTheLongest() {
        IntStream.range(0, 40).forEach(i -> cards.add(ANNA, card(i, PopUp.Outcome.ANSWERED, now), now));
        IntStream.range(40, 60).forEach(i -> cards.add(ANNA, card(i, PopUp.Outcome.MISSED, now), now));
        cards.add(BORIS, card(99, PopUp.Outcome.MISSED, now), now);

        assertThat(cards.of(ANNA, now)).hasSize(EndedCards.MOST_OF_A_PERSON);
        assertThat(cards.of(ANNA, now)).filteredOn(EndedCards::missed).hasSize(20);
        assertThat(shown(BORIS, now)).containsExactly(new UUID(7, 99));
    }

    @Test
    void whoTypesANoteKeepsTheCardThroughTheStorm() {
        Instant really = Instant.now();
        cards.add(ANNA, card(1, PopUp.Outcome.ANSWERED, really), really);
        cards.typed(new DraftChanged(ANNA, new UUID(7, 1)));
        IntStream.range(2, 80).forEach(i -> cards.add(ANNA, card(i, PopUp.Outcome.ANSWERED, really), really));

        assertThat(shown(ANNA, really.plusSeconds(60))).containsExactly(new UUID(7, 1));
    }

    @Test
    void oneThatIsPutAwayIsGone() {
        cards.add(ANNA, card(1, PopUp.Outcome.MISSED, now), now);
        cards.dismiss(ANNA, new UUID(7, 1));
        assertThat(shown(ANNA, now)).isEmpty();
    }
}
