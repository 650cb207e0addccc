package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.EndedBy;
import org.ringbook.calls.Call.Reason;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.CallFact.LegUp;
import org.ringbook.calls.CallFact.Outcome;

/** Maria calls, and nobody speaks with her: what became of the call, by which rule, and who ended it. */
class UnansweredCallToUsTest {

    private static final String MARIA = "89161112233";
    private static final String LINE = "74957770001";

    private final Tape tape = new Tape();

    private void mariaCalls() {
        tape.at(0).outsideCalls("maria", MARIA, LINE);
    }

    private void rings(String leg, String extension) {
        tape.dials("maria", leg, extension).rings(leg);
    }

    private void ends(String leg, Outcome outcome) {
        tape.attemptEnds(leg, outcome).gone(leg, outcome);
    }

    private void is(Result result, Reason reason, String rule, EndedBy endedBy, String endRule) {
        Call call = tape.call();
        assertThat(call.result()).isEqualTo(result);
        assertThat(call.reason()).isEqualTo(reason);
        assertThat(call.endedBy()).isEqualTo(endedBy);
        assertThat(tape.rules()).endsWith(rule, endRule);
    }

    @Test
    void theDialplanSaysBusyAndNobodyIsCalled() {
        mariaCalls();
        tape.at(1).hangsUp("maria").gone("maria", Outcome.BUSY);
        is(Result.BUSY, null, "busy.the-pbx-said-so", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void sheHangsUpBeforeAnybodyIsCalled() {
        mariaCalls();
        tape.at(2).hangsUp("maria").gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.ABANDONED, "missed.caller-gave-up", EndedBy.EXTERNAL, "ended.caller-hung-up");
    }

    @Test
    void thePbxEndsItBeforeAnybodyIsCalled() {
        mariaCalls();
        tape.at(2).gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.NOBODY_AVAILABLE, "missed.nobody-available", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void sheHangsUpWhileAnnasPhoneRingsThoughBorissRangOut() {
        mariaCalls();
        rings("boris", "102");
        tape.at(10);
        ends("boris", Outcome.NO_ANSWER);
        rings("anna", "101");
        tape.at(14).hangsUp("maria").gone("maria", Outcome.OTHER);
        tape.at(14.1);
        ends("anna", Outcome.CANCELLED);
        is(Result.MISSED, Reason.ABANDONED, "missed.caller-gave-up", EndedBy.EXTERNAL, "ended.caller-hung-up");
    }

    @Test
    void herHangUpAndTheEndOfTheRingingComeInOneMoment() {
        mariaCalls();
        rings("boris", "102");
        tape.at(10);
        ends("boris", Outcome.NO_ANSWER);
        rings("anna", "101");
        tape.at(14).hangsUp("maria").gone("maria", Outcome.OTHER);
        ends("anna", Outcome.CANCELLED);
        is(Result.MISSED, Reason.ABANDONED, "missed.caller-gave-up", EndedBy.EXTERNAL, "ended.caller-hung-up");
    }

    @Test
    void thePhoneOfWhichNoAttemptIsToldRingsUntilSheHangsUp() {
        mariaCalls();
        rings("boris", "102");
        tape.at(10);
        ends("boris", Outcome.REJECTED);
        rings("anna", "101");
        tape.at(14).hangsUp("maria").gone("anna", Outcome.OTHER).gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.ABANDONED, "missed.caller-gave-up", EndedBy.EXTERNAL, "ended.caller-hung-up");
    }

    @Test
    void thePhoneOfWhichNoAttemptIsToldHadEndedBeforeSheHungUp() {
        mariaCalls();
        rings("boris", "102");
        tape.at(10);
        ends("boris", Outcome.REJECTED);
        tape.dials("maria", "anna", "101");
        tape.at(13).gone("anna", Outcome.UNREACHABLE);
        tape.at(14).hangsUp("maria").gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.REJECTED, "missed.rejected", EndedBy.EXTERNAL, "ended.caller-hung-up");
    }

