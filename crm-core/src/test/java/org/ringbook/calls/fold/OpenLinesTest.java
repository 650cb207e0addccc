package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.fold.Tape.noonPlus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact.Linked;
import org.ringbook.calls.CallFact.NailedUp;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.numbers.NumberPlan;

/** Vera's line is open all day: it serves one call after the other, and is a call of its own never. */
class OpenLinesTest {

    private static final String MARIA = "+79161112233";
    private static final String LINE = "74957770001";

    private final List<CallChange> heard = new ArrayList<>();
    private final Calls calls = new Calls(new NumberPlan("RU"), List.of(heard::add));
    private Tape tape = new Tape();

    private void told() {
        calls.accept("office", tape.facts);
        tape = new Tape();
    }

    private Call mariasCall() {
        assertThat(calls.current()).hasSize(1);
        return calls.current().get(0);
    }

    private void open(String party) {
        tape.tell(new NailedUp("shift", tape.time(), party));
    }

    private void mariaComesInto(String bridge, double at) {
        tape.at(at).outsideCalls("maria", MARIA, LINE).enter(bridge, "maria");
        told();
    }

    @Test
    void sheIsInTheBridgeBeforeMariaComes() {
        tape.at(0);
        open("103");
        tape.at(1).enter("talk", "shift");
        told();
        assertThat(heard).isEmpty();
        mariaComesInto("talk", 2);
        assertThat(mariasCall().answeredBy()).containsExactly("103");
        assertThat(mariasCall().answeredAt()).isEqualTo(noonPlus(2));
    }

    @Test
    void sheWasThereAndLeftBeforeMariaCame() {
        tape.at(0);
        open("103");
        tape.at(1).enter("talk", "shift");
        tape.leaves("shift", "talk");
        told();
        mariaComesInto("talk", 2);
        assertThat(mariasCall().answeredBy()).isEmpty();
    }

    @Test
    void whatWaitedTooLongForACallIsForgotten() {
        tape.at(0);
        open("103");
        tape.at(1).enter("talk", "shift");
        tape.at(2).enter("other", "shift");
        told();
        calls.forget("office", noonPlus(1.5), Duration.ZERO);
        mariaComesInto("talk", 3);
        assertThat(mariasCall().answeredBy()).isEmpty();
        tape.at(4).leaves("maria", "talk").enter("other", "maria");
        told();
        assertThat(mariasCall().answeredBy()).containsExactly("103");
    }

    @Test
    void whoHasItIsToldLaterAndANamelessWordTakesNoNameAway() {
        tape.at(0);
        open(null);
        tape.at(1);
        open("103");
        tape.at(2);
        open(null);
        told();
        mariaComesInto("talk", 3);
        tape.at(4).enter("talk", "shift");
        told();
        assertThat(mariasCall().answeredBy()).containsExactly("103");
    }

    @Test
    void sheGivesTheLineToBoris() {
        tape.at(0);
        open("103");
        tape.at(1);
        open("102");
        told();
        mariaComesInto("talk", 3);
        tape.at(4).enter("talk", "shift");
        told();
        assertThat(mariasCall().answeredBy()).containsExactly("102");
    }

    /** It had begun the call that was told: that goes on as the call of whoever came first. */
    @Test
    void itLookedLikeTheFirstOfACallUntilItWasKnown() {
        tape.at(0).phoneDials("shift", "103", "agents");
        tape.at(50).outsideCalls("again", "+79035556677", LINE).tell(new Linked("again", tape.time(), "shift"));
        tape.at(20).outsideCalls("maria", MARIA, LINE).at(20.1).dials("maria", "anna", "101");
        tape.tell(new Linked("maria", tape.time(), "shift"));
        calls.accept("office", tape.facts.subList(0, 1));
        calls.accept("office", tape.facts.subList(1, tape.facts.size()));
        List<Call> before = calls.current();
        assertThat(before).isNotEmpty();
        tape = new Tape();
        tape.at(60);
        open("103");
        told();
        assertThat(calls.current()).extracting(Call::sourceId).containsExactly("maria", "again");
        assertThat(calls.current()).extracting(Call::id).containsAll(ids(before));
        assertThat(calls.current().get(0).rang())
                .as("what hung together without it still does")
                .isEmpty();
        assertThat(calls.liveLegs(calls.current().get(0).id()))
                .extracting(LiveLeg::leg)
                .containsExactly("maria", "anna");
    }

    private static List<java.util.UUID> ids(List<Call> calls) {
        return calls.stream().map(Call::id).toList();
    }

    @Test
    void whatIsLinkedByNameAloneStaysTogetherWithoutIt() {
        tape.at(0).phoneDials("shift", "103", "agents").outsideCalls("maria", MARIA, LINE);
        tape.tell(new Linked("maria", tape.time(), "shift"))
                .at(1)
                .outsideCalls("again", MARIA, LINE)
                .tell(new Linked("again", tape.time(), "maria"));
        told();
        tape.at(60);
        open("103");
        told();
        assertThat(mariasCall().sourceId()).isEqualTo("maria");
        tape.at(61).gone("maria", Outcome.OTHER);
        told();
        assertThat(mariasCall().state()).as("her second line goes on").isNotEqualTo(Call.State.ENDED);
    }
}
