package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.EndedBy;
import org.ringbook.calls.Call.Reason;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.CallFact.ClickToCall;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.LegDialled;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Side;

/** Anna calls Maria or Boris, and nobody speaks with her: what became of the call, by which rule, and who ended it. */
class UnansweredCallOfOursTest {

    private static final String MARIA = "+79161112233";

    private final Tape tape = new Tape();

    private void annaCallsMaria() {
        tape.at(0).phoneDials("anna", "101", MARIA).dialsOut("anna", "maria", MARIA);
    }

    private void annaCallsBoris() {
        tape.at(0).phoneDials("anna", "101", "102").dials("anna", "boris", "102");
    }

    private void ends(String leg, Outcome outcome) {
        tape.attemptEnds(leg, outcome).gone(leg, outcome).gone("anna", Outcome.OTHER);
    }

    private void is(Result result, Reason reason, String rule, EndedBy endedBy, String endRule) {
        Call call = tape.call();
        assertThat(call.result()).isEqualTo(result);
        assertThat(call.reason()).isEqualTo(reason);
        assertThat(call.endedBy()).isEqualTo(endedBy);
        assertThat(tape.rules()).endsWith(rule, endRule);
    }

    @Test
    void mariaIsBusy() {
        annaCallsMaria();
        tape.at(1);
        ends("maria", Outcome.BUSY);
        is(Result.BUSY, null, "busy.callee-was-busy", EndedBy.EXTERNAL, "ended.callee-refused");
        assertThat(tape.call().direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(tape.call().agent()).isEqualTo("101");
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "+7916, +7916", "sip:anna@example.org, sip:anna", "PJSIP/carrier/12, 12", MARIA + ","})
    void whatIsNoNumberIsStillWhatWasDialled(String dialled, String shown) {
        tape.at(0).phoneDials("anna", "101", dialled).dialsOut("anna", "trunk", dialled);
        tape.at(1);
        ends("trunk", Outcome.INVALID_NUMBER);

        assertThat(tape.call().direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(tape.call().dialled()).isEqualTo(shown);
        assertThat(tape.call().external() == null).isEqualTo(shown != null);
    }

    @Test
    void borisIsBusy() {
        annaCallsBoris();
        tape.at(1);
        ends("boris", Outcome.BUSY);
        is(Result.BUSY, null, "busy.callee-was-busy", EndedBy.AGENT, "ended.callee-refused");
        assertThat(tape.call().direction()).isEqualTo(Direction.INTERNAL);
    }

    @Test
    void mariaDeclines() {
        annaCallsMaria();
        tape.at(5).rings("maria");
        tape.at(8);
        ends("maria", Outcome.REJECTED);
        is(Result.NO_ANSWER, Reason.REJECTED, "no-answer.rejected", EndedBy.EXTERNAL, "ended.callee-refused");
    }

    @Test
    void borisDeclines() {
        annaCallsBoris();
        tape.rings("boris");
        tape.at(8);
        ends("boris", Outcome.REJECTED);
        is(Result.NO_ANSWER, Reason.REJECTED, "no-answer.rejected", EndedBy.AGENT, "ended.callee-refused");
    }

    @Test
    void nobodyTakesIt() {
        annaCallsMaria();
        tape.at(5).rings("maria");
        tape.at(30);
        ends("maria", Outcome.NO_ANSWER);
        is(Result.NO_ANSWER, Reason.RANG_OUT, "no-answer.rang-out", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void nobodyTakesItAndAnnaHangsUpInTheAnnouncement() {
        annaCallsMaria();
        tape.at(5).rings("maria");
        tape.at(30).attemptEnds("maria", Outcome.NO_ANSWER).gone("maria", Outcome.NO_ANSWER);
        tape.at(33).hangsUp("anna").gone("anna", Outcome.OTHER);
        is(Result.NO_ANSWER, Reason.RANG_OUT, "no-answer.rang-out", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void annaHangsUpWhileItRings() {
        annaCallsMaria();
        tape.at(5).rings("maria");
        tape.at(9).hangsUp("anna");
        ends("maria", Outcome.CANCELLED);
        is(Result.NO_ANSWER, Reason.CANCELLED, "no-answer.caller-gave-up", EndedBy.AGENT, "ended.agent-hung-up");
    }

    @Test
    void thePbxStopsTheRinging() {
        annaCallsMaria();
        tape.at(5).rings("maria");
        tape.at(9);
        ends("maria", Outcome.CANCELLED);
        is(Result.NO_ANSWER, Reason.RANG_OUT, "no-answer.rang-out", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void theNetworkIsCongested() {
        annaCallsMaria();
        tape.at(1);
        ends("maria", Outcome.CONGESTION);
        is(Result.FAILED, Reason.CONGESTION, "failed.congestion", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void thereIsNoSuchNumber() {
        annaCallsMaria();
        tape.at(1);
        ends("maria", Outcome.INVALID_NUMBER);
        is(Result.FAILED, Reason.INVALID_NUMBER, "failed.invalid-number", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void mariasTelephoneIsOff() {
        annaCallsMaria();
        tape.at(1);
        ends("maria", Outcome.UNREACHABLE);
        is(Result.FAILED, null, "failed.callee-unreachable", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void borissTelephoneIsNotThere() {
        annaCallsBoris();
        tape.at(1);
        ends("boris", Outcome.UNREACHABLE);
        is(Result.FAILED, Reason.AGENT_UNREACHABLE, "failed.phone-unreachable", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void whatAnnaDialsLeadsNowhere() {
        tape.at(0).phoneDials("anna", "101", "999").at(2).gone("anna", Outcome.OTHER);
        is(Result.FAILED, Reason.INVALID_NUMBER, "failed.led-nowhere", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void annaHangsUpBeforeAnybodyIsCalled() {
        tape.at(0).phoneDials("anna", "101", "999").at(2).hangsUp("anna").gone("anna", Outcome.OTHER);
        is(Result.NO_ANSWER, Reason.CANCELLED, "no-answer.caller-gave-up", EndedBy.AGENT, "ended.agent-hung-up");
    }

    @Test
    void annaDoesNotPickUpHerOwnTelephoneAfterAClick() {
        click();
        tape.at(20).gone("click", Outcome.NO_ANSWER);
        is(Result.FAILED, Reason.AGENT_UNREACHABLE, "failed.agent-did-not-pick-up", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void afterAClickMariaIsBusy() {
        click();
        tape.at(3).answers("click").dialsOut("click", "maria", MARIA);
        tape.at(4)
                .attemptEnds("maria", Outcome.BUSY)
                .gone("maria", Outcome.BUSY)
                .gone("click", Outcome.OTHER);
        is(Result.BUSY, null, "busy.callee-was-busy", EndedBy.EXTERNAL, "ended.callee-refused");
        assertThat(tape.rules()).startsWith("direction.click-to-call");
    }

    private void click() {
        tape.at(0).tell(new LegBegan("click", tape.time(), Side.CALLED, false, "101", null, null));
        tape.tell(new ClickToCall("click", tape.time(), MARIA));
        tape.tell(new LegDialled("click", tape.time(), null, "101")).rings("click");
    }

    @Test
    void theSecondTrunkIsTriedWhenTheFirstIsFull() {
        annaCallsMaria();
        tape.at(1).attemptEnds("maria", Outcome.CONGESTION).gone("maria", Outcome.CONGESTION);
        tape.dialsOut("anna", "maria over the other trunk", MARIA).rings("maria over the other trunk");
        tape.at(30);
        ends("maria over the other trunk", Outcome.NO_ANSWER);
        is(Result.NO_ANSWER, Reason.RANG_OUT, "no-answer.rang-out", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    /** Boris hears the call on his telephone as well, but Maria was who was called. */
    @Test
    void aColleagueWhoseTelephoneRangLastSaysNothingOfMaria() {
        annaCallsMaria();
        tape.at(1).attemptEnds("maria", Outcome.BUSY).gone("maria", Outcome.BUSY);
        tape.dials("anna", "boris", "102").rings("boris");
        tape.at(20);
        ends("boris", Outcome.NO_ANSWER);
        is(Result.BUSY, null, "busy.callee-was-busy", EndedBy.EXTERNAL, "ended.callee-refused");
    }

    @Test
    void annaCallsTwoColleaguesOneAfterTheOtherAndTheLastOneCounts() {
        annaCallsBoris();
        tape.at(1).attemptEnds("boris", Outcome.BUSY).gone("boris", Outcome.BUSY);
        tape.dials("anna", "vera", "103").rings("vera");
        tape.at(20);
        ends("vera", Outcome.NO_ANSWER);
        is(Result.NO_ANSWER, Reason.RANG_OUT, "no-answer.rang-out", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void mariaPicksUpAndHearsAnAnnouncement() {
        thePbxCallsMaria();
        tape.at(3).answers("maria").at(9).gone("maria", Outcome.OTHER);
        is(
                Result.NO_ANSWER,
                Reason.NOBODY_AVAILABLE,
                "no-answer.nobody-of-ours-spoke",
                EndedBy.SYSTEM,
                "ended.by-the-pbx");
        assertThat(tape.call().rang()).containsExactly("+79161112233");
        assertThat(tape.call().legs())
                .singleElement()
                .satisfies(leg -> assertThat(leg.outcome()).isEqualTo(Call.LegOutcome.ANSWERED));
    }

    @Test
    void mariaPicksUpAndHangsUpWhileATelephoneOfOursRings() {
        thePbxCallsMaria();
        tape.at(3).answers("maria").dials("maria", "anna", "101").rings("anna");
        tape.at(9).hangsUp("maria").attemptEnds("anna", Outcome.CANCELLED).gone("anna", Outcome.CANCELLED);
        tape.gone("maria", Outcome.ANSWERED);
        is(
                Result.NO_ANSWER,
                Reason.NOBODY_AVAILABLE,
                "no-answer.nobody-of-ours-spoke",
                EndedBy.EXTERNAL,
                "ended.external-hung-up");
        assertThat(tape.call().rang()).containsExactly("+79161112233", "101");
    }

    @Test
    void thePbxCallsMariaWhoDoesNotPickUp() {
        thePbxCallsMaria();
        tape.at(30).attemptEnds("maria", Outcome.NO_ANSWER).gone("maria", Outcome.NO_ANSWER);
        is(Result.NO_ANSWER, Reason.RANG_OUT, "no-answer.rang-out", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    private void thePbxCallsMaria() {
        tape.at(0).tell(new LegBegan("maria", tape.time(), Side.CALLED, true, null, null, null));
        tape.tell(new LegDialled("maria", tape.time(), null, MARIA)).rings("maria");
    }

    @Test
    void thePbxSaysThatItIsCongested() {
        tape.at(0).phoneDials("anna", "101", "89161112233").at(1).gone("anna", Outcome.CONGESTION);
        is(Result.FAILED, Reason.CONGESTION, "failed.congestion", EndedBy.SYSTEM, "ended.by-the-pbx");
    }
}
