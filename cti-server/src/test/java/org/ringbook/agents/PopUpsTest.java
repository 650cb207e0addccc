package org.ringbook.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.agents.PopUpEvent.Kind.END;
import static org.ringbook.agents.PopUpEvent.Kind.POP_UP;
import static org.ringbook.agents.PopUpEvent.Kind.UPDATE;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.agents.Office.Seen;
import org.ringbook.calls.Call;
import org.ringbook.contacts.Caller;
import org.ringbook.control.RequestKind;
import org.ringbook.control.RequestState;

class PopUpsTest {

    private final Office office = new Office();
    private final Seen anna = office.screenOf(Office.ANNA);
    private final Seen boris = office.screenOf(Office.BORIS);

    @Test
    void aConsultationStaysOnTheCardWhateverElseIsAsked() {
        var anna = office.screenOf(Office.ANNA);
        office.happens(Story.from(Office.MARIA).rings(2, "101").answers(5, "101"));
        office.goes(RequestKind.CONSULT, RequestState.ACCEPTED, "102", null);
        office.goes(RequestKind.CONSULT, RequestState.ANSWERED, "102", null);
        assertThat(anna.last().popUp().asked().isReadyToComplete()).isTrue();
        assertThat(anna.last().popUp().asked().to().name()).isEqualTo("Борис Смирнов");
        office.goes(new UUID(9, 9), RequestKind.HOLD, RequestState.ACCEPTED);
        assertThat(anna.last().popUp().asked().kind()).isEqualTo(RequestKind.CONSULT);
        office.goes(RequestKind.CONSULT, RequestState.ENDED, "102", "no_answer");
        office.goes(new UUID(9, 9), RequestKind.HOLD, RequestState.ACCEPTED);
        assertThat(anna.last().popUp().asked().kind()).isEqualTo(RequestKind.HOLD);
    }

    @Test
    void aPageThatIsLeftTwiceIsLeftOnce() {
        var broken = office.popUps.subscribePages(Office.VERA.id(), event -> {});
        broken.close();
        broken.close();
        office.popUps.subscribePages(Office.VERA.id(), event -> {});
        assertThat(office.popUps.hasPages(Office.VERA.id())).isTrue();
    }

    @Test
    void twoTelephonesOfOnePersonRingAndOneCardPops() {
        var call = Story.from(Office.MARIA).rings(2, "101");
        office.happens(call);
        office.happens(call.rings(2, "151"));
        assertThat(anna.kinds()).containsExactly(POP_UP, UPDATE);
        assertThat(anna.last().popUp().extensions()).containsExactly("101", "151");
        assertThat(office.popUps.open(Office.ANNA.id())).hasSize(1);
        assertThat(boris.events).isEmpty();
    }

    @Test
    void oneOfTwoTelephonesStopsRingingAndTheCardStays() {
        var call = Story.from(Office.MARIA).rings(2, "101").rings(2, "151");
        office.happens(call);
        office.happens(call.stops(4, "151", Call.LegOutcome.NO_ANSWER));
        assertThat(anna.kinds()).containsExactly(POP_UP, UPDATE);
        assertThat(anna.last().popUp().state()).isEqualTo(PopUp.State.RINGING);
    }

    @Test
    void theSameNewsTwiceIsToldOnce() {
        var call = Story.from(Office.MARIA).rings(2, "101");
        office.happens(call);
        office.happens(call);
        assertThat(anna.kinds()).containsExactly(POP_UP);
    }

    @Test
    void aCallThatIsOverBeforeAnybodyLooksIsSeenRingingAndEnds() {
        var call = Story.from(Office.MARIA).rings(2, "101").stops(2, "101", Call.LegOutcome.CANCELLED);
        office.happens(call.ends(2, Call.Result.MISSED, Call.Reason.ABANDONED));
        assertThat(anna.kinds()).containsExactly(POP_UP, END);
        PopUp rang = anna.events.get(0).popUp();
        assertThat(rang.state()).isEqualTo(PopUp.State.RINGING);
        assertThat(rang.endedAt()).isNull();
        assertThat(rang.candidates()).extracting(PopUp.Candidate::name).containsExactly("Мария Иванова");
        assertThat(anna.last().popUp().outcome()).isEqualTo(PopUp.Outcome.MISSED);
        assertThat(office.popUps.open(Office.ANNA.id())).isEmpty();
        office.happens(call.ends(3, Call.Result.MISSED, Call.Reason.RANG_OUT));
        assertThat(anna.kinds()).containsExactly(POP_UP, END);
        assertThat(boris.events).isEmpty();
    }

