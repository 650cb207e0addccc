package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Transfer;
import org.ringbook.calls.Call.TransferKind;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.Joined;
import org.ringbook.calls.CallFact.Linked;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Transferred;
import org.ringbook.numbers.NumberPlan;

/** Maria has called and is on hold, Pavel has called and speaks with Anna as well; she joins the two and leaves. */
class TwoWhoCalledAreJoinedTest {

    private static final String MARIA = "+79161112233";
    private static final String PAVEL = "+79035556677";

    private final Tape tape = new Tape();
    private String marias;
    private String pavels;

    @BeforeEach
    void annaSpeaksWithBoth() {
        tape.at(0).outsideCalls("maria", MARIA, "74957770001").dials("maria", "anna 1", "101");
        tape.at(2).answers("anna 1");
        marias = tape.meet("anna 1", "maria");
        tape.at(10).holds("anna 1").outsideCalls("pavel", PAVEL, "74957770001");
        tape.dials("pavel", "anna 2", "101").at(12).answers("anna 2");
        pavels = tape.meet("anna 2", "pavel");
    }

    private void sheJoinsThemByRefer() {
        tape.at(20).resumes("anna 1").leaves("pavel", pavels);
        tape.tell(new Joined("pavel", tape.time(), marias, BridgeKind.TALK, "anna 1"));
        tape.tell(new Linked("pavel", tape.time(), "maria"));
        tape.leaves("anna 2", pavels)
                .tell(new Transferred("anna 2", tape.time(), TransferKind.ATTENDED, "pavel", "maria", null))
                .tell(new Linked("anna 2", tape.time(), "anna 1"))
                .gone("anna 2", Outcome.ANSWERED)
                .gone("anna 1", Outcome.ANSWERED);
    }

    private void sheJoinsThemByACommand() {
        tape.at(20).leaves("pavel", pavels).leaves("maria", marias).meet("pavel", "maria");
        tape.gone("anna 2", Outcome.ANSWERED).gone("anna 1", Outcome.ANSWERED);
    }

    private void mariaHangsUp() {
        tape.at(30).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("pavel", Outcome.ANSWERED);
    }

    private void twoCallsInWhichTheyAreJoined() {
        assertThat(tape.calls()).hasSize(2).allSatisfy(call -> {
            assertThat(call.direction()).isEqualTo(Call.Direction.INBOUND);
            assertThat(call.answeredBy()).containsExactly("101");
            assertThat(call.agent()).isEqualTo("101");
            assertThat(call.rang()).containsExactly("101");
            assertThat(call.legs()).hasSize(2);
            assertThat(call.endedBy()).isNotEqualTo(Call.EndedBy.AGENT);
        });
        Call hers = tape.calls().get(0);
        Call his = tape.calls().get(1);
        assertThat(hers.external()).hasToString(MARIA);
        assertThat(hers.talkSeconds()).isEqualByComparingTo("28");
        assertThat(hers.holdSeconds()).isEqualByComparingTo("10");
        assertThat(hers.endedBy()).isEqualTo(Call.EndedBy.EXTERNAL);
        assertThat(hers.transfers())
                .containsExactly(new Transfer("101", PAVEL, TransferKind.ATTENDED, Tape.noonPlus(20)));
        assertThat(his.external()).hasToString(PAVEL);
        assertThat(his.talkSeconds()).isEqualByComparingTo("18");
        assertThat(his.transfers())
                .containsExactly(new Transfer("101", MARIA, TransferKind.ATTENDED, Tape.noonPlus(20)));
    }

    @Test
    void byReferEachHasACallOfTheirOwn() {
        sheJoinsThemByRefer();
        mariaHangsUp();
        twoCallsInWhichTheyAreJoined();
    }

    @Test
    void byACommandEachHasACallOfTheirOwn() {
        sheJoinsThemByACommand();
        tape.at(30).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("pavel", Outcome.ANSWERED);
        twoCallsInWhichTheyAreJoined();
    }

    @Test
    void whoWasToldOfThemIsToldOfNoOther() {
        sheJoinsThemByRefer();
        mariaHangsUp();
        List<CallChange> changes = new ArrayList<>();
        var calls = new Calls(new NumberPlan("RU"), List.of(changes::add));
        tape.facts.forEach(fact -> calls.accept("office", List.of(fact)));
        Set<UUID> told = changes.stream().map(change -> change.now().id()).collect(Collectors.toSet());
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        tape.calls().stream().map(Call::id).toList());
        assertThat(changes).allSatisfy(change -> {
            assertThat(change.merged()).isEmpty();
            assertThat(change.withdrawn()).isFalse();
        });
        assertThat(calls.current()).isEmpty();
    }

    @Test
    void readAgainTheyAreTwoAsWell() {
        sheJoinsThemByRefer();
        mariaHangsUp();
        var past = new PastCalls("office", new NumberPlan("RU"));
        past.add(tape.facts);
        assertThat(past.settled(Tape.noonPlus(60)))
                .allMatch(PastCalls.Past::whole)
                .extracting(PastCalls.Past::call)
                .containsExactlyInAnyOrderElementsOf(tape.calls());
    }

    /** Their network moved Maria to another line. */
    @Test
    void twoLinesOfOneNumberAreOneParty() {
        var one = new Tape();
        one.at(0).outsideCalls("maria", MARIA, "74957770001").dials("maria", "anna", "101");
        one.at(2).answers("anna");
        String bridge = one.meet("anna", "maria");
        one.at(9).outsideCalls("maria again", MARIA, "74957770001");
        one.tell(new Joined("maria again", one.time(), bridge, BridgeKind.TALK, "maria"));
        one.gone("maria", Outcome.ANSWERED)
                .at(20)
                .gone("maria again", Outcome.ANSWERED)
                .gone("anna", Outcome.ANSWERED);
        assertThat(one.calls()).hasSize(1);
    }
}
