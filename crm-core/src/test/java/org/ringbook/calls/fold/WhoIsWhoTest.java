package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.CallFact.ClickToCall;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.LegCalls;
import org.ringbook.calls.CallFact.LegDialled;
import org.ringbook.calls.CallFact.LegNumber;
import org.ringbook.calls.CallFact.LegSeen;
import org.ringbook.calls.CallFact.LineReached;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Paired;
import org.ringbook.calls.CallFact.ShownNumber;
import org.ringbook.calls.CallFact.Side;
import org.ringbook.numbers.PhoneNumber;

/** Who called whom: direction, the outside party, our line, and how each is named. */
class WhoIsWhoTest {

    private static final PhoneNumber MARIA = PhoneNumber.of("+79161112233");
    private static final PhoneNumber LINE = PhoneNumber.of("+74957770001");

    private final Tape tape = new Tape();

    private void isOf(Direction direction, PhoneNumber external, PhoneNumber line, String agent) {
        Call call = tape.call();
        assertThat(call.direction()).isEqualTo(direction);
        assertThat(call.external()).isEqualTo(external);
        assertThat(call.line()).isEqualTo(line);
        assertThat(call.agent()).isEqualTo(agent);
    }

    @Test
    void mariaCallsOurLine() {
        tape.at(0).outsideCalls("maria", "89161112233", "84957770001");
        isOf(Direction.INBOUND, MARIA, LINE, null);
        assertThat(tape.rules()).first().isEqualTo("direction.began-outside");
    }

    @Test
    void somebodyCallsAndHidesTheirNumber() {
        tape.at(0).outsideCalls("somebody", "anonymous", "84957770001").dials("somebody", "anna", "101");
        isOf(Direction.INBOUND, null, LINE, null);
        assertThat(tape.call().legs().get(0).party()).isNull();
    }

    @Test
    void annaCallsMariaAndShowsOurLine() {
        tape.at(0).phoneDials("anna", "101", "89161112233").dialsOut("anna", "maria", "89161112233");
        tape.tell(new ShownNumber("maria", tape.time(), "84957770001"));
        isOf(Direction.OUTBOUND, MARIA, LINE, "101");
        assertThat(tape.rules()).first().isEqualTo("direction.led-outside");
    }

    @Test
    void whatWasDialledIsSurerThanWhatThePbxShows() {
        tape.at(0).phoneDials("anna", "101", "89161112233").dialsOut("anna", "maria", "89161112233");
        tape.tell(new LegNumber("maria", tape.time(), "89035556677"));
        assertThat(tape.call().external()).isEqualTo(MARIA);
    }

    @Test
    void whereTheDialStringIsNoNumberWhatThePbxShowsMustDo() {
        tape.at(0).phoneDials("anna", "101", "89161112233").dialsOut("anna", "maria", "trunk/maria");
        tape.tell(new LegNumber("maria", tape.time(), "89161112233"));
        assertThat(tape.call().external()).isEqualTo(MARIA);
    }

    @Test
    void annaCallsBoris() {
        tape.at(0).phoneDials("anna", "101", "102").dials("anna", "boris", "102");
        isOf(Direction.INTERNAL, null, null, "101");
        assertThat(tape.rules()).first().isEqualTo("direction.stayed-inside");
    }

    @Test
    void annasOwnTelephoneRingsFirstOnAClick() {
        tape.at(0).tell(new LegBegan("anna", tape.time(), Side.CALLED, false, "101", null, null));
        tape.tell(new ClickToCall("anna", tape.time(), "89161112233")).rings("anna");
        isOf(Direction.OUTBOUND, MARIA, null, "101");
        assertThat(tape.rules()).first().isEqualTo("direction.click-to-call");
        assertThat(tape.call().rang()).containsExactly("101");
    }

    @Test
    void ofAClickTheNumberIsKnownByWhatTheLegShows() {
        tape.at(0).tell(new LegBegan("anna", tape.time(), Side.CALLED, false, "101", "89161112233", null));
        tape.tell(new ClickToCall("anna", tape.time(), null)).rings("anna");
        isOf(Direction.OUTBOUND, MARIA, null, "101");
    }

    @Test
    void aTelephoneThatThePbxCallsForNobodyWasClickedFor() {
        tape.at(0).tell(new LegBegan("anna", tape.time(), Side.CALLED, false, "101", null, null));
        tape.tell(new LegDialled("anna", tape.time(), null, "101")).rings("anna");
        tape.at(3).answers("anna").dialsOut("anna", "maria", "89161112233");
        isOf(Direction.OUTBOUND, MARIA, null, "101");
        assertThat(tape.rules()).first().isEqualTo("direction.click-to-call");
    }

    @Test
    void aTelephoneOfWhichOnlyTheMiddleWasHeardWasNotClickedFor() {
        tape.at(0).tell(new LegSeen("anna", tape.time(), false, false, "101"));
        tape.dialsOut("anna", "maria", "89161112233");
        assertThat(tape.rules()).first().isEqualTo("direction.led-outside");
    }

    @Test
    void whoWasDialledOverALocalChannelWasDialledForWhoBegan() {
        tape.at(0.5).outsideCalls("maria", "89161112233", "84957770001");
        tape.tell(new LegBegan("local 1", tape.time(), Side.LOCAL, false, null, null, null));
        tape.tell(new LegBegan("local 2", tape.time(), Side.LOCAL, false, null, null, null));
        tape.tell(new Paired("local 1", tape.time(), "local 2")).tell(new Paired("local 2", tape.time(), "local 1"));
        tape.tell(new LegDialled("local 1", tape.time(), "maria", null));
        tape.at(0).dialsOut("local 2", "mobile", "89035556677");
        isOf(Direction.INBOUND, MARIA, LINE, null);
        assertThat(tape.call().startedAt()).isEqualTo(Tape.noonPlus(0.5));
    }

