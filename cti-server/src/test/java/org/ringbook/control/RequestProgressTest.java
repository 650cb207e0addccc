package org.ringbook.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.fold.Calls;
import org.ringbook.staff.StaffMember;

class RequestProgressTest {

    private static final UUID IVANS = UUID.randomUUID();

    private final RequestBook book = new RequestBook();
    /** Neither other calls nor the sources are asked of a call that is of another source. */
    private final RequestProgress progress = new RequestProgress(book, null, null, (entry, change) -> entry.request());

    /** No leg is alive in it. */
    private final RequestProgress withoutBoris =
            new RequestProgress(book, new Calls(Cast.PLAN, List.of()), null, Entry::change);

    @Test
    void whileAnnasCallIsStillToComeAnotherOneDisturbsNobody() {
        StaffMember anna = Cast.anna();
        book.add(Requests.taken(new Asking(anna, Entrance.API, "order-1"), "101", CallsOfTheDay.PAVEL.toString())
                .at("elsewhere", null));

        var ivans = new CallChange(null, CallsOfTheDay.answered(CallsOfTheDay.NINE), List.of());

        assertThatCode(() -> progress.changed(ivans, Instant.now())).doesNotThrowAnyException();
    }

    /** Boris has spoken with Vera, and gives Ivan to her: the PBX hangs Boris up, and only then tells that the two have each other. */
    @Test
    void whoJoinedTwoIsHungUpBeforeTheyHaveEachOtherAndTheyAreJoinedAllTheSame() {
        Instant now = CallsOfTheDay.NINE;
        Entry joins = borisAsksVera(now);
        joins.joinAskedAt = now;

        withoutBoris.changed(new CallChange(null, ivans(), List.of()), now.plusMillis(20));
        assertThat(joins.request().state().isOver()).isFalse();

        withoutBoris.changed(new CallChange(null, ivans(), List.of(joins.consultation)), now.plusMillis(40));
        assertThat(joins.request().state()).isEqualTo(RequestState.DONE);
    }

    @Test
    void whoLeavesWithoutJoiningOrWhoseJoinComesToNothingHasHungUp() {
        Instant now = CallsOfTheDay.NINE;
        Entry leaves = borisAsksVera(now);
        withoutBoris.changed(new CallChange(null, ivans(), List.of()), now.plusMillis(20));
        assertThat(leaves.request().state()).isEqualTo(RequestState.ENDED);

        Entry joins = borisAsksVera(now);
        joins.joinAskedAt = now;
        withoutBoris.changed(new CallChange(null, ivans(), List.of()), now.plusSeconds(16));
        assertThat(joins.request().state()).isEqualTo(RequestState.ENDED);
    }

    private Entry borisAsksVera(Instant now) {
        var asking = new Asking(Cast.boris(), Entrance.API, UUID.randomUUID().toString());
        Entry entry = book.add(CallRequest.of(RequestKind.CONSULT, asking, "102", "103", IVANS, now)
                .at("office", "boris-leg"));
        entry.consultation = UUID.randomUUID();
        return entry;
    }

    private static Call ivans() {
        return Call.of(draft -> {
            draft.id = IVANS;
            draft.source = "office";
            draft.sourceId = "1701.1";
            draft.direction = Call.Direction.INBOUND;
            draft.state = Call.State.TALKING;
            draft.startedAt = CallsOfTheDay.NINE;
        });
    }
}
