package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.Call.Transfer;
import org.ringbook.calls.Call.TransferKind;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.LegDialled;
import org.ringbook.calls.CallFact.Linked;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Paired;
import org.ringbook.calls.CallFact.Side;
import org.ringbook.calls.CallFact.Transferred;
import org.ringbook.numbers.NumberPlan;

/** Somebody leaves, and the others go on. */
class WhoGoesOnTest {

    private final Tape tape = new Tape();

    private String annaSpeaksWithBoris() {
        tape.at(0)
                .phoneDials("anna", "101", "102")
                .dials("anna", "boris", "102")
                .rings("boris");
        tape.at(2).answers("boris");
        return tape.meet("boris", "anna");
    }

    private void vera(String from) {
        tape.dials(from, "vera", "103").rings("vera").at(13).answers("vera");
    }

    private void allHangUp() {
        tape.at(30).hangsUp("vera").gone("vera", Outcome.ANSWERED).gone("boris", Outcome.ANSWERED);
    }

    private void goesOnTillTheLastTwoPart(TransferKind kind, double at, String talk) {
        Call call = tape.call();
        assertThat(call.direction()).isEqualTo(Direction.INTERNAL);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.answeredBy()).containsExactly("102", "103");
        assertThat(call.endedAt()).isEqualTo(Tape.noonPlus(30));
        assertThat(call.talkSeconds()).isEqualByComparingTo(new BigDecimal(talk));
        assertThat(call.endedBy()).isEqualTo(Call.EndedBy.AGENT);
        assertThat(call.transfers()).containsExactly(new Transfer("101", "103", kind, Tape.noonPlus(at)));
    }

    @Test
    void annaCalledBorisAndHandsHimOnToVera() {
        String bridge = annaSpeaksWithBoris();
        tape.at(10).tell(new Transferred("anna", tape.time(), TransferKind.BLIND, "boris", null, "103"));
        tape.leaves("anna", bridge).leaves("boris", bridge).gone("anna", Outcome.ANSWERED);
        vera("boris");
        tape.meet("boris", "vera");
        allHangUp();
        goesOnTillTheLastTwoPart(TransferKind.BLIND, 10, "25");
    }

    @Test
    void annaCalledBorisAsksVeraOnAnotherLineAndTheTwoAreJoinedByACommand() {
        String bridge = annaSpeaksWithBoris();
        tape.at(10).phoneDials("anna asks", "101", "103");
        vera("anna asks");
        String asking = tape.meet("anna asks", "vera");
        tape.at(20).leaves("vera", asking).leaves("boris", bridge).meet("boris", "vera");
        tape.gone("anna", Outcome.ANSWERED).gone("anna asks", Outcome.ANSWERED);
        allHangUp();
        goesOnTillTheLastTwoPart(TransferKind.ATTENDED, 20, "28");
    }

    @Test
    void mariaHasHungUpAndAnnasTelephoneIsSentOnToBoris() {
        tape.at(0).outsideCalls("maria", "89161112233", "74957770001").dials("maria", "anna", "101");
        tape.rings("anna").at(2).answers("anna").meet("anna", "maria");
        tape.at(10).hangsUp("maria").gone("maria", Outcome.ANSWERED);
        tape.at(10.05).dials("anna", "boris", "102").rings("boris");
        tape.tell(new Linked("boris", tape.time(), "maria"));
        tape.at(12).answers("boris").meet("anna", "boris");
        tape.at(20).hangsUp("boris").gone("boris", Outcome.ANSWERED).gone("anna", Outcome.ANSWERED);

        assertThat(tape.calls()).hasSize(2);
        Call hers = tape.calls().get(0);
        assertThat(hers.direction()).isEqualTo(Direction.INBOUND);
        assertThat(hers.answeredBy()).containsExactly("101");
        assertThat(hers.rang()).containsExactly("101");
        assertThat(hers.transfers()).isEmpty();
        assertThat(hers.talkSeconds()).isEqualByComparingTo("8");
        assertThat(hers.endedBy()).isEqualTo(Call.EndedBy.EXTERNAL);
        Call theirs = tape.calls().get(1);
        assertThat(theirs.direction()).isEqualTo(Direction.INTERNAL);
        assertThat(theirs.agent()).isEqualTo("101");
        assertThat(theirs.answeredBy()).containsExactly("102");
        assertThat(theirs.startedAt()).isEqualTo(Tape.noonPlus(10));
        assertThat(theirs.talkSeconds()).isEqualByComparingTo("8");

        List<CallChange> changes = new ArrayList<>();
        var calls = new Calls(new NumberPlan("RU"), List.of(changes::add));
        tape.facts.forEach(fact -> calls.accept("office", List.of(fact)));
        assertThat(calls.current()).isEmpty();
        assertThat(changes).extracting(change -> change.now().id()).doesNotContainNull();
        assertThat(changes.stream().map(change -> change.now().id()).distinct()).hasSize(2);
    }

    /** Whom Anna asks by a feature code she asks over a pair of local legs, and Maria may hang up meanwhile. */
    @Test
    void mariaHangsUpWhileAnnaAsksBorisAndItStaysOneCall() {
        tape.at(0).outsideCalls("maria", "89161112233", "74957770001").dials("maria", "anna", "101");
        tape.at(2).answers("anna");
        String bridge = tape.meet("anna", "maria");
        tape.at(9).tell(new LegBegan("one", tape.time(), Side.LOCAL, false, null, null, "102"));
        tape.tell(new LegBegan("two", tape.time(), Side.LOCAL, false, null, null, "102"))
                .tell(new Linked("one", tape.time(), "maria"))
                .tell(new Paired("one", tape.time(), "two"));
        tape.leaves("anna", bridge).enter("asking", "anna", "one");
        tape.at(10).hangsUp("maria").gone("maria", Outcome.ANSWERED);
        tape.at(10.2).tell(new LegBegan("boris", tape.time(), Side.CALLED, false, "102", null, null));
        tape.tell(new LegDialled("boris", tape.time(), "two", "102")).rings("boris");
        tape.at(11).answers("boris").enter("there", "boris", "two");
        tape.at(20).hangsUp("boris").gone("boris", Outcome.ANSWERED).gone("anna", Outcome.ANSWERED);
        tape.gone("one", Outcome.OTHER).gone("two", Outcome.OTHER);
        assertThat(tape.calls()).hasSize(1);
    }

    /** One trunk is busy and the next one reaches Pavel; when he has hung up Anna's telephone is sent on to Boris. */
    @Test
    void pavelWhomAnnaCalledHasHungUpAndHerTelephoneIsSentOnToBoris() {
        tape.at(0).phoneDials("anna", "101", "+79035556677").dialsOut("anna", "busy trunk", "+79035556677");
        tape.at(1).gone("busy trunk", Outcome.BUSY);
        tape.at(1)
                .dialsOut("anna", "pavel", "+79035556677")
                .at(3)
                .answers("pavel")
                .meet("anna", "pavel");
        tape.at(10).hangsUp("pavel").gone("pavel", Outcome.ANSWERED);
        tape.at(10.1).dials("anna", "boris", "102").rings("boris");
        tape.at(12).answers("boris").meet("anna", "boris");
        tape.at(20).hangsUp("boris").gone("boris", Outcome.ANSWERED).gone("anna", Outcome.ANSWERED);
        assertThat(tape.calls()).hasSize(2);
        Call his = tape.calls().get(0);
        assertThat(his.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(his.external()).hasToString("+79035556677");
        assertThat(his.talkSeconds()).isEqualByComparingTo("7");
        assertThat(his.transfers()).isEmpty();
        Call theirs = tape.calls().get(1);
        assertThat(theirs.direction()).isEqualTo(Direction.INTERNAL);
        assertThat(theirs.agent()).isEqualTo("101");
        assertThat(theirs.answeredBy()).containsExactly("102");
        assertThat(theirs.talkSeconds()).isEqualByComparingTo("8");
    }

    /** Whom Boris calls while Pavel is still there is asked, or Pavel is handed on. */
    @Test
    void whileWhomAnnaCalledIsThereWhomHerTelephoneCallsIsInTheirCall() {
        tape.at(0).phoneDials("anna", "101", "+79035556677").dialsOut("anna", "pavel", "+79035556677");
        tape.at(3).answers("pavel").meet("anna", "pavel");
        tape.at(10).dials("anna", "boris", "102").rings("boris");
        tape.at(12).hangsUp("pavel").gone("pavel", Outcome.ANSWERED);
        tape.at(20).gone("boris", Outcome.CANCELLED).gone("anna", Outcome.ANSWERED);
        assertThat(tape.calls()).hasSize(1);
    }

    /** A telephone that the dialplan calls a moment before the news of the hang-up comes is called after it all the same. */
    @Test
    void stampsOfOneMomentMayStandInAnyOrder() {
        tape.at(0).phoneDials("anna", "101", "+79035556677").dialsOut("anna", "pavel", "+79035556677");
        tape.at(3).answers("pavel").meet("anna", "pavel");
        tape.at(10).dials("anna", "boris", "102").rings("boris");
        tape.at(10.1).hangsUp("pavel").gone("pavel", Outcome.ANSWERED);
        tape.at(12).answers("boris").meet("anna", "boris");
        tape.at(20).gone("boris", Outcome.ANSWERED).gone("anna", Outcome.ANSWERED);
        assertThat(tape.calls()).hasSize(2);
    }
}
