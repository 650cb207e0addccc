package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.DialEnded;
import org.ringbook.calls.CallFact.Joined;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.LegDialled;
import org.ringbook.calls.CallFact.LegUp;
import org.ringbook.calls.CallFact.NailedUp;
import org.ringbook.calls.CallFact.NotTried;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Paired;
import org.ringbook.calls.CallFact.Parked;
import org.ringbook.calls.CallFact.Served;
import org.ringbook.calls.CallFact.Side;

/** Maria has called; what is told of each telephone, and of each place of the PBX. */
class WhatBecameOfEachTelephoneTest {

    private final Tape tape = new Tape();

    @BeforeEach
    void mariaCalls() {
        tape.at(0).outsideCalls("maria", "89161112233", "74957770001");
    }

    private Call.Leg leg(String party) {
        return tape.call().legs().stream()
                .filter(leg -> party.equals(leg.party()))
                .findFirst()
                .orElseThrow();
    }

    private void ends(String leg, Outcome outcome) {
        tape.attemptEnds(leg, outcome).gone(leg, outcome);
    }

    private void annaBecomes(Outcome attempt, LegOutcome outcome) {
        tape.dials("maria", "anna", "101").rings("anna").at(5);
        ends("anna", attempt);
        assertThat(leg("101").outcome()).isEqualTo(outcome);
        assertThat(leg("101").answeredAt()).isNull();
        assertThat(leg("101").endedAt()).isEqualTo(Tape.noonPlus(5));
    }

    @Test
    void sheDidNotAnswer() {
        annaBecomes(Outcome.NO_ANSWER, LegOutcome.NO_ANSWER);
    }

