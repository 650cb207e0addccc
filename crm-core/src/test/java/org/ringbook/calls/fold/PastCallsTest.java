package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.fold.Tape.noonPlus;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.CallFact.LegSeen;
import org.ringbook.calls.CallFact.Linked;
import org.ringbook.calls.CallFact.NailedUp;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.fold.PastCalls.Past;
import org.ringbook.numbers.NumberPlan;

/** What was kept is read again: what is settled is handed out, whole or cut by the edge of what was read. */
class PastCallsTest {

    private final PastCalls past = new PastCalls("office", new NumberPlan("RU"));
    private Tape tape = new Tape();

    private void read() {
        past.add(tape.facts);
        tape = new Tape();
    }

    private void mariaCallsFor(double from, double to) {
        tape.at(from).outsideCalls("maria", "89161112233", "74957770001").at(to).gone("maria", Outcome.OTHER);
        read();
    }

    @Test
    void aCallThatIsOverIsHandedOutOnceAndForgotten() {
        mariaCallsFor(0, 9);
        assertThat(past.settled(noonPlus(9))).isEmpty();
        assertThat(past.anyBegunBefore(noonPlus(0))).isFalse();
        assertThat(past.anyBegunBefore(noonPlus(0.001))).isTrue();
        List<Past> settled = past.settled(noonPlus(9.001));
        assertThat(settled).singleElement().satisfies(one -> {
            assertThat(one.call().sourceId()).isEqualTo("maria");
            assertThat(one.whole()).isTrue();
            assertThat(one.over()).isTrue();
            assertThat(one.legs()).containsExactly("maria");
            assertThat(one.facts()).hasSize(2);
        });
        assertThat(past.rest()).isEmpty();
        assertThat(past.anyBegunBefore(noonPlus(100))).isFalse();
    }

    @Test
    void aCallThatGoesOnIsNotSettledButLeft() {
        tape.at(0).outsideCalls("maria", "89161112233", "74957770001");
        read();
        assertThat(past.settled(noonPlus(9000))).isEmpty();
        assertThat(past.rest())
                .singleElement()
                .satisfies(one -> assertThat(one.over()).isFalse());
        assertThat(past.rest()).isEmpty();
    }

    @Test
    void aCallOfWhichALegBeganEarlierIsNotWhole() {
        tape.at(0).tell(new LegSeen("anna", tape.time(), false, false, "101"));
        tape.tell(new Linked("maria", tape.time(), "anna"));
        mariaCallsFor(0, 9);
        tape.at(9).gone("anna", Outcome.OTHER);
        read();
        assertThat(past.settled(noonPlus(10)))
                .singleElement()
                .satisfies(one -> assertThat(one.whole()).isFalse());
    }

    @Test
    void aLegToWhichOthersBelongedAndOfWhichNothingElseIsReadBeganEarlier() {
        tape.at(0).tell(new Linked("maria", tape.time(), "before"));
        mariaCallsFor(0, 9);
        assertThat(past.settled(noonPlus(10)))
                .singleElement()
                .satisfies(one -> assertThat(one.whole()).isFalse());
        mariaCallsFor(60, 69);
        assertThat(past.settled(noonPlus(70)))
                .singleElement()
                .satisfies(one -> assertThat(one.whole()).isTrue());
    }

    @Test
    void anAgentWhoIsLoggedInAllDayKeepsNoCallOpen() {
        tape.at(0).tell(new NailedUp("shift", tape.time(), "103"));
        String bridge =
                tape.at(1).outsideCalls("maria", "89161112233", "74957770001").meet("maria");
        tape.enter(bridge, "shift");
        tape.at(9).leaves("shift", bridge).gone("maria", Outcome.OTHER);
        read();
        assertThat(past.settled(noonPlus(10))).singleElement().satisfies(one -> {
            assertThat(one.over()).isTrue();
            assertThat(one.call().answeredBy()).containsExactly("103");
        });
    }

    @Test
    void whatNobodyCalledIsHandedOutAndIsNoCall() {
        tape.at(0).tell(new Linked("one", tape.time(), "other")).at(1).gone("one", Outcome.OTHER);
        read();
        assertThat(past.rest())
                .singleElement()
                .satisfies(one -> assertThat(one.call()).isNull());
    }
}