    @Test
    void annasTelephoneRingsForAMomentOnTheWayToBorisAndSheSeesIt() {
        var call = Story.from(Office.MARIA);
        office.happens(call);
        office.happens(
                call.rings(2, "101").stops(2, "101", Call.LegOutcome.NO_ANSWER).rings(2, "102"));
        assertThat(anna.kinds()).containsExactly(POP_UP, END);
        assertThat(boris.kinds()).containsExactly(POP_UP);
        office.happens(call.stops(4, "102", Call.LegOutcome.NO_ANSWER).rings(4, "101"));
        office.happens(call.stops(5, "101", Call.LegOutcome.NO_ANSWER)
                .rings(5, "101")
                .stops(5, "101", Call.LegOutcome.REJECTED)
                .ends(5, Call.Result.MISSED, Call.Reason.REJECTED));
        assertThat(anna.kinds()).containsExactly(POP_UP, END, POP_UP, END);
    }

    @Test
    void aCallOfAMomentThatTwoSourcesTellHasOneCard() {
        var call = Story.from(Office.MARIA).rings(2, "101").answers(2, "101");
        office.happens(call.stops(3, "101", Call.LegOutcome.ANSWERED).ends(3, Call.Result.ANSWERED, null));
        var same = Story.from(Office.MARIA)
                .toldBy("mango", 0)
                .rings(2, "101")
                .answers(2, "101")
                .stops(3, "101", Call.LegOutcome.ANSWERED);
        office.happens(same.ends(3, Call.Result.ANSWERED, null));
        assertThat(anna.kinds()).containsExactly(POP_UP, END);
    }

    @Test
    void whatAHistoryTellsOfEarlierPopsNowhere() {
        var call = Story.from(Office.MARIA).rings(2, "101").stops(4, "101", Call.LegOutcome.NO_ANSWER);
        office.happens(Story.from(Office.UNKNOWN).withId(new UUID(1, 1)).rings(60, "102"));
        office.learns(call.ends(4, Call.Result.MISSED, Call.Reason.RANG_OUT));
        assertThat(anna.events).isEmpty();
    }

    @Test
    void aScreenThatComesBackFindsWhatRingsNow() {
        office.happens(Story.from(Office.MARIA).rings(2, "101"));
        anna.subscription.close();
        var again = office.screenOf(Office.ANNA);
        assertThat(again.subscription.open()).extracting(PopUp::callId).containsExactly(Story.CALL);
        assertThat(again.events).isEmpty();
    }

    @Test
    void whatEndedWhileTheScreenWasAwayIsNotShownToIt() {
        anna.subscription.close();
        var call = Story.from(Office.MARIA).rings(2, "101");
        office.happens(call);
        office.happens(call.ends(9, Call.Result.MISSED, Call.Reason.ABANDONED));
        assertThat(office.screenOf(Office.ANNA).subscription.open()).isEmpty();
    }

    @Test
    void borisAnswersAndAnnaIsToldWho() {
        var call = Story.from(Office.MARIA).rings(2, "101").rings(2, "102");
        office.happens(call);
        office.happens(call.answers(5, "102").stops(5, "101", Call.LegOutcome.ANSWERED_ELSEWHERE));
        assertThat(anna.kinds()).containsExactly(POP_UP, END);
        assertThat(anna.last().popUp().outcome()).isEqualTo(PopUp.Outcome.ANSWERED_ELSEWHERE);
        assertThat(anna.last().popUp().answeredBy()).isEqualTo(new PopUp.Person("102", "Борис Смирнов"));
        assertThat(boris.last().popUp().state()).isEqualTo(PopUp.State.TALKING);
    }

