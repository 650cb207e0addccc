package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact.NailedUp;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.PickedUp;
import org.ringbook.numbers.NumberPlan;

/** Whoever wants to command a call asks which telephones are in it now. */
class WhoIsInItNowTest {

    private static final String MARIA = "+79161112233";
    private static final String PAVEL = "+79035556677";
    private static final String LINE = "74957770001";

    private final List<CallChange> heard = new ArrayList<>();
    private final Calls calls = new Calls(new NumberPlan("RU"), List.of(heard::add));
    private Tape tape = new Tape();

    private void told() {
        calls.accept("office", tape.facts);
        tape = new Tape();
    }

    private List<LiveLeg> nowIn(int call) {
        return calls.liveLegs(calls.current().get(call).id());
    }

    private void mariaCallsAnnaAndBoris() {
        tape.at(0)
                .outsideCalls("maria", MARIA, LINE)
                .at(0.1)
                .dials("maria", "anna", "101")
                .rings("anna")
                .dials("maria", "boris", "102")
                .rings("boris");
        told();
    }

    private static LiveLeg maria(String bridge) {
        return new LiveLeg("maria", MARIA, true, true, false, bridge != null, bridge);
    }

    private static LiveLeg rings(String leg, String extension) {
        return new LiveLeg(leg, extension, false, false, true, false, null);
    }

    @Test
    void mariaWaitsAndTwoTelephonesRing() {
        mariaCallsAnnaAndBoris();
        assertThat(nowIn(0)).containsExactly(maria(null), rings("anna", "101"), rings("boris", "102"));
    }

    @Test
    void annaSpeaksAndBorisIsOutOfIt() {
        mariaCallsAnnaAndBoris();
        tape.at(4).answers("anna").gone("boris", Outcome.ELSEWHERE);
        told();
        assertThat(nowIn(0)).contains(new LiveLeg("anna", "101", false, false, false, false, null));
        tape.at(4.1).enter("first", "anna", "maria");
        told();
        assertThat(nowIn(0))
                .containsExactly(maria("first"), new LiveLeg("anna", "101", false, false, false, true, "first"));
        tape.at(9).leaves("anna", "first").leaves("maria", "first").enter("second", "anna");
        told();
        assertThat(nowIn(0))
                .containsExactly(maria(null), new LiveLeg("anna", "101", false, false, false, true, "second"));
    }

    @Test
    void whoseTryIsOverOrWhoseCallWasPickedUpRingsNoMore() {
        mariaCallsAnnaAndBoris();
        tape.at(3).attemptEnds("boris", Outcome.NO_ANSWER);
        told();
        assertThat(nowIn(0)).contains(new LiveLeg("boris", "102", false, false, false, false, null));
        tape.at(4).phoneDials("vera", "103", "*8101").tell(new PickedUp("vera", tape.time(), "anna"));
        told();
        assertThat(nowIn(0)).contains(new LiveLeg("anna", "101", false, false, false, false, null));
    }

    @Test
    void aLineThatIsOpenAllDayIsNobodyToCommand() {
        tape.at(0).tell(new NailedUp("shift", tape.time(), "103"));
        tape.at(1).outsideCalls("maria", MARIA, LINE).enter("talk", "maria", "shift");
        told();
        assertThat(nowIn(0)).containsExactly(maria("talk"));
    }

    @Test
    void ofTwoCallsThatAnnaJoinedEachNamesItsOwn() {
        tape.at(0).outsideCalls("maria", MARIA, LINE).at(0.1).dials("maria", "anna 1", "101");
        tape.at(2).answers("anna 1").enter("hers", "anna 1", "maria");
        tape.at(10).outsideCalls("pavel", PAVEL, LINE).at(10.1).dials("pavel", "anna 2", "101");
        tape.at(12).answers("anna 2").enter("his", "anna 2", "pavel");
        tape.at(20).leaves("pavel", "his").leaves("maria", "hers").enter("both", "pavel", "maria");
        told();
        assertThat(nowIn(0)).extracting(LiveLeg::leg).containsExactly("maria", "anna 1");
        assertThat(nowIn(1)).extracting(LiveLeg::leg).containsExactly("pavel", "anna 2");
    }

    @Test
    void inACallThatIsOverOrThatNobodyKnowsThereIsNobody() {
        mariaCallsAnnaAndBoris();
        Call hers = calls.current().get(0);
        tape.at(9);
        List.of("maria", "anna", "boris").forEach(leg -> tape.gone(leg, Outcome.OTHER));
        told();
        assertThat(calls.liveLegs(hers.id())).isEmpty();
        assertThat(calls.liveLegs(new UUID(0, 1))).isEmpty();
    }

    /** A call of the log that goes on, and whose source has said nothing since: only its beginning is known. */
    @Test
    void ofACallThatWasTakenUpFromTheLogWhoBeganItIsInIt() {
        mariaCallsAnnaAndBoris();
        Call hers = calls.current().get(0);
        var restarted = new Calls(new NumberPlan("RU"), List.of());
        restarted.takeUp("office", List.of(), List.of(hers));
        assertThat(restarted.liveLegs(hers.id())).extracting(LiveLeg::leg).containsExactly("maria");
    }
}
