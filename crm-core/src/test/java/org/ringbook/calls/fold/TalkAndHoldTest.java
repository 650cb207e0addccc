package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.State;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.Joined;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.Listening;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Paired;
import org.ringbook.calls.CallFact.Side;

/** Maria has called at noon and speaks with Anna from second 4 on: how long was talk, how much of it was hold. */
class TalkAndHoldTest {

    private final Tape tape = new Tape();

    private String mariaSpeaksWithAnna() {
        tape.at(0)
                .outsideCalls("maria", "89161112233", "74957770001")
                .dials("maria", "anna", "101")
                .rings("anna");
        tape.at(4).answers("anna");
        return tape.meet("anna", "maria");
    }

    private void allAreGone(double at, String... legs) {
        tape.at(at).hangsUp("maria").gone("maria", Outcome.ANSWERED);
        for (String leg : legs) {
            tape.gone(leg, Outcome.ANSWERED);
        }
    }

    private void seconds(double talk, double hold) {
        Call call = tape.call();
        assertThat(call.talkSeconds().doubleValue()).as("talk").isEqualTo(talk);
        assertThat(call.holdSeconds().doubleValue()).as("hold").isEqualTo(hold);
    }

    private Call.Leg leg(String party) {
        return tape.call().legs().stream()
                .filter(leg -> party.equals(leg.party()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void annaHoldsHerTwice() {
        mariaSpeaksWithAnna();
        tape.at(10)
                .holds("anna")
                .at(12)
                .resumes("anna")
                .at(20)
                .holds("anna")
                .at(25)
                .resumes("anna");
        allAreGone(30, "anna");
        seconds(26, 7);
        assertThat(leg("101").holds())
                .containsExactly(
                        new Call.Span(Tape.noonPlus(10), Tape.noonPlus(12)),
                        new Call.Span(Tape.noonPlus(20), Tape.noonPlus(25)));
    }

    @Test
    void twoWhoHoldAtOnceHoldOnce() {
        String bridge = mariaSpeaksWithAnna();
        tape.dials("anna", "boris", "102").answers("boris").enter(bridge, "boris");
        tape.at(10)
                .holds("anna")
                .at(15)
                .holds("boris")
                .at(20)
                .resumes("anna")
                .at(25)
                .resumes("boris");
        allAreGone(30, "anna", "boris");
        seconds(26, 15);
    }

    @Test
    void oneWhoHoldsWithinTheHoldOfTheOtherAddsNothing() {
        String bridge = mariaSpeaksWithAnna();
        tape.dials("anna", "boris", "102").answers("boris").enter(bridge, "boris");
        tape.at(10)
                .holds("anna")
                .at(12)
                .holds("boris")
                .at(15)
                .resumes("boris")
                .at(25)
                .resumes("anna");
        allAreGone(30, "anna", "boris");
        seconds(26, 15);
    }

    @Test
    void mariaHangsUpOnHold() {
        mariaSpeaksWithAnna();
        tape.at(20).holds("anna");
        allAreGone(30, "anna");
        seconds(26, 10);
        assertThat(tape.call().state()).isEqualTo(State.ENDED);
    }

    @Test
    void aHoldThatIsToldTwiceIsOne() {
        mariaSpeaksWithAnna();
        tape.at(10)
                .holds("anna")
                .at(11)
                .holds("anna")
                .at(15)
                .resumes("anna")
                .at(16)
                .resumes("anna");
        allAreGone(30, "anna");
        seconds(26, 5);
    }

    @Test
    void onHoldThatOthersHearIsNoHoldOfWhoHasResumed() {
        mariaSpeaksWithAnna();
        tape.at(10).holds("anna").at(15).resumes("anna");
        assertThat(tape.call().state()).isEqualTo(State.TALKING);
        assertThat(tape.call().talkSeconds()).isNull();
        assertThat(tape.call().holdSeconds()).isNull();
    }

    @Test
    void whileAnnaAsksBorisMariaWaitsAndThatIsHold() {
        String bridge = mariaSpeaksWithAnna();
        tape.at(10).leaves("anna", bridge).dials("anna", "boris", "102").rings("boris");
        tape.at(12).answers("boris");
        String consultation = tape.meet("anna", "boris");
        assertThat(tape.call().state()).isEqualTo(State.HELD);
        tape.at(17).leaves("anna", consultation).leaves("boris", consultation).gone("boris", Outcome.ANSWERED);
        tape.at(17).enter(bridge, "anna");
        assertThat(tape.call().state()).isEqualTo(State.TALKING);
        allAreGone(30, "anna");
        seconds(26, 7);
    }

    @Test
    void afterAnnaLeftForGoodWaitingIsNeitherTalkNorHold() {
        String bridge = mariaSpeaksWithAnna();
        tape.at(10).leaves("anna", bridge).gone("anna", Outcome.ANSWERED);
        assertThat(tape.call().state()).isEqualTo(State.RINGING);
        allAreGone(30);
        seconds(6, 0);
    }

    @Test
    void sheIsParkedAndTakenUpAgain() {
        String bridge = mariaSpeaksWithAnna();
        tape.at(10).leaves("anna", bridge).leaves("maria", bridge);
        tape.tell(new Joined("maria", tape.time(), "parking", BridgeKind.PARKING, null));
        tape.at(25).leaves("maria", "parking").enter(bridge, "maria", "anna");
        allAreGone(30, "anna");
        seconds(11, 0);
    }

    @Test
    void musicInAQueueIsNoTalk() {
        tape.at(0).outsideCalls("maria", "89161112233", "74957770001");
        tape.tell(new Joined("maria", tape.time(), "queue", BridgeKind.HOLDING, null));
        tape.tell(new Joined("pavel", tape.time(), "queue", BridgeKind.HOLDING, null));
        allAreGone(9);
        assertThat(tape.calls().get(0).answeredAt()).isNull();
    }

    @Test
    void inAConferenceSheHasCompanyThoughTheOthersAreOfOtherCalls() {
        tape.at(0).outsideCalls("maria", "89161112233", "74957770001").phoneDials("boris", "102", "600");
        enters("boris", 1);
        enters("maria", 2);
        allAreGone(9, "boris");
        assertThat(tape.calls()).hasSize(2).anySatisfy(call -> {
            assertThat(call.direction()).isEqualTo(Direction.INBOUND);
            assertThat(call.answeredAt()).isEqualTo(Tape.noonPlus(2));
            assertThat(call.talkSeconds()).isEqualByComparingTo("7");
            assertThat(call.answeredBy()).isEmpty();
        });
    }

    @Test
    void aloneInAConferenceSheSpeaksWithNobody() {
        tape.at(0).outsideCalls("maria", "89161112233", "74957770001");
        enters("maria", 2);
        allAreGone(9);
        nobodySpokeWith(tape.call());
    }

    @Test
    void twoWhoCalledUsAndMeetInAConferenceSpeakWithNoneOfUs() {
        tape.at(0)
                .outsideCalls("maria", "89161112233", "74957770001")
                .outsideCalls("pavel", "89035556677", "74957770001");
        enters("maria", 2);
        enters("pavel", 3);
        allAreGone(9, "pavel");
        assertThat(tape.calls()).hasSize(2).allSatisfy(TalkAndHoldTest::nobodySpokeWith);
    }

    private static void nobodySpokeWith(Call call) {
        assertThat(call.result()).isEqualTo(Call.Result.MISSED);
        assertThat(call.reason()).isEqualTo(Call.Reason.NOBODY_AVAILABLE);
        assertThat(call.talkSeconds()).isEqualByComparingTo("0");
    }

    private void enters(String leg, double at) {
        tape.at(at).tell(new Joined(leg, tape.time(), "meeting", BridgeKind.CONFERENCE, null));
    }

    @Test
    void twoSpeakOverAPairOfLocalChannels() {
        tape.at(0).outsideCalls("maria", "89161112233", "74957770001");
        tape.tell(new LegBegan("local 1", tape.time(), Side.LOCAL, false, null, null, null));
        tape.tell(new LegBegan("local 2", tape.time(), Side.LOCAL, false, null, null, null));
        tape.tell(new Paired("local 1", tape.time(), "local 2")).tell(new Paired("local 2", tape.time(), "local 1"));
        tape.dials("maria", "local 1", null).dials("local 2", "anna", "101").rings("anna");
        tape.at(4).answers("anna").meet("maria", "local 1");
        tape.at(5).meet("local 2", "anna");
        allAreGone(15, "anna", "local 1", "local 2");
        seconds(10, 0);
        assertThat(tape.call().answeredBy()).containsExactly("101");
        assertThat(tape.call().answeredAt()).isEqualTo(Tape.noonPlus(5));
    }

    @Test
    void whoOnlyListensIsNoCompany() {
        tape.at(0).outsideCalls("maria", "89161112233", "74957770001").phoneDials("vera", "103", "*55");
        tape.tell(new Listening("vera", tape.time()));
        tape.at(3).meet("maria", "vera");
        allAreGone(9, "vera");
        assertThat(tape.call().answeredAt()).isNull();
        assertThat(tape.call().legs()).extracting(Call.Leg::party).doesNotContain("103");
    }

    @Test
    void whenNoBridgeWasHeardOfWhoWasDialledAndAnsweredSpoke() {
        tape.at(0)
                .outsideCalls("maria", "89161112233", "74957770001")
                .dials("maria", "anna", "101")
                .rings("anna");
        tape.at(4).answers("anna");
        assertThat(tape.call().answeredAt()).isNull();
        allAreGone(30, "anna");
        seconds(26, 0);
        assertThat(tape.call().answeredBy()).containsExactly("101");
    }

    @Test
    void whenNoBridgeWasHeardOfWhoDidNotAnswerDidNotSpeak() {
        tape.at(0)
                .outsideCalls("maria", "89161112233", "74957770001")
                .dials("maria", "anna", "101")
                .rings("anna");
        tape.at(4).attemptEnds("anna", Outcome.CANCELLED);
        allAreGone(30, "anna");
        assertThat(tape.call().answeredBy()).isEmpty();
    }

    @Test
    void thePhoneThatSaysOnlyWhenItsAttemptEndedSpokeFromThen() {
        tape.at(0)
                .outsideCalls("maria", "89161112233", "74957770001")
                .dials("maria", "anna", "101")
                .rings("anna");
        tape.at(4).attemptEnds("anna", Outcome.ANSWERED).at(20).gone("anna", Outcome.ANSWERED);
        allAreGone(30);
        seconds(16, 0);
    }

    @Test
    void annaPlacesItAndSpeaksAndIsNotAmongThoseWhoAnswered() {
        tape.at(0)
                .phoneDials("anna", "101", "+79161112233")
                .dialsOut("anna", "maria", "+79161112233")
                .rings("maria");
        tape.at(4).answers("maria").meet("anna", "maria");
        allAreGone(30, "anna");
        seconds(26, 0);
        assertThat(tape.call().answeredBy()).containsExactly("+79161112233");
        assertThat(tape.call().agent()).isEqualTo("101");
        assertThat(tape.call().waitSeconds()).isEqualByComparingTo("4");
    }
}
