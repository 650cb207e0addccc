package org.ringbook.workspace.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallLog.CallPage;
import org.ringbook.numbers.PhoneNumber;

class FreshCallsTest {

    private static final Instant NINE = Instant.parse("2026-03-02T06:00:00Z");
    private static final Call MARIA = call(0, Cast.MARIAS, "101");
    private static final Call PAVEL = call(1, Cast.PAVELS, "102");
    private static final Call UNKNOWN = call(2, Cast.UNKNOWN, "101");

    @Test
    void aCallThatTheLogDoesNotHaveYetStandsOnTop() {
        var page =
                FreshCalls.added(new CallPage(List.of(PAVEL, MARIA), null), CallFilter.any(), List.of(UNKNOWN, PAVEL));
        assertThat(page.items()).containsExactly(UNKNOWN, PAVEL, MARIA);
    }

    @Test
    void anAgentIsNotShownTheFreshCallOfAnother() {
        var annas = new CallFilter(null, null, null, null, List.of("101"), null, null, null);
        var page = FreshCalls.added(new CallPage(List.of(), null), annas, List.of(UNKNOWN, PAVEL, MARIA));
        assertThat(page.items()).containsExactly(UNKNOWN, MARIA);
    }

    @Test
    void anOlderCallWaitsForItsOwnPage() {
        var page = FreshCalls.added(new CallPage(List.of(UNKNOWN, PAVEL), "more"), CallFilter.any(), List.of(MARIA));
        assertThat(page.items()).containsExactly(UNKNOWN, PAVEL);
        assertThat(page.next()).isEqualTo("more");
    }

    @Test
    void aWithheldNumberIsNobodysNumber() {
        Call withheld = call(3, null, "101");
        var marias = new CallFilter(null, null, null, null, null, List.of(Cast.MARIAS), null, null);
        assertThat(FreshCalls.fits(withheld, marias)).isFalse();
        assertThat(FreshCalls.fits(MARIA, marias)).isTrue();
    }

    private static Call call(int minutes, PhoneNumber number, String rang) {
        Instant at = NINE.plusSeconds(60L * minutes);
        return Call.of(draft -> {
            draft.id = new UUID(7, minutes);
            draft.source = "office";
            draft.sourceId = "1";
            draft.direction = Call.Direction.INBOUND;
            draft.state = Call.State.ENDED;
            draft.result = Call.Result.MISSED;
            draft.reason = Call.Reason.ABANDONED;
            draft.external = number;
            draft.line = Cast.LINE;
            draft.startedAt = at;
            draft.endedAt = at.plusSeconds(20);
            draft.waitSeconds = BigDecimal.TEN;
            draft.talkSeconds = BigDecimal.ZERO;
            draft.holdSeconds = BigDecimal.ZERO;
            draft.endedBy = Call.EndedBy.EXTERNAL;
            draft.rang = List.of(rang);
        });
    }
}
