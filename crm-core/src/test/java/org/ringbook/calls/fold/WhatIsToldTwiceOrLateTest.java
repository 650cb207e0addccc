package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.fold.Tape.noonPlus;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.BroughtBy;
import org.ringbook.calls.CallFact.DialEnded;
import org.ringbook.calls.CallFact.Healed;
import org.ringbook.calls.CallFact.HealedFrom;
import org.ringbook.calls.CallFact.Joined;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.LegDialled;
import org.ringbook.calls.CallFact.LegNumber;
import org.ringbook.calls.CallFact.LegSeen;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.RecordingNamed;
import org.ringbook.calls.CallFact.RecordingStarted;
import org.ringbook.calls.CallFact.ShownNumber;
import org.ringbook.calls.CallFact.Side;
import org.ringbook.numbers.PhoneNumber;

/** Maria calls Anna; a source says some things twice, some late, and some otherwise than before. */
class WhatIsToldTwiceOrLateTest {

    private final Tape tape = new Tape();

    @BeforeEach
    void mariaCallsAnna() {
        tape.at(0).outsideCalls("maria", "89161112233", "74957770001").dials("maria", "anna", "101");
    }

    private Call.Leg annas() {
        return tape.call().legs().stream()
                .filter(leg -> "101".equals(leg.party()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFirstRingCounts() {
        tape.at(1).rings("anna").at(3).rings("anna");
        assertThat(annas().ringAt()).isEqualTo(noonPlus(1));
        assertThat(tape.call().rings()).isEqualTo(1);
    }

    @Test
    void theFirstMomentInWhichHerPhoneWasUpCounts() {
        tape.at(1).rings("anna").at(4).answers("anna").meet("maria", "anna");
        tape.at(6).answers("anna");
        assertThat(annas().answeredAt()).isEqualTo(noonPlus(4));
    }

    @Test
    void theFirstHangUpCounts() {
        tape.at(4).answers("anna").meet("maria", "anna");
        tape.at(9).hangsUp("maria").at(10).hangsUp("maria").gone("maria", Outcome.ANSWERED);
        tape.gone("anna", Outcome.ANSWERED);
        assertThat(tape.call().endedAt()).isEqualTo(noonPlus(9));
    }

    @Test
    void theLastEndCountsAndWhatItSays() {
        tape.at(1).rings("anna").at(5).gone("anna", Outcome.BUSY).at(6).gone("anna", Outcome.REJECTED);
        assertThat(annas().outcome()).isEqualTo(LegOutcome.REJECTED);
        assertThat(annas().endedAt()).isEqualTo(noonPlus(6));
    }

    @Test
    void whoSheIsIsToldOnceHoweverOftenSheIsSeen() {
        tape.at(1).tell(new LegSeen("anna", tape.time(), true, true, "999"));
        tape.at(2).tell(new LegBegan("anna", tape.time(), Side.CALLER, true, "998", "1", "2"));
        assertThat(annas().kind()).isEqualTo(Call.LegKind.AGENT);
        assertThat(tape.call().legs()).hasSize(2);
    }

    @Test
    void ofWhomOnlyTheMiddleIsHeardIsWhoTheyAreSeenToBe() {
        tape.at(2).tell(new LegSeen("boris", tape.time(), false, false, "102")).rings("boris");
        tape.tell(new LegDialled("boris", tape.time(), "maria", "102"));
        assertThat(tape.call().legs()).extracting(Call.Leg::party).contains("102");
        tape.tell(new LegSeen("local", tape.time(), true, false, null));
        tape.tell(new LegDialled("local", tape.time(), "maria", null));
        assertThat(tape.call().legs()).hasSize(3);
    }

    @Test
    void theFirstNumberThatALegShowsIsItsOwn() {
        tape.at(1).tell(new LegBegan("withheld", tape.time(), Side.CALLER, true, null, null, "74957770001"));
        tape.tell(new LegNumber("withheld", tape.time(), "89035556677"));
        tape.at(2).tell(new LegNumber("withheld", tape.time(), "84951234567"));
        assertThat(tape.calls().get(1).external()).isEqualTo(PhoneNumber.of("+79035556677"));
        tape.at(3).tell(new LegNumber("maria", tape.time(), "84951234567"));
        assertThat(tape.calls().get(0).external()).isEqualTo(PhoneNumber.of("+79161112233"));
    }

    @Test
    void theFirstNumberThatWasShownIsTheLine() {
        var out = new Tape();
        out.at(0).phoneDials("anna", "101", "89161112233").dialsOut("anna", "maria", "89161112233");
        out.at(1).tell(new ShownNumber("maria", out.time(), "84957770001"));
        out.at(2).tell(new ShownNumber("maria", out.time(), "84957770002"));
        assertThat(out.call().line()).isEqualTo(PhoneNumber.of("+74957770001"));
    }

    @Test
    void onWhoseBehalfSheWasDialledFirstCounts() {
        tape.at(1).phoneDials("boris", "102", "101").tell(new LegDialled("anna", tape.time(), "boris", "999"));
        assertThat(tape.call().direction()).isEqualTo(Call.Direction.INBOUND);
    }

    @Test
    void theEndOfAnAttemptIsToldTwiceAndTheFirstCountsUnlessItWasCancelled() {
        tape.at(5).attemptEnds("anna", Outcome.BUSY).at(6).attemptEnds("anna", Outcome.NO_ANSWER);
        assertThat(annas().outcome()).isEqualTo(LegOutcome.BUSY);
    }

    @Test
    void whatIsCancelledTwiceEndedTheFirstTime() {
        tape.rings("anna").dials("maria", "boris", "102");
        tape.at(5).attemptEnds("anna", Outcome.CANCELLED).at(9).attemptEnds("anna", Outcome.CANCELLED);
        tape.gone("anna", Outcome.OTHER).answers("boris").meet("maria", "boris");
        assertThat(annas().outcome())
                .as("it stopped ringing long before Boris answered")
                .isEqualTo(LegOutcome.CANCELLED);
    }

    @Test
    void whoEntersABridgeTwiceIsThereSinceTheFirstTime() {
        tape.at(4).answers("anna").enter("bridge", "maria", "anna");
        tape.at(6).enter("bridge", "anna");
        assertThat(tape.call().answeredAt()).isEqualTo(noonPlus(4));
        tape.at(9).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("anna", Outcome.ANSWERED);
        assertThat(tape.call().talkSeconds()).isEqualByComparingTo("5");
    }

    @Test
    void whoEntersAnotherBridgeHasLeftTheFirst() {
        tape.at(4).answers("anna").enter("first", "maria", "anna");
        tape.at(6).enter("second", "maria");
        tape.at(9).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("anna", Outcome.ANSWERED);
        assertThat(tape.call().talkSeconds()).isEqualByComparingTo("5");
        assertThat(tape.call().holdSeconds()).as("Anna stayed where they were").isEqualByComparingTo("3");
    }

    @Test
    void whoTakesAPlaceInABridgePutsOutWhoWasThere() {
        tape.at(4).answers("anna").enter("bridge", "maria", "anna");
        tape.at(10).dials("maria", "boris", "102").answers("boris");
        tape.tell(new Joined("boris", tape.time(), "bridge", BridgeKind.TALK, "anna"));
        tape.at(20).hangsUp("anna").gone("anna", Outcome.ANSWERED);
        tape.at(30).gone("maria", Outcome.ANSWERED).gone("boris", Outcome.ANSWERED);
        assertThat(tape.call().endedBy()).as("Anna was not there any more").isEqualTo(Call.EndedBy.SYSTEM);
    }

    @Test
    void leavingABridgeEndsAHoldAndLeavingAnotherDoesNot() {
        tape.at(4).answers("anna").enter("bridge", "maria", "anna");
        tape.at(6)
                .holds("anna")
                .at(7)
                .leaves("anna", "another")
                .at(9)
                .leaves("anna", "bridge")
                .enter("bridge", "anna");
        tape.at(20).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("anna", Outcome.ANSWERED);
        assertThat(annas().holds()).containsExactly(new Call.Span(noonPlus(6), noonPlus(9)));
    }

    @Test
    void theQueueLetsHerGoTwiceAndTheFirstTimeCounts() {
        tape.at(1).queue("maria", "sales").at(5).leavesQueue("maria", "sales", false);
        tape.at(7).leavesQueue("maria", "sales", false).leavesQueue("maria", "another", false);
        tape.leavesQueue("anna", "sales", false);
        assertThat(tape.call().legs())
                .filteredOn(leg -> "sales".equals(leg.party()))
                .extracting(Call.Leg::endedAt)
                .containsExactly(noonPlus(5));
    }

    @Test
    void ofTwoQueuesTheLastIsTheQueueOfTheCall() {
        tape.at(1)
                .queue("maria", "sales")
                .at(5)
                .leavesQueue("maria", "sales", false)
                .queue("maria", "support");
        assertThat(tape.call().queue()).isEqualTo("support");
        assertThat(tape.rules()).containsSubsequence("queue.joined", "queue.joined");
    }

    @Test
    void whatWasNotHeardLiveIsToldOnceOfEachKind() {
        tape.at(1).tell(new Healed("maria", tape.time(), HealedFrom.EVENTS));
        tape.at(2).tell(new Healed("anna", tape.time(), HealedFrom.EVENTS));
        tape.tell(new Healed("anna", tape.time(), HealedFrom.ESTIMATE));
        assertThat(tape.call().healed()).isTrue();
        assertThat(tape.rules()).containsOnlyOnce("healed.events", "healed.estimate");
        assertThat(tape.call().rules())
                .filteredOn(rule -> rule.rule().equals("healed.events"))
                .extracting(Call.FiredRule::leg)
                .containsExactly("maria");
    }

    @Test
    void theAdvertisingThatBroughtHerIsAmongTheRules() {
        tape.at(1).tell(new BroughtBy("maria", tape.time(), "a poster"));
        assertThat(tape.call().rules())
                .filteredOn(rule -> rule.rule().equals("brought.by-advertising"))
                .extracting(Call.FiredRule::detail)
                .containsExactly("a poster");
        assertThat(tape.call().healed()).isFalse();
    }

    @Test
    void whereTheFileOfARecordingIsMayBeToldByItself() {
        tape.at(4).answers("anna").meet("maria", "anna");
        tape.at(5).tell(new RecordingStarted("maria", tape.time(), null));
        tape.at(6).tell(new RecordingNamed("maria", tape.time(), "first.wav"));
        tape.at(9).tell(new RecordingStarted("maria", tape.time(), null));
        tape.tell(new RecordingNamed("maria", noonPlus(10), "second.wav"));
        tape.tell(new RecordingNamed("anna", noonPlus(11), "of another leg.wav"));
        assertThat(tape.call().recordings())
                .extracting(Call.Recording::file)
                .containsExactly("first.wav", "second.wav");
        tape.at(9).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("anna", Outcome.ANSWERED);
        assertThat(tape.call().recordings()).extracting(Call.Recording::leg).containsOnly("maria");
    }

    @Test
    void aRecordingThatIsToldTwiceIsOneAndKnowsItsFile() {
        tape.at(4).answers("anna").meet("maria", "anna");
        tape.at(5).tell(new RecordingStarted("maria", tape.time(), null));
        tape.tell(new RecordingStarted("maria", tape.time(), "b.wav"));
        tape.tell(new RecordingStarted("maria", tape.time(), "a.wav"));
        assertThat(tape.call().recordings()).extracting(Call.Recording::file).containsExactly("a.wav");
        assertThat(tape.call().recordings().get(0).status()).isEqualTo(Call.RecordingStatus.EXPECTED);
        assertThat(tape.call().recordings().get(0).startedAt()).isEqualTo(noonPlus(5));
    }

    @Test
    void ofACallThatNobodyAnsweredThereIsNothingToListenTo() {
        tape.at(1).tell(new RecordingStarted("maria", tape.time(), "ringing.wav"));
        assertThat(tape.call().recordings()).isEmpty();
    }

    @Test
    void whoSentTheCallOnIsToldLateAndStaysTold() {
        tape.rings("anna").at(5).tell(new DialEnded("anna", tape.time(), Outcome.CANCELLED, "89035556677"));
        tape.at(6)
                .tell(new DialEnded("anna", tape.time(), Outcome.CANCELLED, null))
                .gone("anna", Outcome.OTHER);
        tape.at(5).dialsOut("maria", "mobile", "89035556677").answers("mobile").meet("maria", "mobile");
        assertThat(annas().outcome()).isEqualTo(LegOutcome.CANCELLED);
    }
}