    @Test
    void sheWasBusy() {
        tape.dials("maria", "anna", "101").at(0.1);
        ends("anna", Outcome.BUSY);
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.BUSY);
    }

    /** Many telephones say "busy" when the button is pressed. */
    @Test
    void sheHeardItRingAndHerTelephoneSaidBusy() {
        annaBecomes(Outcome.BUSY, LegOutcome.REJECTED);
        tape.gone("maria", Outcome.BUSY);
        assertThat(tape.call().reason()).isEqualTo(Call.Reason.REJECTED);
        assertThat(tape.call().endedBy()).isEqualTo(Call.EndedBy.AGENT);
    }

    @Test
    void aTelephoneOutsideRingsForItsNetworkAndIsBusyAllTheSame() {
        tape.dialsOut("maria", "mobile", "89035556677").rings("mobile").at(5);
        ends("mobile", Outcome.BUSY);
        assertThat(leg("+79035556677").outcome()).isEqualTo(LegOutcome.BUSY);
    }

    @Test
    void sheRejected() {
        annaBecomes(Outcome.REJECTED, LegOutcome.REJECTED);
    }

    @Test
    void sheWasNotThere() {
        annaBecomes(Outcome.UNREACHABLE, LegOutcome.UNREACHABLE);
    }

    @Test
    void herTrunkWasCongested() {
        annaBecomes(Outcome.CONGESTION, LegOutcome.UNREACHABLE);
    }

    @Test
    void herNumberWasWrong() {
        annaBecomes(Outcome.INVALID_NUMBER, LegOutcome.UNREACHABLE);
    }

    @Test
    void itStoppedRinging() {
        annaBecomes(Outcome.CANCELLED, LegOutcome.CANCELLED);
    }

    @Test
    void itWasTakenElsewhere() {
        annaBecomes(Outcome.ELSEWHERE, LegOutcome.ANSWERED_ELSEWHERE);
    }

    @Test
    void theNetworkSaidMoreThanThePbx() {
        tape.dials("maria", "anna", "101").rings("anna").at(5);
        tape.attemptEnds("anna", Outcome.NO_ANSWER).gone("anna", Outcome.INVALID_NUMBER);
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.UNREACHABLE);
    }

    @Test
    void whatThePbxCancelledWasNotRejected() {
        tape.dials("maria", "anna", "101").rings("anna").at(5);
        tape.attemptEnds("anna", Outcome.CANCELLED).gone("anna", Outcome.REJECTED);
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.CANCELLED);
    }

    @Test
    void anAnswerThatWasTakenForACancelledOneIsAnAnswer() {
        tape.dials("maria", "anna", "101").at(5);
        tape.attemptEnds("anna", Outcome.CANCELLED)
                .attemptEnds("anna", Outcome.BUSY)
                .attemptEnds("anna", Outcome.REJECTED);
        tape.gone("anna", Outcome.OTHER);
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.BUSY);
    }

    @Test
    void whileItRingsNothingHasBecomeOfIt() {
        tape.dials("maria", "anna", "101").at(1).rings("anna");
        assertThat(leg("101").outcome()).isNull();
        assertThat(leg("101").ringAt()).isEqualTo(Tape.noonPlus(1));
        assertThat(leg("101").endedAt()).isNull();
    }

    @Test
    void theRingingStoppedWhenBorisTookIt() {
        tape.dials("maria", "anna", "101")
                .dials("maria", "boris", "102")
                .rings("anna")
                .rings("boris");
        tape.at(5).answers("boris").meet("maria", "boris");
        tape.at(5.9);
        ends("anna", Outcome.CANCELLED);
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.ANSWERED_ELSEWHERE);
        assertThat(leg("102").outcome()).isEqualTo(LegOutcome.ANSWERED);
        assertThat(leg("102").answeredAt()).isEqualTo(Tape.noonPlus(5));
    }

    @Test
    void theRingingHadStoppedBeforeBorisWasCalled() {
        tape.dials("maria", "anna", "101").rings("anna").at(5);
        ends("anna", Outcome.CANCELLED);
        tape.at(6).dials("maria", "boris", "102").answers("boris").meet("maria", "boris");
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.CANCELLED);
    }

    @Test
    void whoSentTheCallOnToAMobileDidNotLoseItToAnother() {
        tape.dials("maria", "anna", "101").rings("anna");
        tape.at(5)
                .tell(new DialEnded("anna", tape.time(), Outcome.CANCELLED, "89035556677"))
                .gone("anna", Outcome.OTHER);
        tape.dialsOut("maria", "mobile", "89035556677").answers("mobile").meet("maria", "mobile");
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.CANCELLED);
    }

    @Test
    void mariaHerselfAnsweredCancelledOrWasLetGo() {
        tape.at(3).gone("maria", Outcome.OTHER);
        assertThat(leg("+79161112233").outcome()).isEqualTo(LegOutcome.NO_ANSWER);
        assertThat(leg("+79161112233").kind()).isEqualTo(LegKind.OUTSIDE);
        assertThat(leg("+79161112233").ringAt()).isEqualTo(Tape.noonPlus(0));
        tape.at(2).hangsUp("maria");
        assertThat(leg("+79161112233").outcome()).isEqualTo(LegOutcome.CANCELLED);
        assertThat(leg("+79161112233").endedAt()).isEqualTo(Tape.noonPlus(2));
    }

    @Test
    void theQueueConnectedHer() {
        tape.queue("maria", "sales").dials("maria", "anna", "101").rings("anna");
        tape.at(5).answers("anna").meet("maria", "anna");
        tape.at(5.9).leavesQueue("maria", "sales", false);
        assertThat(leg("sales").outcome()).isEqualTo(LegOutcome.ANSWERED);
        assertThat(leg("sales").kind()).isEqualTo(LegKind.QUEUE);
        assertThat(leg("sales").ringAt()).isEqualTo(Tape.noonPlus(0));
        assertThat(leg("sales").endedAt()).isEqualTo(Tape.noonPlus(5.9));
    }

    @Test
    void theQueueLetHerGoAndSomebodySpokeWithHerLater() {
        tape.queue("maria", "sales").at(10).leavesQueue("maria", "sales", false);
        tape.at(12).dials("maria", "anna", "101").answers("anna").meet("maria", "anna");
        assertThat(leg("sales").outcome()).isEqualTo(LegOutcome.NO_ANSWER);
    }

    @Test
    void sheGaveUpInTheQueue() {
        tape.queue("maria", "sales").at(10).leavesQueue("maria", "sales", true).hangsUp("maria");
        tape.gone("maria", Outcome.OTHER);
        assertThat(leg("sales").outcome()).isEqualTo(LegOutcome.CANCELLED);
        assertThat(tape.call().queue()).isEqualTo("sales");
    }

    @Test
    void theQueueSaysThatSheGaveUpButSheLeftAMessage() {
        tape.queue("maria", "sales").at(10).leavesQueue("maria", "sales", true);
        tape.at(11).hangsUp("maria").gone("maria", Outcome.OTHER);
        assertThat(leg("sales").outcome()).isEqualTo(LegOutcome.NO_ANSWER);
    }

    @Test
    void inTheQueueNothingHasBecomeOfItYetAndItEndsWithHer() {
        tape.at(1).queue("maria", "sales");
        assertThat(leg("sales").outcome()).isNull();
        tape.at(9).gone("maria", Outcome.OTHER);
        assertThat(leg("sales").endedAt()).isEqualTo(Tape.noonPlus(9));
    }

    @Test
    void theMenuLastsUntilAnnaSpeaks() {
        tape.at(1).tell(new Served("maria", tape.time(), LegKind.IVR, "menu"));
        tape.at(9).dials("maria", "anna", "101").answers("anna").meet("maria", "anna");
        tape.at(20).hangsUp("maria").gone("maria", Outcome.ANSWERED);
        assertThat(leg("menu").answeredAt()).isEqualTo(Tape.noonPlus(1));
        assertThat(leg("menu").endedAt()).isEqualTo(Tape.noonPlus(9));
        assertThat(leg("menu").outcome()).isEqualTo(LegOutcome.ANSWERED);
    }

    @Test
    void voicemailAfterAConversationLastsToTheEnd() {
        tape.dials("maria", "anna", "101").answers("anna");
        String bridge = tape.at(2).meet("maria", "anna");
        tape.at(8).leaves("maria", bridge).leaves("anna", bridge).gone("anna", Outcome.ANSWERED);
        tape.at(9).tell(new Served("maria", tape.time(), LegKind.VOICEMAIL, "mailbox"));
        tape.at(20).gone("maria", Outcome.ANSWERED);
        assertThat(leg("mailbox").endedAt()).isEqualTo(Tape.noonPlus(20));
    }

    @Test
    void theSlotThatSheWasParkedIn() {
        tape.at(3).tell(new Parked("maria", tape.time(), "701"));
        tape.tell(new Joined("maria", tape.time(), "parking", BridgeKind.PARKING, null));
        tape.at(9).gone("maria", Outcome.OTHER);
        assertThat(leg("701").kind()).isEqualTo(LegKind.PARKING);
        assertThat(leg("701").endedAt()).isEqualTo(Tape.noonPlus(9));
    }

    @Test
    void aConferenceIsOnePlaceHoweverManyOfTheCallAreInIt() {
        tape.dials("maria", "anna", "101").answers("anna");
        tape.at(5).tell(new Served("anna", tape.time(), LegKind.CONFERENCE, "meeting"));
        tape.at(4).tell(new Served("maria", tape.time(), LegKind.CONFERENCE, "meeting"));
        tape.tell(new Served("maria", tape.time(), LegKind.CONFERENCE, "other meeting"));
        assertThat(leg("meeting").endedAt()).isNull();
        tape.at(20).gone("maria", Outcome.ANSWERED).at(25).gone("anna", Outcome.ANSWERED);
        assertThat(tape.call().legs())
                .filteredOn(leg -> "meeting".equals(leg.party()))
                .hasSize(1);
        assertThat(leg("meeting").ringAt()).isEqualTo(Tape.noonPlus(4));
        assertThat(leg("meeting").endedAt()).isEqualTo(Tape.noonPlus(25));
        assertThat(leg("other meeting").endedAt()).isEqualTo(Tape.noonPlus(20));
    }

    @Test
    void ofAnAgentWhoIsLoggedInAllDayTheTimeInThisCallCounts() {
        tape.tell(new NailedUp("shift", Tape.noonPlus(-9000), "103"));
        String bridge = tape.at(1).meet("maria");
        tape.at(3).enter(bridge, "shift");
        assertThat(leg("103").outcome()).isNull();
        tape.at(9).leaves("shift", bridge).hangsUp("maria").gone("maria", Outcome.ANSWERED);
        assertThat(leg("103").ringAt()).isEqualTo(Tape.noonPlus(3));
        assertThat(leg("103").endedAt()).isEqualTo(Tape.noonPlus(9));
        assertThat(leg("103").outcome()).isEqualTo(LegOutcome.ANSWERED);
    }

    @Test
    void theSecondLineOnWhichAnnaAsksBorisIsNoLegOfItsOwn() {
        tape.dials("maria", "anna", "101").answers("anna").meet("maria", "anna");
        tape.at(9).holds("anna").phoneDials("anna asks", "101", "102").dials("anna asks", "boris", "102");
        tape.tell(new org.ringbook.calls.CallFact.Linked("anna asks", tape.time(), "anna"));
        tape.at(12).answers("boris").meet("anna asks", "boris");
        assertThat(tape.call().legs())
                .extracting(Call.Leg::party)
                .containsExactlyInAnyOrder("+79161112233", "101", "102");
    }

    @Test
    void aColleagueWhoJoinsByTheirOwnCallIsALeg() {
        tape.dials("maria", "anna", "101").answers("anna").meet("maria", "anna");
        tape.at(9)
                .phoneDials("vera", "103", "*7")
                .tell(new org.ringbook.calls.CallFact.Linked("vera", tape.time(), "anna"));
        assertThat(tape.call().legs()).extracting(Call.Leg::party).contains("103");
    }

    @Test
    void whoIsUpButNeverSpokeAndIsGoneAnswered() {
        tape.dials("maria", "anna", "101").rings("anna").at(5).tell(new LegUp("anna", tape.time()));
        tape.at(9).gone("anna", Outcome.OTHER);
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.ANSWERED);
        assertThat(leg("101").answeredAt()).isNull();
    }

    @Test
    void legsStandInTheOrderInWhichTheyAppeared() {
        tape.at(1).queue("maria", "sales");
        tape.at(2)
                .dials("maria", "boris", "102")
                .rings("boris")
                .at(5)
                .dials("maria", "anna", "101")
                .rings("anna");
        assertThat(tape.call().legs())
                .extracting(Call.Leg::party)
                .containsExactly("+79161112233", "sales", "102", "101");
    }

    /** So that no telephone shows a missed call. */
    @Test
    void nobodyAnsweredThoughEachWasToldThatSomebodyHad() {
        tape.dials("maria", "anna", "101").rings("anna").at(5);
        tape.attemptEnds("anna", Outcome.NO_ANSWER).gone("anna", Outcome.ELSEWHERE);
        tape.dials("maria", "boris", "102").rings("boris").at(10);
        tape.attemptEnds("boris", Outcome.NO_ANSWER)
                .gone("boris", Outcome.ELSEWHERE)
                .gone("maria", Outcome.OTHER);
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.NO_ANSWER);
        assertThat(leg("102").outcome()).isEqualTo(LegOutcome.NO_ANSWER);
        assertThat(tape.call().reason()).isEqualTo(Call.Reason.RANG_OUT);
    }

    @Test
    void behindAPairOfLocalLegsItRangOutAsWell() {
        tape.tell(new LegBegan("one", tape.time(), Side.LOCAL, false, null, null, null));
        tape.tell(new LegBegan("two", tape.time(), Side.LOCAL, false, null, null, null));
        tape.tell(new Paired("one", tape.time(), "two")).tell(new LegDialled("one", tape.time(), "maria", null));
        tape.dials("two", "anna", "101").rings("anna").at(5);
        tape.attemptEnds("one", Outcome.NO_ANSWER).attemptEnds("anna", Outcome.CANCELLED);
        tape.gone("anna", Outcome.ANSWERED);
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.NO_ANSWER);
    }

    @Test
    void whoIsAskedWhetherTheyTakeItHearsNoMenuOfMarias() {
        tape.dialsOut("maria", "mobile", "89035556677").at(3).tell(new LegUp("mobile", tape.time()));
        tape.tell(new Served("mobile", tape.time(), Call.LegKind.IVR, null));
        assertThat(tape.call().legs()).extracting(Call.Leg::kind).doesNotContain(Call.LegKind.IVR);
    }

    @Test
    void aMenuIsOneHoweverManyQuestionsItAsks() {
        for (double at : new double[] {1, 2, 4}) {
            tape.at(at).tell(new Served("maria", tape.time(), Call.LegKind.IVR, null));
        }
        tape.at(6).dials("maria", "anna", "101").at(8).answers("anna").meet("maria", "anna");
        assertThat(tape.call().legs())
                .filteredOn(leg -> leg.kind() == Call.LegKind.IVR)
                .singleElement()
                .satisfies(menu -> {
                    assertThat(menu.ringAt()).isEqualTo(Tape.noonPlus(1));
                    assertThat(menu.endedAt()).isEqualTo(Tape.noonPlus(8));
                });
    }

    @Test
    void aTelephoneThatIsNotRegisteredWasNeverTried() {
        tape.dials("maria", "anna", "101").at(1).tell(new NotTried("anna", tape.time()));
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.UNREACHABLE);
        assertThat(leg("101").endedAt()).isEqualTo(Tape.noonPlus(1));
        assertThat(tape.call().rang()).isEmpty();
    }

    @Test
    void whatRingsWasTriedWhateverIsSaidOfIt() {
        tape.dials("maria", "anna", "101").rings("anna").at(1).tell(new NotTried("anna", tape.time()));
        assertThat(leg("101").outcome()).isNull();
        tape.at(5);
        ends("anna", Outcome.REJECTED);
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.REJECTED);
    }

    @Test
    void whatIsUpOrIsOverWasTriedAsWell() {
        tape.dials("maria", "anna", "101").dials("maria", "boris", "102").at(1);
        tape.tell(new LegUp("anna", tape.time())).tell(new NotTried("anna", tape.time()));
        tape.gone("boris", Outcome.BUSY).tell(new NotTried("boris", tape.time()));
        assertThat(leg("101").endedAt()).isNull();
        assertThat(leg("102").outcome()).isEqualTo(LegOutcome.BUSY);
    }

    private void annaIsToldThatItWasTakenElsewhereAt(double seconds) {
        tape.at(seconds).attemptEnds("anna", Outcome.NO_ANSWER).gone("anna", Outcome.ELSEWHERE);
    }

    private void borisIsHeardWithMariaAt(double seconds) {
        tape.dials("maria", "anna", "101").rings("anna").dials("maria", "boris", "102");
        tape.at(seconds).meet("maria", "boris");
    }

    /** Nobody said that Boris answered; he is heard. */
    @Test
    void whoIsHeardAtThatMomentHasTakenIt() {
        borisIsHeardWithMariaAt(5);
        annaIsToldThatItWasTakenElsewhereAt(5.9);
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.ANSWERED_ELSEWHERE);
    }

    @Test
    void whoWasHeardASecondBeforeHasNot() {
        borisIsHeardWithMariaAt(5);
        annaIsToldThatItWasTakenElsewhereAt(6);
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.NO_ANSWER);
    }

    @Test
    void whoWaitsWithMusicHasTakenNothing() {
        tape.dials("maria", "anna", "101").rings("anna");
        tape.at(5).tell(new Joined("maria", tape.time(), "queue", BridgeKind.HOLDING, null));
        annaIsToldThatItWasTakenElsewhereAt(5);
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.NO_ANSWER);
    }

    @Test
    void behindAPairOfLocalLegsItRangOutOnlyIfThatWasThenAndThere() {
        tape.tell(new LegBegan("one", tape.time(), Side.LOCAL, false, null, null, null));
        tape.tell(new LegBegan("two", tape.time(), Side.LOCAL, false, null, null, null));
        tape.tell(new Paired("one", tape.time(), "two")).tell(new LegDialled("one", tape.time(), "maria", null));
        tape.dials("two", "anna", "101").rings("anna").at(5).attemptEnds("one", Outcome.NO_ANSWER);
        tape.at(6).attemptEnds("anna", Outcome.CANCELLED).gone("anna", Outcome.ANSWERED);
        assertThat(leg("101").outcome()).isEqualTo(LegOutcome.CANCELLED);
    }
}
