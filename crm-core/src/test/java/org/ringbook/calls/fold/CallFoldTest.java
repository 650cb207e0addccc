package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.fold.Tape.noonPlus;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.EndedBy;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.Call.Reason;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.Call.State;
import org.ringbook.calls.Call.TransferKind;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;
import org.ringbook.numbers.PhoneNumber;

class CallFoldTest {

    private static final String MARIA = "89161112233";
    private static final String LINE = "74957770001";

    private final Tape tape = new Tape();

    private String mariaTalksToAnna() {
        tape.at(0).outsideCalls("maria", MARIA, LINE).dials("maria", "anna", "101");
        tape.at(0.1).rings("anna");
        tape.at(4).answers("anna");
        return tape.meet("anna", "maria");
    }

    @Test
    void mariaCallsAnnaAnswersMariaHangsUp() {
        String bridge = mariaTalksToAnna();
        tape.at(64).hangsUp("maria").leaves("maria", bridge).leaves("anna", bridge);
        tape.gone("maria", Outcome.ANSWERED).gone("anna", Outcome.ANSWERED);

        Call call = tape.call();

        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.reason()).isNull();
        assertThat(call.external()).isEqualTo(PhoneNumber.of("+79161112233"));
        assertThat(call.line()).isEqualTo(PhoneNumber.of("+74957770001"));
        assertThat(call.startedAt()).isEqualTo(noonPlus(0));
        assertThat(call.answeredAt()).isEqualTo(noonPlus(4));
        assertThat(call.endedAt()).isEqualTo(noonPlus(64));
        assertThat(call.waitSeconds()).isEqualByComparingTo("4");
        assertThat(call.talkSeconds()).isEqualByComparingTo("60");
        assertThat(call.holdSeconds()).isEqualByComparingTo("0");
        assertThat(call.endedBy()).isEqualTo(EndedBy.EXTERNAL);
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.answeredBy()).containsExactly("101");
        assertThat(call.rang()).containsExactly("101");
        assertThat(call.transfers()).isEmpty();
        assertThat(call.sourceId()).isEqualTo("maria");
    }

    @Test
    void whileThePhoneRingsTheCallIsRingingAndHasNoResult() {
        tape.at(0).outsideCalls("maria", MARIA, LINE).dials("maria", "anna", "101");
        tape.at(0.1).rings("anna");

        Call call = tape.call();

        assertThat(call.state()).isEqualTo(State.RINGING);
        assertThat(call.result()).isNull();
        assertThat(call.waitSeconds()).isNull();
        assertThat(call.rang()).containsExactly("101");
    }

    @Test
    void onHoldTheCallIsHeldAndTheHoldIsPartOfTheTalk() {
        mariaTalksToAnna();
        tape.at(10).holds("anna");
        assertThat(tape.call().state()).isEqualTo(State.HELD);

        tape.at(25).resumes("anna");
        assertThat(tape.call().state()).isEqualTo(State.TALKING);

        tape.at(30).hangsUp("anna").gone("anna", Outcome.ANSWERED).gone("maria", Outcome.ANSWERED);
        Call call = tape.call();
        assertThat(call.talkSeconds()).isEqualByComparingTo("26");
        assertThat(call.holdSeconds()).isEqualByComparingTo("15");
        assertThat(call.endedBy()).isEqualTo(EndedBy.AGENT);
    }

    @Test
    void whileMariaSaysHerCardNumberAnnaPausesTheRecordingAndThatIsKnownToTheMoment() {
        mariaTalksToAnna();
        tape.tell(new RecordingStarted("maria", noonPlus(4), null));
        tape.at(20).tell(new RecordingPaused("maria", tape.time()));
        assertThat(tape.call().recordings().get(0).paused()).isTrue();

        tape.at(21).tell(new RecordingPaused("maria", tape.time()));
        tape.at(45).tell(new RecordingResumed("maria", tape.time()));
        Call.Recording recording = tape.call().recordings().get(0);
        assertThat(recording.paused()).isFalse();
        assertThat(recording.pauses()).containsExactly(new Call.Span(noonPlus(20), noonPlus(45)));
    }

    @Test
    void aRecordingThatAnnaForgotToResumeIsPausedUntilTheEnd() {
        mariaTalksToAnna();
        tape.tell(new RecordingStarted("maria", noonPlus(4), null));
        tape.at(20).tell(new RecordingPaused("maria", tape.time()));
        tape.at(64).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("anna", Outcome.ANSWERED);

        assertThat(tape.call().recordings().get(0).pauses()).containsExactly(new Call.Span(noonPlus(20), noonPlus(64)));
    }

    @Test
    void aRecordingThatTheDialplanBreaksOffIsOverThoughTheyTalkOn() {
        mariaTalksToAnna();
        tape.tell(new RecordingStarted("maria", noonPlus(4), null));
        assertThat(tape.call().recordings().get(0).endedAt()).isNull();

        tape.at(20).tell(new RecordingPaused("maria", tape.time()));
        tape.at(30).tell(new CallFact.RecordingEnded("maria", tape.time()));
        tape.at(40).tell(new RecordingResumed("maria", tape.time()));

        Call.Recording recording = tape.call().recordings().get(0);
        assertThat(recording.endedAt()).isEqualTo(noonPlus(30));
        assertThat(recording.pauses()).containsExactly(new Call.Span(noonPlus(20), noonPlus(30)));
    }

    @Test
    void aSecondRecordingOfTheSameLegRunsBesideTheFirstAndBeginsUnpaused() {
        mariaTalksToAnna();
        tape.tell(new RecordingStarted("maria", noonPlus(4), null));
        tape.at(20).tell(new RecordingPaused("maria", tape.time()));
        tape.at(30).tell(new RecordingStarted("maria", noonPlus(30), null));

        assertThat(tape.call().recordings())
                .extracting(Call.Recording::pauses)
                .containsExactly(List.of(new Call.Span(noonPlus(20), null)), List.of());
    }

    @Test
    void mariaGivesUpWhileThePhoneRings() {
        tape.at(0).outsideCalls("maria", MARIA, LINE).dials("maria", "anna", "101");
        tape.at(0.1).rings("anna");
        tape.at(7).hangsUp("maria").attemptEnds("anna", Outcome.CANCELLED);
        tape.gone("anna", Outcome.OTHER).gone("maria", Outcome.OTHER);

        Call call = tape.call();

        assertThat(call.result()).isEqualTo(Result.MISSED);
        assertThat(call.reason()).isEqualTo(Reason.ABANDONED);
        assertThat(call.waitSeconds()).isEqualByComparingTo("7");
        assertThat(call.talkSeconds()).isEqualByComparingTo("0");
        assertThat(call.endedBy()).isEqualTo(EndedBy.EXTERNAL);
        assertThat(call.agent()).isNull();
        assertThat(call.answeredBy()).isEmpty();
        assertThat(call.legs().get(1).outcome()).isEqualTo(LegOutcome.CANCELLED);
    }

    @Test
    void inARingGroupTheLosersWereAnsweredElsewhere() {
        tape.at(0).outsideCalls("maria", MARIA, LINE);
        tape.dials("maria", "anna", "101").dials("maria", "boris", "102");
        tape.at(0.1).rings("anna").rings("boris");
        tape.at(5).answers("boris").attemptEnds("anna", Outcome.CANCELLED).gone("anna", Outcome.ELSEWHERE);
        tape.meet("boris", "maria");
        tape.at(9).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("boris", Outcome.ANSWERED);

        Call call = tape.call();

        assertThat(call.answeredBy()).containsExactly("102");
        assertThat(call.rang()).containsExactly("101", "102");
        assertThat(call.legs())
                .filteredOn(leg -> "101".equals(leg.party()))
                .extracting(Call.Leg::outcome)
                .containsExactly(LegOutcome.ANSWERED_ELSEWHERE);
    }

    @Test
    void waitingInAQueueIsNoAnswer() {
        tape.at(0).outsideCalls("maria", MARIA, LINE);
        tape.at(0.2).tell(new LegUp("maria", tape.time())).queue("maria", "sales");
        assertThat(tape.call().state()).isEqualTo(State.QUEUED);

        tape.at(12).hangsUp("maria").leavesQueue("maria", "sales", true).gone("maria", Outcome.ANSWERED);
        Call call = tape.call();
        assertThat(call.result()).isEqualTo(Result.MISSED);
        assertThat(call.reason()).isEqualTo(Reason.ABANDONED);
        assertThat(call.answeredAt()).isNull();
        assertThat(call.queue()).isEqualTo("sales");
        assertThat(call.legs()).extracting(Call.Leg::kind).contains(LegKind.QUEUE);
    }

    @Test
    void aBlindTransferIsOneCall() {
        String bridge = mariaTalksToAnna();
        tape.at(10).tell(new Transferred("anna", tape.time(), TransferKind.BLIND, "maria", null, "102"));
        tape.leaves("anna", bridge).leaves("maria", bridge).gone("anna", Outcome.ANSWERED);
        tape.at(10.2).dials("maria", "boris", "102").rings("boris");
        tape.at(13).answers("boris").meet("boris", "maria");
        tape.at(20).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("boris", Outcome.ANSWERED);

        Call call = tape.call();

        assertThat(call.transfers()).singleElement().satisfies(transfer -> {
            assertThat(transfer.from()).isEqualTo("101");
            assertThat(transfer.to()).isEqualTo("102");
            assertThat(transfer.kind()).isEqualTo(TransferKind.BLIND);
        });
        assertThat(call.answeredBy()).containsExactly("101", "102");
        assertThat(call.agent()).isEqualTo("102");
        assertThat(call.talkSeconds()).isEqualByComparingTo("13");
        assertThat(call.holdSeconds()).isEqualByComparingTo("0");
    }

    @Test
    void theConsultationBeforeAnAttendedTransferBelongsToTheCall() {
        String bridge = mariaTalksToAnna();
        tape.at(10).holds("anna").phoneDials("anna2", "101", "102").dials("anna2", "boris", "102");
        tape.at(10.1).rings("boris");
        tape.at(12).answers("boris");
        String consultation = tape.meet("boris", "anna2");
        tape.at(15).tell(new Transferred("anna", tape.time(), TransferKind.ATTENDED, "maria", "boris", null));
        tape.tell(new Linked("anna", tape.time(), "anna2"));
        tape.leaves("anna", bridge).leaves("anna2", consultation).leaves("boris", consultation);
        tape.gone("anna", Outcome.ANSWERED).gone("anna2", Outcome.ANSWERED).enter(bridge, "boris");
        tape.at(20).hangsUp("boris").gone("boris", Outcome.ANSWERED).gone("maria", Outcome.ANSWERED);

        Call call = tape.call();

        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.transfers()).extracting(Call.Transfer::to).containsExactly("102");
        assertThat(call.answeredBy()).containsExactly("101", "102");
        assertThat(call.talkSeconds()).isEqualByComparingTo("16");
        assertThat(call.holdSeconds()).isEqualByComparingTo("5");
        assertThat(call.endedBy()).isEqualTo(EndedBy.AGENT);
    }

    @Test
    void aColleaguePicksUpARingingPhone() {
        tape.at(0).outsideCalls("maria", MARIA, LINE).dials("maria", "anna", "101");
        tape.at(0.1).rings("anna");
        tape.at(3).phoneDials("boris", "102", "*8").tell(new LegUp("boris", tape.time()));
        tape.tell(new PickedUp("boris", tape.time(), "anna")).gone("anna", Outcome.ANSWERED);
        tape.meet("boris", "maria");
        tape.at(9).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("boris", Outcome.ANSWERED);

        Call call = tape.call();

        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.answeredBy()).containsExactly("102");
        assertThat(call.rang()).containsExactly("101");
        assertThat(call.legs())
                .filteredOn(leg -> "101".equals(leg.party()))
                .extracting(Call.Leg::outcome)
                .containsExactly(LegOutcome.ANSWERED_ELSEWHERE);
    }

    @Test
    void annaClicksANumberAndDoesNotPickUpHerOwnPhone() {
        tape.at(0).tell(new LegBegan("click", tape.time(), Side.CALLED, false, "101", null, null));
        tape.tell(new ClickToCall("click", tape.time(), null)).tell(new LegNumber("click", tape.time(), MARIA));
        tape.tell(new LegDialled("click", tape.time(), null, "101")).rings("click");
        tape.at(20).gone("click", Outcome.NO_ANSWER);

        Call call = tape.call();

        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.result()).isEqualTo(Result.FAILED);
        assertThat(call.reason()).isEqualTo(Reason.AGENT_UNREACHABLE);
        assertThat(call.external()).isEqualTo(PhoneNumber.of("+79161112233"));
        assertThat(call.agent()).isEqualTo("101");
    }

    @Test
    void twoCallsOfOneNumberAtOneTimeAreTwoCalls() {
        tape.at(0).outsideCalls("first", MARIA, LINE).outsideCalls("second", MARIA, LINE);
        tape.at(3).gone("first", Outcome.ANSWERED).gone("second", Outcome.ANSWERED);

        assertThat(tape.calls()).hasSize(2).extracting(Call::id).doesNotHaveDuplicates();
    }

    @Test
    void twoCallersOfOneAgentsOpenLineStayTwoCalls() {
        tape.at(0).phoneDials("shift", "103", "agents").tell(new NailedUp("shift", tape.time(), "103"));
        for (int caller = 1; caller <= 2; caller++) {
            String leg = "caller" + caller;
            tape.at(caller * 100).outsideCalls(leg, MARIA, LINE);
            String bridge = tape.meet(leg);
            tape.at(caller * 100 + 5).enter(bridge, "shift");
            tape.tell(new Linked(leg, tape.time(), "shift"));
            tape.at(caller * 100 + 30).hangsUp(leg).leaves("shift", bridge).gone(leg, Outcome.ANSWERED);
        }

        assertThat(tape.calls()).hasSize(2).allSatisfy(call -> {
            assertThat(call.result()).isEqualTo(Result.ANSWERED);
            assertThat(call.answeredBy()).containsExactly("103");
            assertThat(call.talkSeconds()).isEqualByComparingTo("25");
        });
    }

    @Test
    void anOpenLineThatIsKnownOnlyAfterTheSecondCallerHasJoinedNothing() {
        tape.at(0).phoneDials("shift", "103", "agents");
        for (int caller = 1; caller <= 2; caller++) {
            String leg = "caller" + caller;
            tape.at(caller * 100).outsideCalls(leg, MARIA, LINE);
            String bridge = tape.meet(leg);
            tape.at(caller * 100 + 5).enter(bridge, "shift");
            tape.tell(new Linked(leg, tape.time(), "shift"));
            tape.at(caller * 100 + 30).hangsUp(leg).leaves("shift", bridge).gone(leg, Outcome.ANSWERED);
        }
        assertThat(tape.calls()).hasSize(1);

        tape.tell(new NailedUp("shift", tape.time(), "103"));

        assertThat(tape.calls())
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.answeredBy()).containsExactly("103"));
    }

    @Test
    void aCallForwardedToAMobileIsAnsweredByThatNumber() {
        tape.at(0).outsideCalls("maria", MARIA, LINE).dialsOut("maria", "mobile", "89035556677");
        tape.at(1).rings("mobile");
        tape.at(4).answers("mobile").meet("mobile", "maria");
        tape.at(9).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("mobile", Outcome.ANSWERED);

        Call call = tape.call();

        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.external()).isEqualTo(PhoneNumber.of("+79161112233"));
        assertThat(call.answeredBy()).containsExactly("+79035556677");
    }

    @Test
    void aLostHangUpIsNoAnswerForEverAndALegThatIsHeardOfAgainHadNotEnded() {
        mariaTalksToAnna();
        tape.at(6).gone("maria", Outcome.ANSWERED);
        tape.at(30).gone("maria", Outcome.ANSWERED).gone("anna", Outcome.ANSWERED);

        assertThat(tape.call().talkSeconds()).isEqualByComparingTo("26");
    }

    /** A record in whole seconds has Anna's telephone called before Maria called. */
    @Test
    void whoWasCalledIsNotTheFirstLegOfACall() {
        tape.at(0.7).outsideCalls("maria", MARIA, LINE);
        tape.at(0).dials("maria", "anna", "101");
        tape.at(6).gone("maria", Outcome.ANSWERED).gone("anna", Outcome.NO_ANSWER);

        assertThat(tape.call().sourceId()).isEqualTo("maria");
        assertThat(tape.call().startedAt()).isEqualTo(noonPlus(0.7));
    }

    @Test
    void theQueueRingsAnnaTwiceAndBorisOnce() {
        tape.at(0).outsideCalls("maria", MARIA, LINE).queue("maria", "sales");
        tape.at(1)
                .dials("maria", "anna", "101")
                .dials("maria", "boris", "102")
                .rings("anna")
                .rings("boris");
        tape.at(16).attemptEnds("anna", Outcome.NO_ANSWER).gone("anna", Outcome.NO_ANSWER);
        tape.attemptEnds("boris", Outcome.NO_ANSWER).gone("boris", Outcome.NO_ANSWER);
        tape.at(20).dials("maria", "anna again", "101").rings("anna again");
        tape.at(21).dialsOut("maria", "mobile", "+79035556677").rings("mobile");
        assertThat(tape.call().rang()).containsExactly("101", "102", "+79035556677");
        assertThat(tape.call().rings()).as("the mobile is none of ours").isEqualTo(3);
    }
}
