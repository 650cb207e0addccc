package org.ringbook.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.agents.Examples.example;
import static org.ringbook.agents.Examples.json;

import org.junit.jupiter.api.Test;
import org.ringbook.agents.Office.Seen;
import org.ringbook.calls.Call;

/** What Anna's screen is told of a call is, to the letter, the example that screens are built on. */
class PopUpMessagesTest {

    private final Office office = new Office();
    private final Seen anna = office.screenOf(Office.ANNA);

    private void annaIsTold(Story story, String message) {
        office.happens(story);
        assertThat(json(anna.last().json())).isEqualTo(example(message));
    }

    @Test
    void mariaRingsAndTalksAndIsPutOnHoldAndHangsUp() {
        var call = Story.from(Office.MARIA);
        annaIsTold(call.rings(2, "101"), "server-pop-up");
        annaIsTold(call.answers(5, "101"), "server-update-answered");
        annaIsTold(call.held(30), "server-update-held");
        annaIsTold(call.ends(59, Call.Result.ANSWERED, null), "server-end-answered");
    }

    @Test
    void whatMariaSaysIsRecordedAndTheRecordingIsPaused() {
        var call = Story.from(Office.MARIA).rings(2, "101").answers(5, "101");
        office.happens(call);
        annaIsTold(call.recorded(6, "maria"), "server-update-recorded");
        annaIsTold(call.pauses(20, "maria"), "server-update-recording-paused");
    }

    @Test
    void bothTelephonesOfAnnaRing() {
        annaIsTold(Story.from(Office.MARIA).rings(2, "101").rings(2, "151"), "server-pop-up-two-telephones");
    }

    @Test
    void theNumberIsSharedByTwoPeople() {
        annaIsTold(Story.from(Office.ROMASHKA).noQueue().rings(2, "101"), "server-pop-up-shared-number");
    }

    @Test
    void nobodyKnowsTheNumber() {
        annaIsTold(Story.from(Office.UNKNOWN).noQueue().rings(2, "101"), "server-pop-up-unknown");
    }

    @Test
    void theCallerHidesTheNumber() {
        annaIsTold(Story.withheld().noQueue().rings(2, "101"), "server-pop-up-withheld");
    }

    @Test
    void aColleagueRings() {
        annaIsTold(Story.internal("102").rings(2, "101"), "server-pop-up-colleague");
    }

    @Test
    void borisHandsMariaOnToAnna() {
        var call = Story.from(Office.MARIA).rings(2, "102").answers(5, "102");
        office.happens(call);
        call.transferred(40, "102", "101").stops(40, "102", Call.LegOutcome.ANSWERED);
        annaIsTold(call.rings(40, "101"), "server-pop-up-transferred");
    }

    @Test
    void annaHandsMariaOnToBoris() {
        var call = Story.from(Office.MARIA).rings(2, "101").answers(5, "101");
        office.happens(call);
        call.transferred(40, "101", "102").stops(40, "101", Call.LegOutcome.ANSWERED);
        annaIsTold(call.rings(40, "102"), "server-end-transferred");
    }

    @Test
    void borisIsQuicker() {
        var call = Story.from(Office.MARIA).rings(2, "101").rings(2, "102");
        office.happens(call);
        call.answers(6, "102").stops(6, "101", Call.LegOutcome.ANSWERED_ELSEWHERE);
        annaIsTold(call, "server-end-answered-elsewhere");
    }

    @Test
    void mariaGivesUp() {
        var call = Story.from(Office.MARIA).rings(2, "101");
        office.happens(call);
        call.stops(20, "101", Call.LegOutcome.CANCELLED);
        annaIsTold(call.ends(20, Call.Result.MISSED, Call.Reason.ABANDONED), "server-end-missed");
    }

    @Test
    void annaPutsTheCardAwayOnOneOfHerScreens() {
        office.happens(Story.from(Office.MARIA).rings(2, "101"));
        office.happens(
                Story.from(Office.UNKNOWN).withId(java.util.UUID.randomUUID()).rings(3, "103"));
        office.popUps.shown(Office.ANNA.id(), Story.CALL, "desktop");
        office.popUps.dismiss(Office.ANNA.id(), Story.CALL);
        assertThat(json(anna.last().json())).isEqualTo(example("server-update-dismissed"));
    }
}
