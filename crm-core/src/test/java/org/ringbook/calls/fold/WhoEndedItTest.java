package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call.EndedBy;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.CallFact.Outcome;

/** They have spoken; who ended the call. */
class WhoEndedItTest {

    private final Tape tape = new Tape();

    private String mariaSpeaksWithAnna() {
        tape.at(0)
                .outsideCalls("maria", "89161112233", "74957770001")
                .dials("maria", "anna", "101")
                .rings("anna");
        tape.at(4).answers("anna");
        return tape.meet("anna", "maria");
    }

    private void bothAreGone(double at) {
        tape.at(at).gone("anna", Outcome.ANSWERED).gone("maria", Outcome.ANSWERED);
    }

    private void endedBy(EndedBy who, String rule) {
        assertThat(tape.call().result()).isEqualTo(Result.ANSWERED);
        assertThat(tape.call().reason()).isNull();
        assertThat(tape.call().endedBy()).isEqualTo(who);
        assertThat(tape.rules()).endsWith("answered.people-spoke", rule);
    }

    @Test
    void mariaHangsUp() {
        mariaSpeaksWithAnna();
        tape.at(30).hangsUp("maria");
        bothAreGone(30);
        endedBy(EndedBy.EXTERNAL, "ended.external-hung-up");
    }

    @Test
    void annaHangsUp() {
        mariaSpeaksWithAnna();
        tape.at(30).hangsUp("anna");
        bothAreGone(30);
        endedBy(EndedBy.AGENT, "ended.agent-hung-up");
    }

    @Test
    void theLineIsLost() {
        mariaSpeaksWithAnna();
        bothAreGone(30);
        endedBy(EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void annaHangsUpAMomentBeforeMaria() {
        mariaSpeaksWithAnna();
        tape.at(30).hangsUp("anna").at(31.4).hangsUp("maria");
        bothAreGone(31.4);
        endedBy(EndedBy.AGENT, "ended.agent-hung-up");
    }

    @Test
    void mariaHangsUpAMomentBeforeAnna() {
        mariaSpeaksWithAnna();
        tape.at(30).hangsUp("maria").at(30.5).hangsUp("anna");
        bothAreGone(31);
        endedBy(EndedBy.EXTERNAL, "ended.external-hung-up");
    }

    @Test
    void theyHangUpInOneMoment() {
        mariaSpeaksWithAnna();
        tape.at(30).hangsUp("anna").hangsUp("maria");
        bothAreGone(30);
        endedBy(EndedBy.EXTERNAL, "ended.external-hung-up");
    }

    @Test
    void afterAnnaHungUpMariaAnswersTheSurveyAndHangsUp() {
        mariaSpeaksWithAnna();
        tape.at(30).hangsUp("anna").gone("anna", Outcome.ANSWERED);
        tape.at(31.5).hangsUp("maria").gone("maria", Outcome.ANSWERED);
        endedBy(EndedBy.EXTERNAL, "ended.external-hung-up");
    }

    @Test
    void ofTwoColleaguesInTheCallTheOneWhoHungUpFirstCounts() {
        String bridge = mariaSpeaksWithAnna();
        tape.at(10).dials("anna", "boris", "102").answers("boris").enter(bridge, "boris");
        tape.at(30).hangsUp("anna").at(30.9).hangsUp("maria").at(31).hangsUp("boris");
        tape.gone("boris", Outcome.ANSWERED);
        bothAreGone(31);
        endedBy(EndedBy.AGENT, "ended.agent-hung-up");
    }

    @Test
    void whoWasInTheCallEarlierDidNotEndIt() {
        String bridge = mariaSpeaksWithAnna();
        tape.at(20).hangsUp("anna").leaves("anna", bridge).gone("anna", Outcome.ANSWERED);
        tape.at(20).dials("maria", "boris", "102").answers("boris").enter(bridge, "boris");
        tape.at(30).gone("boris", Outcome.ANSWERED).gone("maria", Outcome.ANSWERED);
        endedBy(EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void ofTwoColleaguesWhoSpeakWhoeverHangsUpIsOneOfUs() {
        tape.at(0)
                .phoneDials("anna", "101", "102")
                .dials("anna", "boris", "102")
                .rings("boris");
        tape.at(3).answers("boris").meet("anna", "boris");
        tape.at(9).hangsUp("anna").gone("anna", Outcome.ANSWERED).gone("boris", Outcome.ANSWERED);
        endedBy(EndedBy.AGENT, "ended.agent-hung-up");
    }
}
