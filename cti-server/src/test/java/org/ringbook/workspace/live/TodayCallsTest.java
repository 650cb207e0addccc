package org.ringbook.workspace.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.numbers.PhoneNumber;

class TodayCallsTest {

    private static final Instant NINE = Instant.parse("2026-03-02T06:00:00Z");

    @Test
    void aMissedCallStandsOutUntilThatNumberHasBeenSpokenWith() {
        Call missed = call(0, Cast.MARIAS, Call.Result.MISSED);
        Call missedToo = call(5, Cast.PAVELS, Call.Result.MISSED);
        Call spoken = call(10, Cast.MARIAS, Call.Result.ANSWERED);
        var rows = TodayCalls.of(List.of(spoken, missedToo, missed));
        assertThat(rows).extracting(TodayCalls.Row::isOpen).containsExactly(false, true, false);
    }

    @Test
    void aConversationBeforeTheMissedCallSettlesNothing() {
        Call spoken = call(0, Cast.MARIAS, Call.Result.ANSWERED);
        Call missed = call(5, Cast.MARIAS, Call.Result.MISSED);
        assertThat(TodayCalls.of(List.of(missed, spoken)).get(0).isOpen())
                .isTrue();
    }

    @Test
    void aWithheldNumberIsNeverTakenForAnotherWithheldOne() {
        Call missed = call(0, null, Call.Result.MISSED);
        Call spoken = call(5, null, Call.Result.ANSWERED);
        assertThat(TodayCalls.of(List.of(spoken, missed)).get(1).isOpen())
                .isTrue();
    }

    private static Call call(int minutes, PhoneNumber number, Call.Result result) {
        Instant at = NINE.plusSeconds(60L * minutes);
        return new Call(
                new UUID(7, minutes),
                "office",
                "1",
                Call.Direction.INBOUND,
                Call.State.ENDED,
                result,
                null,
                number,
                Cast.LINE,
                null,
                at,
                null,
                at.plusSeconds(20),
                BigDecimal.TEN,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                Call.EndedBy.EXTERNAL,
                null,
                List.of(),
                List.of("101"),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