    @Test
    void aTransferPopsAtTheNewAgentAndComesBack() {
        var call = Story.from(Office.MARIA).rings(2, "101").answers(5, "101");
        office.happens(call);
        office.happens(call.transferred(40, "101", "102")
                .stops(40, "101", Call.LegOutcome.ANSWERED)
                .rings(40, "102"));
        assertThat(anna.kinds()).containsExactly(POP_UP, END);
        assertThat(anna.last().popUp().transferredTo().name()).isEqualTo("Борис Смирнов");
        assertThat(boris.last().popUp().transferredBy().name()).isEqualTo("Анна Петрова");

        office.happens(call.stops(60, "102", Call.LegOutcome.NO_ANSWER).rings(60, "101"));
        assertThat(boris.kinds()).containsExactly(POP_UP, END);
        assertThat(anna.kinds()).containsExactly(POP_UP, END, POP_UP);
    }

    @Test
    void annaPutsTheReceiverDownAMomentBeforeTheCallIsOver() {
        var call = Story.from(Office.MARIA).rings(2, "101").answers(5, "101");
        office.happens(call);
        office.happens(call.stops(30, "101", Call.LegOutcome.ANSWERED));
        assertThat(anna.kinds()).containsExactly(POP_UP);
        office.happens(call.ends(30, Call.Result.ANSWERED, null));
        assertThat(anna.kinds()).containsExactly(POP_UP, END);
        assertThat(anna.last().popUp().outcome()).isEqualTo(PopUp.Outcome.ANSWERED);
    }

    @Test
    void mariaGivesUpAndTheTelephoneIsSilentAMomentBeforeTheCallIsOver() {
        var call = Story.from(Office.MARIA).rings(2, "101");
        office.happens(call);
        office.happens(call.stops(9, "101", Call.LegOutcome.CANCELLED));
        assertThat(anna.kinds()).containsExactly(POP_UP);
        office.happens(call.ends(9, Call.Result.MISSED, Call.Reason.ABANDONED));
        assertThat(anna.last().popUp().outcome()).isEqualTo(PopUp.Outcome.MISSED);
    }

    @Test
    void theQueueGoesOnToTheNextAgent() {
        var call = Story.from(Office.MARIA).rings(2, "101");
        office.happens(call);
        office.happens(call.stops(17, "101", Call.LegOutcome.NO_ANSWER));
        assertThat(anna.last().popUp().outcome()).isEqualTo(PopUp.Outcome.NO_ANSWER);
        assertThat(anna.last().popUp().endedAt()).isNull();
    }

    @Test
    void annaRefusesTheCall() {
        var call = Story.from(Office.MARIA).rings(2, "101");
        office.happens(call);
        call.stops(4, "101", Call.LegOutcome.REJECTED).ends(4, Call.Result.MISSED, Call.Reason.REJECTED);
        office.happens(call);
        assertThat(anna.last().popUp().outcome()).isEqualTo(PopUp.Outcome.REJECTED);
    }

    @Test
    void aClickRingsAnnasTelephoneFirstThenMarias() {
        var call = Story.outbound("101", Office.MARIA).rings(1, "101");
        office.happens(call);
        assertThat(anna.last().popUp().state()).isEqualTo(PopUp.State.RINGING);
        office.happens(call.picksUpToCall(3, "101"));
        assertThat(anna.last().popUp().state()).isEqualTo(PopUp.State.CALLING);
        office.happens(call.outsideRings(4));
        assertThat(anna.last().popUp().state()).isEqualTo(PopUp.State.CALLING);
        office.happens(call.customerAnswers(8));
        assertThat(anna.last().popUp().state()).isEqualTo(PopUp.State.TALKING);
        office.happens(call.ends(30, Call.Result.ANSWERED, null));
        assertThat(anna.last().popUp().outcome()).isEqualTo(PopUp.Outcome.ANSWERED);
    }

    @Test
    void aTelephoneThatIsPickedUpAndStillDialsPopsNothing() {
        office.happens(Story.internal("101"));
        assertThat(anna.events).isEmpty();
    }

    @Test
    void annaCallsBorisAndTheCallStaysHersWhenHeAnswers() {
        var call = Story.internal("101").rings(1, "102");
        office.happens(call);
        office.happens(call.answers(4, "102"));
        assertThat(anna.last().popUp().placedByMe()).isTrue();
        assertThat(anna.last().popUp().state()).isEqualTo(PopUp.State.TALKING);
        assertThat(anna.last().popUp().colleague().name()).isEqualTo("Борис Смирнов");
        assertThat(boris.last().popUp().placedByMe()).isFalse();
        assertThat(boris.last().popUp().colleague().name()).isEqualTo("Анна Петрова");
    }

