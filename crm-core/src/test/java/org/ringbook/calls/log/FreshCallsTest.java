package org.ringbook.calls.log;

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
import org.ringbook.staff.StaffTelephone;
import org.ringbook.staff.TelephoneBook;

class FreshCallsTest {

    private static final UUID ANNA = new UUID(0, 1);
    private static final TelephoneBook BOOK =
            new TelephoneBook(List.of(new StaffTelephone(1, ANNA, "101", null, null, null, Instant.EPOCH, 0)));
    private static final Instant NINE = Instant.parse("2026-03-02T06:00:00Z");
    private static final Call MARIA = call(0, Cast.MARIAS, "101");
    private static final Call PAVEL = call(1, Cast.PAVELS, "102");
    private static final Call UNKNOWN = call(2, Cast.UNKNOWN, "101");

    @Test
    void aCallThatTheLogDoesNotHaveYetStandsOnTop() {
        var page = added(new CallPage(List.of(PAVEL, MARIA), null), null, CallFilter.any(), UNKNOWN, PAVEL);
        assertThat(page.items()).containsExactly(UNKNOWN, PAVEL, MARIA);
    }

    @Test
    void anAgentIsNotShownTheFreshCallOfAnother() {
        var of101 = new CallFilter(null, null, null, null, List.of("101"), null, null, null);
        var page = added(new CallPage(List.of(), null), null, of101, UNKNOWN, PAVEL, MARIA);
        assertThat(page.items()).containsExactly(UNKNOWN, MARIA);
        var annas = new CallFilter(null, null, null, null, null, List.of(ANNA), null, null, null);
        assertThat(added(new CallPage(List.of(), null), null, annas, UNKNOWN, PAVEL, MARIA)
                        .items())
                .containsExactly(UNKNOWN, MARIA);
    }

    @Test
    void anOlderCallWaitsForItsOwnPage() {
        String next = CallCursor.after(PAVEL).toString();
        var page = added(new CallPage(List.of(UNKNOWN, PAVEL), next), null, CallFilter.any(), MARIA);
        assertThat(page.items()).containsExactly(UNKNOWN, PAVEL);
        assertThat(page.next()).isEqualTo(next);
        assertThat(added(new CallPage(List.of(), null), CallCursor.read(next), CallFilter.any(), MARIA, PAVEL, UNKNOWN)
                        .items())
                .as("on that page stands what is older")
                .containsExactly(MARIA);
    }

    @Test
    void aPageWithFreshCallsIsNoLongerThanWasAskedFor() {
        var page = FreshCalls.added(new CallPage(List.of(PAVEL, MARIA), null), null, call -> true, List.of(UNKNOWN), 2);
        assertThat(page.items()).containsExactly(UNKNOWN, PAVEL);
        assertThat(page.next()).isEqualTo(CallCursor.after(PAVEL).toString());
    }

    @Test
    void aWithheldNumberIsNobodysNumber() {
        Call withheld = call(3, null, "101");
        var marias = new CallFilter(null, null, null, null, null, List.of(Cast.MARIAS), null, null);
        assertThat(FreshCalls.fits(withheld, marias, BOOK)).isFalse();
        assertThat(FreshCalls.fits(MARIA, marias, BOOK)).isTrue();
    }

    private static CallPage added(CallPage page, CallCursor after, CallFilter filter, Call... told) {
        return FreshCalls.added(page, after, call -> FreshCalls.fits(call, filter, BOOK), List.of(told), 50);
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
