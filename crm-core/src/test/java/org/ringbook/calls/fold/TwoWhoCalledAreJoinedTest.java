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
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.Linked;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Paired;
import org.ringbook.calls.CallFact.Parked;
import org.ringbook.calls.CallFact.Side;
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

    /** Anna had called Pavel, then Maria called; she joins the two. */
    @Test
    void whomAnnaHadCalledBeforeHasACallOfTheirOwn() {
        var two = new Tape();
        two.at(0).phoneDials("anna", "101", PAVEL).dialsOut("anna", "pavel", PAVEL);
        two.at(3).answers("pavel");
        String his = two.meet("anna", "pavel");
        two.at(9).outsideCalls("maria", MARIA, "74957770001").dials("maria", "anna 2", "101");
        two.at(11).answers("anna 2");
        String hers = two.meet("anna 2", "maria");
        two.at(20).leaves("pavel", his).leaves("maria", hers).meet("pavel", "maria");
        two.gone("anna", Outcome.ANSWERED).gone("anna 2", Outcome.ANSWERED);
        two.at(30).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("pavel", Outcome.ANSWERED);
        assertThat(two.calls()).hasSize(2);
        assertThat(two.calls().get(0).direction()).isEqualTo(Call.Direction.OUTBOUND);
        assertThat(two.calls().get(0).external()).hasToString(PAVEL);
        assertThat(two.calls().get(1).direction()).isEqualTo(Call.Direction.INBOUND);
        assertThat(two.calls().get(1).external()).hasToString(MARIA);
        assertThat(two.calls()).allSatisfy(call -> assertThat(call.transfers()).hasSize(1));
    }

    /** While Maria waits Anna asks Pavel, and hands her to him: that is one call. */
    @Test
    void whomAnnaCallsForMariaIsInHerCall() {
        var one = new Tape();
        one.at(0).outsideCalls("maria", MARIA, "74957770001").dials("maria", "anna", "101");
        one.at(2).answers("anna");
        String hers = one.meet("anna", "maria");
        one.at(9).phoneDials("anna 2", "101", PAVEL).dialsOut("anna 2", "pavel", PAVEL);
        one.at(11).answers("pavel");
        String asking = one.meet("anna 2", "pavel");
        one.at(20).leaves("pavel", asking).leaves("maria", hers).meet("pavel", "maria");
        one.gone("anna", Outcome.ANSWERED).gone("anna 2", Outcome.ANSWERED);
        one.at(30).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("pavel", Outcome.ANSWERED);
        assertThat(one.calls()).hasSize(1);
        assertThat(one.call().answeredBy()).containsExactly("101", PAVEL);
        assertThat(one.call().transfers())
                .containsExactly(new Transfer("101", PAVEL, TransferKind.ATTENDED, Tape.noonPlus(20)));
    }

    /** Anna had parked Pavel, and fetches him by a feature code while she speaks with Maria. */
    @Test
    void whoWasParkedIsJoinedOverAPairOfLocalLegs() {
        var two = new Tape();
        two.at(0).outsideCalls("pavel", PAVEL, "74957770001").dials("pavel", "anna 1", "101");
        two.at(2).answers("anna 1");
        String his = two.meet("anna 1", "pavel");
        two.at(5).leaves("pavel", his).leaves("anna 1", his).gone("anna 1", Outcome.ANSWERED);
        two.tell(new Parked("pavel", two.time(), "701"));
        two.at(9).outsideCalls("maria", MARIA, "74957770001").dials("maria", "anna 2", "101");
        two.at(11).answers("anna 2");
        String hers = two.meet("anna 2", "maria");
        two.at(15);
        for (String leg : List.of("one", "two")) {
            two.tell(new LegBegan(leg, two.time(), Side.LOCAL, false, null, null, "701"))
                    .tell(new Linked(leg, two.time(), "maria"));
        }
        two.tell(new Paired("one", two.time(), "two")).leaves("anna 2", hers).enter("asking", "one", "anna 2");
        two.tell(new Linked("pavel", two.time(), "two"));
        two.at(16).enter("fetched", "pavel", "two");
        two.at(20).leaves("anna 2", "asking").leaves("one", "asking").enter(hers, "one");
        two.tell(new Transferred("anna 2", two.time(), TransferKind.ATTENDED, "maria", null, null));
        two.hangsUp("anna 2").gone("anna 2", Outcome.ANSWERED);
        two.at(30).hangsUp("pavel").gone("pavel", Outcome.ANSWERED).gone("maria", Outcome.ANSWERED);
        two.gone("one", Outcome.OTHER).gone("two", Outcome.OTHER);
        assertThat(two.calls()).hasSize(2).allSatisfy(call -> {
            assertThat(call.direction()).isEqualTo(Call.Direction.INBOUND);
            assertThat(call.answeredBy()).containsExactly("101");
            assertThat(call.endedBy()).isEqualTo(Call.EndedBy.EXTERNAL);
        });
        assertThat(two.calls().get(0).transfers())
                .containsExactly(new Transfer("101", MARIA, TransferKind.ATTENDED, Tape.noonPlus(20)));
        assertThat(two.calls().get(1).transfers())
                .containsExactly(new Transfer("101", PAVEL, TransferKind.ATTENDED, Tape.noonPlus(20)));
    }
}