    @Test
    void sheHangsUpInTheQueueWhenNoPhoneRingsAnyMore() {
        mariaCalls();
        tape.queue("maria", "sales");
        rings("anna", "101");
        tape.at(10);
        ends("anna", Outcome.NO_ANSWER);
        tape.at(15).hangsUp("maria").leavesQueue("maria", "sales", true).gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.ABANDONED, "missed.caller-gave-up", EndedBy.EXTERNAL, "ended.caller-hung-up");
    }

    @Test
    void sheHangsUpInTheAnnouncementAfterTheQueue() {
        mariaCalls();
        tape.queue("maria", "sales");
        rings("anna", "101");
        tape.at(10);
        ends("anna", Outcome.NO_ANSWER);
        tape.at(12).leavesQueue("maria", "sales", false);
        tape.at(15).hangsUp("maria").gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.RANG_OUT, "missed.rang-out", EndedBy.EXTERNAL, "ended.caller-hung-up");
    }

    @Test
    void sheHangsUpInTheAnnouncementAfterARingingThatThePbxCutShort() {
        mariaCalls();
        rings("anna", "101");
        tape.at(10);
        ends("anna", Outcome.CANCELLED);
        tape.at(15).hangsUp("maria").gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.ABANDONED, "missed.caller-gave-up", EndedBy.EXTERNAL, "ended.caller-hung-up");
    }

    @Test
    void sheHangsUpInTheAnnouncementAfterAPhoneThatNeverRang() {
        mariaCalls();
        tape.dials("maria", "anna", "101");
        tape.at(1);
        ends("anna", Outcome.CANCELLED);
        tape.at(15).hangsUp("maria").gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.NOBODY_AVAILABLE, "missed.nobody-available", EndedBy.EXTERNAL, "ended.caller-hung-up");
    }

    @Test
    void thePbxCutTheRingingShortAndEndsTheCall() {
        mariaCalls();
        rings("anna", "101");
        tape.at(10);
        ends("anna", Outcome.CANCELLED);
        tape.at(11).gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.NOBODY_AVAILABLE, "missed.nobody-available", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void everyPhoneIsBusy() {
        mariaCalls();
        tape.dials("maria", "anna", "101").dials("maria", "boris", "102");
        tape.at(1);
        ends("anna", Outcome.BUSY);
        ends("boris", Outcome.BUSY);
        tape.gone("maria", Outcome.OTHER);
        is(Result.BUSY, null, "busy.every-phone-was-busy", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void annasPhoneIsBusyAndBorissIsNotThere() {
        mariaCalls();
        tape.dials("maria", "anna", "101").dials("maria", "boris", "102");
        tape.at(1);
        ends("anna", Outcome.BUSY);
        ends("boris", Outcome.UNREACHABLE);
        tape.gone("maria", Outcome.OTHER);
        is(Result.BUSY, null, "busy.every-phone-was-busy", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void annasPhoneIsBusyAndBorissRingsOut() {
        mariaCalls();
        tape.dials("maria", "anna", "101");
        rings("boris", "102");
        tape.at(1);
        ends("anna", Outcome.BUSY);
        tape.at(20);
        ends("boris", Outcome.NO_ANSWER);
        tape.gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.RANG_OUT, "missed.rang-out", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void annaRejectsAndBorissPhoneRingsOut() {
        mariaCalls();
        rings("anna", "101");
        rings("boris", "102");
        tape.at(3);
        ends("anna", Outcome.REJECTED);
        tape.at(20);
        ends("boris", Outcome.NO_ANSWER);
        tape.gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.RANG_OUT, "missed.rang-out", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void annaRejectsAndBorissPhoneIsBusy() {
        mariaCalls();
        rings("anna", "101");
        tape.dials("maria", "boris", "102");
        tape.at(1);
        ends("boris", Outcome.BUSY);
        tape.at(3);
        ends("anna", Outcome.REJECTED);
        tape.gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.REJECTED, "missed.rejected", EndedBy.AGENT, "ended.agent-rejected");
    }

    @Test
    void annaRejectsAndMariaHangsUpInTheAnnouncement() {
        mariaCalls();
        rings("anna", "101");
        tape.at(3);
        ends("anna", Outcome.REJECTED);
        tape.at(9).hangsUp("maria").gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.REJECTED, "missed.rejected", EndedBy.EXTERNAL, "ended.caller-hung-up");
    }

    @Test
    void aPhoneThatIsNotThereIsSaidNotToAnswerAndRangAtNobody() {
        mariaCalls();
        tape.dials("maria", "anna", "101")
                .attemptEnds("anna", Outcome.NO_ANSWER)
                .gone("anna", Outcome.OTHER);
        tape.at(1).gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.NOBODY_AVAILABLE, "missed.nobody-available", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void thePhoneRangAndHowTheAttemptEndedIsNotTold() {
        mariaCalls();
        rings("anna", "101");
        tape.at(20).gone("anna", Outcome.OTHER).gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.RANG_OUT, "missed.rang-out", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void annaLiftsTheReceiverAndTheyNeverHearEachOther() {
        mariaCalls();
        rings("anna", "101");
        tape.at(5).tell(new LegUp("anna", tape.time()));
        tape.at(6).gone("anna", Outcome.OTHER).gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.RANG_OUT, "missed.rang-out", EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    @Test
    void annasPhoneAnswersAndTheyNeverHearEachOther() {
        mariaCalls();
        rings("anna", "101");
        tape.at(5).answers("anna").meet("anna");
        tape.at(6).gone("anna", Outcome.OTHER).gone("maria", Outcome.OTHER);
        is(Result.MISSED, Reason.NOBODY_AVAILABLE, "missed.nobody-available", EndedBy.SYSTEM, "ended.by-the-pbx");
    }
}
