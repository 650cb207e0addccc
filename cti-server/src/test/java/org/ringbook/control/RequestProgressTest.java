package org.ringbook.control;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.staff.StaffMember;

class RequestProgressTest {

    private final RequestBook book = new RequestBook();
    /** Neither other calls nor the sources are asked of a call that is of another source. */
    private final RequestProgress progress = new RequestProgress(book, null, null, (entry, change) -> entry.request());

    @Test
    void whileAnnasCallIsStillToComeAnotherOneDisturbsNobody() {
        StaffMember anna = Cast.anna();
        book.add(Requests.taken(new Asking(anna, Entrance.API, "order-1"), "101", CallsOfTheDay.PAVEL.toString())
                .at("elsewhere", null));

        var ivans = new CallChange(null, CallsOfTheDay.answered(CallsOfTheDay.NINE), List.of());

        assertThatCode(() -> progress.changed(ivans, Instant.now())).doesNotThrowAnyException();
    }
}
