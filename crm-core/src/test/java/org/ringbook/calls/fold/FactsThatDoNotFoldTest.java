package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.HungUp;
import org.ringbook.calls.CallFact.Joined;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Served;
import org.ringbook.numbers.NumberPlan;

/** One thing that was told cannot be folded: nobody wrote a rule for it, or a rule is wrong. Maria's and Olga's calls came with it. */
class FactsThatDoNotFoldTest {

    private final List<CallChange> told = new ArrayList<>();
    private final Calls calls = new Calls(new NumberPlan("RU"), List.of(told::add));
    private final Tape tape = new Tape();

    private void mariaCallsAnna() {
        tape.at(0)
                .outsideCalls("maria", "89161112233", "74957770001")
                .dials("maria", "anna", "101")
                .rings("anna")
                .at(4)
                .answers("anna")
                .meet("anna", "maria");
    }

    private void olgaCallsBoris() {
        tape.at(1)
                .outsideCalls("olga", "89262223344", "74957770001")
                .dials("olga", "boris", "102")
                .rings("boris");
    }

    /** A place of no kind. */
    private CallFact noPlace() {
        return new Served("maria", tape.time(), null, "menu");
    }

    private Call of(String first) {
        return told.stream()
                .map(CallChange::now)
                .filter(call -> call.sourceId().equals(first))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    @Test
    void theOtherCallOfTheBatchIsTold() {
        mariaCallsAnna();
        tape.tell(noPlace());
        olgaCallsBoris();
        calls.accept("office", tape.facts);
        assertThat(of("olga").state()).isEqualTo(Call.State.RINGING);
    }

    @Test
    void mariasCallIsToldWithoutIt() {
        mariaCallsAnna();
        CallFact bad = noPlace();
        tape.tell(bad);
        List<RefusedFact> refused = calls.accept("office", tape.facts);
        assertThat(refused).extracting(RefusedFact::fact).containsExactly(bad);
        assertThat(of("maria").answeredBy()).containsExactly("101");
    }

    @Test
    void mariasCallGoesOnAndEnds() {
        mariaCallsAnna();
        tape.tell(noPlace());
        calls.accept("office", tape.facts);
        List<RefusedFact> refused = calls.accept(
                "office",
                new Tape()
                        .at(20)
                        .hangsUp("maria")
                        .gone("maria", Outcome.ANSWERED)
                        .gone("anna", Outcome.ANSWERED)
                        .facts);
        assertThat(refused).isEmpty();
        assertThat(of("maria").ended()).isTrue();
        assertThat(calls.current()).isEmpty();
    }

    @Test
    void twoOfThemAreBothFound() {
        tape.at(0).outsideCalls("maria", "89161112233", "74957770001").tell(noPlace());
        tape.dials("maria", "anna", "101").rings("anna").at(3).tell(noPlace());
        assertThat(calls.accept("office", tape.facts)).hasSize(2);
        assertThat(of("maria").rang()).containsExactly("101");
    }

    @Test
    void whatHasNoTimeIsRefusedAndTheNextIsTaken() {
        tape.tell(new HungUp("maria", null));
        mariaCallsAnna();
        assertThat(calls.accept("office", tape.facts)).hasSize(1);
        assertThat(of("maria").answeredBy()).containsExactly("101");
    }

    /** Olga is in one conference with Maria, of whom something is told that cannot be. */
    @Test
    void whoIsInAConferenceWithMariaIsToldAsWell() {
        mariaCallsAnna();
        olgaCallsBoris();
        tape.at(5).tell(new Joined("olga", tape.time(), "meeting", BridgeKind.CONFERENCE, null));
        tape.tell(new Joined("maria", tape.time(), "meeting", BridgeKind.CONFERENCE, null));
        CallFact bad = noPlace();
        tape.tell(bad);
        assertThat(calls.accept("office", tape.facts))
                .extracting(RefusedFact::fact)
                .containsExactly(bad);
        assertThat(of("olga").rang()).containsExactly("102");
        assertThat(of("maria").answeredBy()).containsExactly("101");
    }

    /** Derived again beside the running server, too. */
    @Test
    void whenCallsAreDerivedTheOtherOneIsDerived() {
        mariaCallsAnna();
        tape.tell(noPlace());
        olgaCallsBoris();
        var past = new PastCalls("office", new NumberPlan("RU"));
        past.add(tape.facts);
        assertThat(past.rest()).extracting(one -> one.call().sourceId()).containsExactly("olga");
    }
}
