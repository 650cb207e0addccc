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
        assertThat(TodayCalls.of(List.of(missed, spoken)).get(0).isOpen()).isTrue();
    }

    @Test
    void aWithheldNumberIsNeverTakenForAnotherWithheldOne() {
        Call missed = call(0, null, Call.Result.MISSED);
        Call spoken = call(5, null, Call.Result.ANSWERED);
        assertThat(TodayCalls.of(List.of(spoken, missed)).get(1).isOpen()).isTrue();
    }

    private static Call call(int minutes, PhoneNumber number, Call.Result result) {
        Instant at = NINE.plusSeconds(60L * minutes);
        return Call.of(draft -> {
            draft.id = new UUID(7, minutes);
            draft.source = "office";
            draft.sourceId = "1";
            draft.direction = Call.Direction.INBOUND;
            draft.state = Call.State.ENDED;
            draft.result = result;
            draft.external = number;
            draft.line = Cast.LINE;
            draft.startedAt = at;
            draft.endedAt = at.plusSeconds(20);
            draft.waitSeconds = BigDecimal.TEN;
            draft.talkSeconds = BigDecimal.ZERO;
            draft.holdSeconds = BigDecimal.ZERO;
            draft.endedBy = Call.EndedBy.EXTERNAL;
            draft.rang = List.of("101");
        });
    }
}