    @Test
    void ofSeveralTrunksTheOneThatMariaAnsweredOnIsHers() {
        tape.at(0).phoneDials("anna", "101", "89161112233");
        tape.dialsOut("anna", "trunk 1", "89161112233").dialsOut("anna", "trunk 2", "89161112233");
        tape.tell(new ShownNumber("trunk 1", tape.time(), "84957770001"));
        tape.tell(new ShownNumber("trunk 2", tape.time(), "84957770002"));
        tape.at(4).answers("trunk 1").meet("trunk 1", "anna");
        tape.attemptEnds("trunk 2", Outcome.CANCELLED).gone("trunk 2", Outcome.CANCELLED);
        tape.at(30).hangsUp("trunk 1").gone("trunk 1", Outcome.ANSWERED).gone("anna", Outcome.ANSWERED);
        isOf(Direction.OUTBOUND, MARIA, LINE, "101");
        assertThat(tape.call().endedAt()).isEqualTo(Tape.noonPlus(30));
        assertThat(tape.call().talkSeconds()).isEqualByComparingTo("26");
    }

    @Test
    void ofSeveralTrunksOfWhichNoneWasAnsweredTheLastIsHers() {
        tape.at(0).phoneDials("anna", "101", "89161112233").dialsOut("anna", "trunk 1", "89161112233");
        tape.tell(new ShownNumber("trunk 1", tape.time(), "84957770001"));
        tape.at(1).attemptEnds("trunk 1", Outcome.CONGESTION).gone("trunk 1", Outcome.CONGESTION);
        tape.dialsOut("anna", "trunk 2", "89161112233").tell(new ShownNumber("trunk 2", tape.time(), "84957770002"));
        assertThat(tape.call().line()).isEqualTo(PhoneNumber.of("+74957770002"));
    }

    @Test
    void theTrunkThatIsUpIsHersThoughTheEndOfItsAttemptIsNotTold() {
        tape.at(0).phoneDials("anna", "101", "89161112233");
        tape.dialsOut("anna", "trunk 1", "89161112233").tell(new ShownNumber("trunk 1", tape.time(), "84957770001"));
        tape.tell(new org.ringbook.calls.CallFact.LegUp("trunk 1", Tape.noonPlus(4)));
        tape.at(1).dialsOut("anna", "trunk 2", "89161112233");
        assertThat(tape.call().line()).isEqualTo(LINE);
    }

    @Test
    void anotherNumberThatIsCalledIsNobodyElse() {
        tape.at(0).phoneDials("anna", "101", "89161112233").dialsOut("anna", "maria", "89161112233");
        tape.at(9).dialsOut("anna", "pavel", "89035556677").answers("pavel");
        assertThat(tape.call().external()).isEqualTo(MARIA);
    }

    @Test
    void theCallIsKnownByItsFirstLegAndKeepsItsId() {
        tape.at(0).outsideCalls("maria", "89161112233", "84957770001");
        Call before = tape.call();
        tape.at(1).dials("maria", "anna", "101").at(4).answers("anna").meet("maria", "anna");
        assertThat(tape.call().id()).isEqualTo(before.id());
        assertThat(tape.call().sourceId()).isEqualTo("maria");
        assertThat(tape.call().id().version()).isEqualTo(7);
    }

    @Test
    void aTelephoneThatIsUpAndHasCalledNobodyIsNoCallYet() {
        tape.at(0).phoneDials("anna", "101", "*8");
        assertThat(tape.calls()).isEmpty();
        tape.at(1).dials("anna", "boris", "102");
        assertThat(tape.calls()).hasSize(1);
    }

    /** Some technologies make a channel first, and find out a moment later what it is for. */
    @Test
    void mariaCallsOverALineThatSaysSoALittleLater() {
        tape.at(0).tell(new LegBegan("maria", tape.time(), Side.CALLED, true, null, null, null));
        tape.at(0.002).tell(new LegCalls("maria", tape.time(), "89161112233", "84957770001"));
        tape.dials("maria", "anna", "101").rings("anna");
        isOf(Direction.INBOUND, MARIA, LINE, null);
    }

    @Test
    void whoWasCalledIsNoCallerWhateverTheirDeviceSays() {
        tape.at(0).phoneDials("anna", "101", "89161112233").dialsOut("anna", "maria", "89161112233");
        tape.tell(new LegCalls("maria", tape.time(), "1", "2"));
        isOf(Direction.OUTBOUND, MARIA, null, "101");
    }

    @Test
    void theOperatorAsksForAnAccountAndTheLineIsFoundOutLater() {
        tape.at(0).outsideCalls("maria", "89161112233", "s");
        tape.at(0.1).tell(new LineReached("maria", tape.time(), "74957770001"));
        tape.at(0.2).dials("maria", "anna", "101").rings("anna");
        tape.at(20).tell(new LineReached("maria", tape.time(), "74957770002"));
        isOf(Direction.INBOUND, MARIA, LINE, null);
    }

    @Test
    void whereMariaIsSentAfterATelephoneOfOursRangIsNoLine() {
        tape.at(0).outsideCalls("maria", "89161112233", "s").dials("maria", "anna", "101");
        tape.at(20).tell(new LineReached("maria", tape.time(), "89035556677"));
        isOf(Direction.INBOUND, MARIA, null, null);
    }

    @Test
    void theMobileThatMariaIsForwardedToIsNoLine() {
        tape.at(0).outsideCalls("maria", "89161112233", "s");
        tape.tell(new LineReached("maria", tape.time(), "89035556677")).dialsOut("maria", "mobile", "89035556677");
        isOf(Direction.INBOUND, MARIA, null, null);
    }
}
