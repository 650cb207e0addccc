package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.fold.Tape.noonPlus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.Joined;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.numbers.NumberPlan;

/** Maria and Anna dial into the same conference, each with a call of her own. */
class InOneConferenceTest {

    private final List<CallChange> heard = new ArrayList<>();
    private final Calls calls = new Calls(new NumberPlan("RU"), List.of(heard::add));
    private Tape tape = new Tape();

    private void told() {
        calls.accept("office", tape.facts);
        tape = new Tape();
    }

    private void comesIn(String leg, String room) {
        tape.tell(new Joined(leg, tape.time(), room, BridgeKind.CONFERENCE, null));
    }

    private void mariaComesInAt(double at) {
        tape.at(at).outsideCalls("maria", "+79161112233", "74957770001");
        comesIn("maria", "800");
    }

    private void annaComesInAt(double at) {
        tape.at(at).phoneDials("anna", "101", "800");
        comesIn("anna", "800");
    }

    private Call mariasCall() {
        return heard.stream()
                .map(CallChange::now)
                .filter(call -> call.sourceId().equals("maria"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    @Test
    void mariaIsAloneUntilAnnaComes() {
        mariaComesInAt(0);
        told();
        assertThat(mariasCall().answeredAt()).isNull();
        annaComesInAt(5);
        told();
        assertThat(mariasCall().answeredAt())
                .as("nothing was told of her own leg")
                .isEqualTo(noonPlus(5));
    }

    @Test
    void inAnotherRoomAnnaIsNoCompany() {
        mariaComesInAt(0);
        tape.at(5).phoneDials("anna", "101", "801");
        comesIn("anna", "801");
        told();
        assertThat(mariasCall().answeredAt()).isNull();
    }

    /** What comes late of her, as her recording, must find who else was there. */
    @Test
    void mariasCallIsRememberedAsLongAsAnnaIsInTheRoom() {
        mariaComesInAt(0);
        annaComesInAt(1);
        tape.at(9).gone("maria", Outcome.OTHER);
        told();
        calls.forget("office", noonPlus(1000));
        assertThat(calls.knows("office", "maria")).isTrue();
        tape.at(2000).gone("anna", Outcome.OTHER);
        told();
        calls.forget("office", noonPlus(2050), Duration.ofSeconds(60));
        assertThat(calls.knows("office", "maria")).as("Anna's is too fresh").isTrue();
        calls.forget("office", noonPlus(2061), Duration.ofSeconds(60));
        assertThat(calls.knows("office", "maria")).isFalse();
        assertThat(calls.knows("office", "anna")).isFalse();
    }

    /** Anna goes on in another room with Pavel, who was never in Maria's. */
    @Test
    void andAsLongAsAnybodyIsWhoMetWhomSheMet() {
        mariaComesInAt(0);
        annaComesInAt(1);
        tape.at(5).tell(new CallFact.Left("anna", tape.time(), "800"));
        comesIn("anna", "801");
        tape.outsideCalls("pavel", "+79035556677", "74957770001");
        comesIn("pavel", "801");
        tape.at(9).gone("maria", Outcome.OTHER).gone("anna", Outcome.OTHER);
        told();
        calls.forget("office", noonPlus(1000));
        assertThat(calls.knows("office", "maria")).isTrue();
        tape.at(1001).gone("pavel", Outcome.OTHER);
        told();
        calls.forget("office", noonPlus(2000));
        assertThat(List.of("maria", "anna", "pavel")).noneMatch(leg -> calls.knows("office", leg));
    }

    @Test
    void whoComesIntoTheRoomAfterAllAreForgottenMeetsNobody() {
        mariaComesInAt(0);
        annaComesInAt(1);
        tape.at(9).gone("maria", Outcome.OTHER).gone("anna", Outcome.OTHER);
        told();
        calls.forget("office", noonPlus(1000));
        tape.at(1001).outsideCalls("pavel", "+79035556677", "74957770001");
        comesIn("pavel", "800");
        told();
        assertThat(heard.get(heard.size() - 1).now().answeredAt()).isNull();
        assertThat(calls.current()).hasSize(1);
    }

    @Test
    void readAgainEachIsHandedOutWithWhatTheOtherDidInTheRoom() {
        mariaComesInAt(0);
        annaComesInAt(5);
        tape.at(9).gone("maria", Outcome.OTHER);
        var past = new PastCalls("office", new NumberPlan("RU"));
        past.add(tape.facts);
        assertThat(past.settled(noonPlus(1000))).as("Anna is still in it").isEmpty();
        tape = new Tape();
        tape.at(20).gone("anna", Outcome.OTHER);
        past.add(tape.facts);
        assertThat(past.settled(noonPlus(1000))).hasSize(2).allSatisfy(one -> {
            assertThat(one.facts()).extracting(CallFact::leg).contains("maria", "anna");
            assertThat(one.call().answeredAt()).isEqualTo(noonPlus(5));
        });
    }

    /** One of ours who waits in a conference is where they want to be; outside of it they wait for somebody. */
    @Test
    void annaAloneInTheRoomHasArrivedAndAloneInABridgeShesWaiting() {
        annaComesInAt(0);
        tape.at(9).gone("anna", Outcome.OTHER);
        assertThat(tape.call().talkSeconds()).isEqualByComparingTo("9");
        var outOfIt = new Tape();
        outOfIt.at(0).phoneDials("anna", "101", "800").enter("talk", "anna");
        outOfIt.at(2).leaves("anna", "talk");
        outOfIt.tell(new Joined("anna", outOfIt.time(), "800", BridgeKind.CONFERENCE, null));
        outOfIt.at(9).gone("anna", Outcome.OTHER);
        assertThat(outOfIt.call().talkSeconds()).isEqualByComparingTo("7");
    }
}