    @Test
    void annaCallsAndMariaIsBusy() {
        var call = Story.byHand("101", Office.MARIA);
        office.happens(call);
        assertThat(anna.last().popUp().state()).isEqualTo(PopUp.State.CALLING);
        office.happens(call.ends(4, Call.Result.BUSY, null));
        assertThat(anna.last().popUp().outcome()).isEqualTo(PopUp.Outcome.BUSY);
        assertThat(anna.last().popUp().placedByMe()).isTrue();
    }

    @Test
    void aTelephoneThatIsNobodysPopsNowhere() {
        office.happens(Story.from(Office.MARIA).rings(2, "199"));
        office.happens(Story.from(Office.MARIA).rings(2, "+79031234567"));
        assertThat(anna.events).isEmpty();
        assertThat(boris.events).isEmpty();
    }

    @Test
    void twoCallsThatWereOneBecomeOneCard() {
        var other = new UUID(1, 2);
        office.happens(Story.from(Office.MARIA).withId(other).rings(2, "101"));
        office.happens(Story.from(Office.MARIA).mergedFrom(other).rings(2, "101"));
        assertThat(anna.kinds()).containsExactly(POP_UP, UPDATE);
        assertThat(anna.last().popUp().replaces()).containsExactly(other);
        assertThat(office.popUps.open(Office.ANNA.id()))
                .extracting(PopUp::callId)
                .containsExactly(Story.CALL);
    }

    @Test
    void theContactIsWrittenDownDuringTheCall() {
        office.happens(Story.from(Office.UNKNOWN).rings(2, "101"));
        office.popUps.lookUpAgain();
        assertThat(anna.kinds()).containsExactly(POP_UP);

        office.known.put(Office.UNKNOWN, List.of(new Caller(new UUID(9, 9), "Пётр Новый", null, null, null)));
        office.popUps.lookUpAgain();
        assertThat(anna.kinds()).containsExactly(POP_UP, UPDATE);
        assertThat(anna.last().popUp().candidates())
                .extracting(PopUp.Candidate::name)
                .containsExactly("Пётр Новый");
    }

    @Test
    void putAwayOnOneScreenIsPutAwayOnTheOthersAndStaysSo() {
        var browser = office.screenOf(Office.ANNA);
        var call = Story.from(Office.MARIA).rings(2, "101");
        office.happens(call);
        office.popUps.dismiss(Office.ANNA.id(), Story.CALL);
        assertThat(browser.last().popUp().dismissed()).isTrue();
        assertThat(anna.last().json()).isSameAs(browser.last().json());

        office.happens(call.answers(5, "101"));
        assertThat(browser.last().popUp().dismissed()).isTrue();
        office.popUps.dismiss(Office.ANNA.id(), new UUID(0, 0));
    }

    @Test
    void aBrokenScreenDoesNotKeepTheOthersInTheDark() {
        office.popUps.subscribe(Office.ANNA.id(), event -> {
            throw new IllegalStateException("broken");
        });
        var whole = office.screenOf(Office.ANNA);
        office.happens(Story.from(Office.MARIA).rings(2, "101"));
        assertThat(whole.kinds()).containsExactly(POP_UP);
    }

    @Test
    void presenceFollowsTheScreensAndRemembersTheChoice() {
        assertThat(office.presence.of(Office.VERA.id()).state()).isEqualTo(PresenceState.OFFLINE);
        var first = office.screenOf(Office.VERA);
        var second = office.screenOf(Office.VERA);
        assertThat(office.presence.of(Office.VERA.id()).state()).isEqualTo(PresenceState.AVAILABLE);
        office.presence.choose(Office.VERA.id(), PresenceState.DND);
        first.subscription.close();
        assertThat(office.presence.of(Office.VERA.id()).state()).isEqualTo(PresenceState.DND);
        second.subscription.close();
        assertThat(office.presence.of(Office.VERA.id()).state()).isEqualTo(PresenceState.OFFLINE);
        office.screenOf(Office.VERA);
        assertThat(office.presence.of(Office.VERA.id()).state()).isEqualTo(PresenceState.DND);
    }
}
