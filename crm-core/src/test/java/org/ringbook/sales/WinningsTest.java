package org.ringbook.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.sales.Ways.ANNA;
import static org.ringbook.sales.Ways.MARCH;
import static org.ringbook.sales.Ways.STAGES;
import static org.ringbook.sales.Ways.deal;
import static org.ringbook.sales.Ways.id;
import static org.ringbook.sales.Ways.stage;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One winning counts once, in its month, whatever becomes of the deal. */
class WinningsTest {

    private static final UUID BORIS = id(202);

    private static Instant day(int day) {
        return MARCH.plus(Duration.ofDays(day));
    }

    /** A deal of Anna with a move each ten days. */
    private static DealHistory of(String way, UUID lastOf, String... amounts) {
        DealHistory told = deal(way, new BigDecimal(amounts[amounts.length - 1]));
        var moves = new ArrayList<Move>();
        for (int i = 0; i < way.length(); i++) {
            Move move = told.moves().get(i);
            moves.add(new Move(
                    day(10 * i),
                    move.from(),
                    move.to(),
                    i == way.length() - 1 ? lastOf : ANNA,
                    new BigDecimal(amounts[Math.min(i, amounts.length - 1)])));
        }
        DealRow row = told.deal();
        boolean closed = row.closedAt() != null;
        return new DealHistory(
                new DealRow(
                        row.id(),
                        row.pipeline(),
                        row.stage(),
                        null,
                        BORIS,
                        row.amount(),
                        "RUB",
                        null,
                        null,
                        row.createdAt(),
                        closed ? day(10 * (way.length() - 1)) : null,
                        null,
                        null,
                        null),
                moves);
    }

    private static List<String> told(DealHistory story) {
        return Winnings.of(story, STAGES).stream()
                .map(one -> (one.person().equals(ANNA) ? "Anna " : "Boris ")
                        + one.deals() + " "
                        + one.amount().toPlainString() + " on "
                        + Duration.between(MARCH, one.at()).toDays() + " of "
                        + Duration.between(MARCH, one.won()).toDays())
                .toList();
    }

    @Test
    void whatWasWonStaysAndIsTakenBackAsItIsReopened() {
        assertThat(told(of("NW", ANNA, "100"))).containsExactly("Anna 1 100 on 10 of 10");
        assertThat(told(of("NWQ", BORIS, "100"))).containsExactly("Anna 1 100 on 10 of 10", "Anna -1 -100 on 20 of 10");
        assertThat(told(of("NWL", BORIS, "100"))).containsExactly("Anna 1 100 on 10 of 10", "Anna -1 -100 on 20 of 10");
        assertThat(told(of("NQL", ANNA, "100"))).isEmpty();
    }

    @Test
    void wonAgainItReturnsToWhoWonItFirstAndIsNotPaidTwice() {
        assertThat(told(of("NWQW", BORIS, "100")))
                .containsExactly("Anna 1 100 on 10 of 10", "Anna -1 -100 on 20 of 10", "Anna 1 100 on 30 of 10");
        assertThat(told(of("NWWW", BORIS, "100")))
                .as("only from one won stage to another")
                .hasSize(1);
    }

    @Test
    void onlyWhatTheAmountDiffersByIsNewAndOfWhoWinsItThen() {
        assertThat(told(of("NWQW", BORIS, "100", "100", "110", "150")))
                .as("the amount was put right to 110 while it stood won")
                .containsExactly(
                        "Anna 1 110 on 10 of 10",
                        "Anna -1 -110 on 20 of 10",
                        "Anna 1 110 on 30 of 10",
                        "Boris 0 40 on 30 of 30");
    }

    @Test
    void withinOneMonthBothCancelEachOther() {
        DealHistory story = of("NWQW", BORIS, "100");

        assertThat(Winnings.in(story, STAGES, day(15), day(35))).isEmpty();
        assertThat(Winnings.in(story, STAGES, day(5), day(25))).isEmpty();
        assertThat(Winnings.in(story, STAGES, day(0), day(100)))
                .singleElement()
                .satisfies(credit -> assertThat(credit.deals()).isOne());
    }

    @Test
    void aWinningThatWasDatedBackStaysInItsMonthAfterTheReopening() {
        var won = new Move(day(40), stage('N').id(), stage('W').id(), ANNA, BigDecimal.TEN, day(20));
        DealHistory open = deal("NWQ", BigDecimal.TEN);
        var story = new DealHistory(
                open.deal(),
                List.of(
                        open.moves().get(0),
                        won,
                        new Move(day(50), won.to(), stage('Q').id(), ANNA, BigDecimal.TEN)));

        assertThat(told(story)).containsExactly("Anna 1 10 on 20 of 20", "Anna -1 -10 on 50 of 20");
    }
}
