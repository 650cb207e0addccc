package org.ringbook.agent.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a person can do with calls, and when. */
class PhoneTest extends PhoneStories {

    @Test
    void mariaCallsAnnaAnswersAndHangsUp() {
        String call = rings(MARIA);
        assertThat(last(call).possible()).isEqualTo(Set.of(Action.ANSWER, Action.REJECT));
        phone.answer(call);
        assertThat(last(call).state()).isEqualTo(CallState.ANSWERING);
        phone.established(call);
        assertThat(last(call).state()).isEqualTo(CallState.TALKING);
        phone.hangUp(call);
        assertThat(last(call).ending()).isEqualTo(Ending.HUNG_UP);
        assertThat(asked).containsExactly("accept c1", "end c1");
        assertThat(phone.calls()).isEmpty();
    }

    @Test
    void whoGaveUpIsMissedAndWhoWasAnsweredElsewhereIsNot() {
        String first = rings(MARIA);
        phone.over(first, Ending.MISSED, 487);
        String second = rings(MARIA);
        phone.over(second, Ending.ANSWERED_ELSEWHERE, 487);
        assertThat(last(first).ending()).isEqualTo(Ending.MISSED);
        assertThat(last(second).ending()).isEqualTo(Ending.ANSWERED_ELSEWHERE);
        assertThatThrownBy(() -> phone.answer(first)).hasMessage("no_such_call");
    }

    @Test
    void aRejectedCallIsBusyToTheQueue() {
        String call = rings(MARIA);
        phone.reject(call);
        assertThat(asked).containsExactly("refuse c1 486");
        assertThat(last(call).ending()).isEqualTo(Ending.REJECTED);
    }

    @Test
    void theSecondCallWaitsUntilTheFirstIsOnHold() {
        String maria = talksTo(MARIA);
        String ivan = rings(IVAN);
        asked.clear();
        phone.answer(ivan);
        assertThat(asked).containsExactly("hold " + maria);
        phone.holdIs(maria, true);
        assertThat(asked).containsExactly("hold " + maria, "accept " + ivan);
    }

    @Test
    void twoCallsAreSwapped() {
        String maria = talksTo(MARIA);
        String ivan = rings(IVAN);
        phone.answer(ivan);
        phone.holdIs(maria, true);
        phone.established(ivan);
        asked.clear();
        phone.resume(maria);
        phone.holdIs(ivan, true);
        phone.holdIs(maria, false);
        assertThat(asked).containsExactly("hold " + ivan, "resume " + maria);
        assertThat(last(maria).heldHere()).isFalse();
        assertThat(last(ivan).heldHere()).isTrue();
    }

    @Test
    void whileOneIsBeingAnsweredNoOtherIsTaken() {
        String maria = rings(MARIA);
        String ivan = rings(IVAN);
        phone.answer(maria);
        assertThatThrownBy(() -> phone.answer(ivan)).hasMessage("not_now");
        assertThatThrownBy(() -> phone.dial("102")).hasMessage("not_now");
        phone.established(maria);
        phone.answer(ivan);
        assertThat(asked).containsExactly("accept " + maria, "hold " + maria);
    }

    @Test
    void whoCannotBeHeldIsNotLeftForAnother() {
        String maria = talksTo(MARIA);
        String ivan = rings(IVAN);
        phone.answer(ivan);
        phone.holdFailed(maria);
        assertThat(last(ivan).state()).isEqualTo(CallState.RINGING);
        assertThat(asked).doesNotContain("accept " + ivan);
        assertThat(troubles).containsExactly("hold_refused");
        phone.answer(ivan);
        phone.over(maria, Ending.HUNG_UP_THERE, 0);
        assertThat(asked).contains("accept " + ivan);
    }

    @Test
    void aNumberThatWasDialledWhileTalkingIsTakenBackBeforeItWasSent() {
        String maria = talksTo(MARIA);
        String boris = phone.dial("102");
        phone.hangUp(boris);
        phone.holdIs(maria, true);
        assertThat(last(boris).ending()).isEqualTo(Ending.CANCELLED);
        assertThat(asked).noneMatch(one -> one.startsWith("invite"));
    }

    @Test
    void anAnswerThatCrossesTheCancelEndsOnce() {
        String call = phone.dial("102");
        phone.ringsThere(call);
        phone.hangUp(call);
        assertThat(last(call).state()).isEqualTo(CallState.ENDING);
        phone.established(call);
        assertThat(last(call).state()).isEqualTo(CallState.ENDING);
        phone.over(call, Ending.CANCELLED, 0);
        phone.over(call, Ending.HUNG_UP_THERE, 0);
        assertThat(last(call).ending()).isEqualTo(Ending.CANCELLED);
    }

    @Test
    void aMenuThatAsksBeforeItAnswersIsGivenDigits() {
        String call = phone.dial("600");
        assertThatThrownBy(() -> phone.digits(call, "1")).hasMessage("not_now");
        phone.ringsThere(call);
        phone.digits(call, "1#");
        assertThat(asked).contains("digits " + call + " 1#");
        assertThatThrownBy(() -> phone.digits(call, "1x")).hasMessage("not_a_number");
    }

    @Test
    void aCallIsHandedToTheColleagueWhoWasAsked() {
        String maria = talksTo(MARIA);
        assertThat(last(maria).possible()).doesNotContain(Action.JOIN);
        String boris = phone.dial("102");
        phone.holdIs(maria, true);
        phone.ringsThere(boris);
        phone.established(boris);
        phone.join(maria, boris);
        assertThat(asked).endsWith("join " + maria + " " + boris);
    }

    @Test
    void aColleagueWhoHasNotAnsweredYetIsLetGoAndGetsTheCaller() {
        String maria = talksTo(MARIA);
        String boris = phone.dial("102");
        phone.holdIs(maria, true);
        phone.ringsThere(boris);
        phone.join(maria, boris);
        assertThat(asked).endsWith("end " + boris, "transfer " + maria + " 102");
    }

    @Test
    void thePbxAnswersForUsOnlyWhenNobodyElseIsThere() {
        phone.incoming(MARIA, "a", Duration.ZERO, id -> {});
        laters.remove(0).run();
        assertThat(asked).containsExactly("accept c1");
        assertThat(last("c1").autoAnswered()).isTrue();
        phone.established("c1");
        phone.incoming(IVAN, "b", Duration.ZERO, id -> {});
        assertThat(laters).isEmpty();
        phone.over("c2", Ending.MISSED, 487);
        phone.over("c1", Ending.HUNG_UP_THERE, 0);
        phone.autoAnswer(false);
        phone.incoming(IVAN, "c", Duration.ZERO, id -> {});
        assertThat(laters).isEmpty();
    }

    @Test
    void whoWantsOneCallOnlyIsBusyForTheSecond() {
        phone.oneCallOnly(true);
        assertThat(rings(MARIA)).isEqualTo("c1");
        assertThat(rings(IVAN)).isNull();
    }

    @Test
    void whatCannotBeDialledIsRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> phone.dial("10 1\r\nVia: x")).hasMessage("not_a_number");
        phone.registrationIs(RegistrationState.of(RegistrationState.Kind.OFF));
        assertThatThrownBy(() -> phone.dial("102")).hasMessage("not_registered");
        assertThat(asked).isEmpty();
    }

    @Test
    void muteAndHoldAreSeen() {
        String call = talksHavingDialled("102");
        phone.mute(call, true);
        assertThat(last(call).muted()).isTrue();
        assertThat(last(call).possible()).contains(Action.UNMUTE).doesNotContain(Action.MUTE);
        phone.hold(call);
        assertThat(last(call).possible()).doesNotContain(Action.HOLD, Action.RESUME);
        phone.holdIs(call, true);
        assertThat(last(call).possible()).contains(Action.RESUME).doesNotContain(Action.DIGITS);
        phone.heldThere(call, true);
        assertThat(last(call).heldThere()).isTrue();
    }

    // Three at once.

    private String talksToBoth() {
        String first = talksTo(MARIA);
        String second = rings(IVAN);
        phone.answer(second);
        phone.holdIs(first, true);
        phone.established(second);
        asked.clear();
        phone.conference(second, first);
        phone.holdIs(first, false);
        return first;
    }

    @Test
    void twoAreTalkedWithAtOnce() {
        String first = talksToBoth();
        assertThat(asked).containsExactly("mix c2 c1", "resume c1");
        assertThat(phone.calls()).allMatch(call -> call.together() && !call.heldHere());
        phone.hangUp(first);
        assertThat(last(first).ending()).isEqualTo(Ending.HUNG_UP);
        assertThat(last("c2").together()).isFalse();
        assertThat(last("c2").state()).isEqualTo(CallState.TALKING);
        assertThat(asked).contains("part c1 c2");
    }

    @Test
    void whoIsPutOnHoldIsNoLongerTogether() {
        String first = talksToBoth();
        phone.hold(first);
        phone.holdIs(first, true);
        assertThat(phone.calls()).noneMatch(CallStatus::together);
        assertThat(asked).endsWith("part c1 c2", "hold c1");
    }

    @Test
    void aThirdCallPutsBothOnHold() {
        String first = talksToBoth();
        String third = rings(MARIA);
        phone.answer(third);
        phone.holdIs(first, true);
        phone.holdIs("c2", true);
        assertThat(asked).endsWith("part c1 c2", "hold c1", "hold c2", "accept c3");
    }

    @Test
    void threeAreNotFour() {
        talksToBoth();
        String third = talksHavingDialled("103");
        assertThatThrownBy(() -> phone.conference(third, third)).isInstanceOf(NotPossible.class);
    }

    @Test
    void howItSoundedIsToldOnceAndOnlyOfCallsThatWereAnswered() {
        var good = new MediaQuality("PCMA", 100, 100, 0, 0, 0, 1, 40, 20, 0);
        String unanswered = rings(MARIA);
        phone.over(unanswered, Ending.MISSED, 487, good);
        String answered = talksTo(IVAN);
        phone.over(answered, Ending.HUNG_UP_THERE, 0, good);
        phone.over(answered, Ending.HUNG_UP_THERE, 0, good);
        assertThat(sounded).containsExactly(answered);
    }

    @Test
    void thePadlockIsClosedOnlyWhenBothAreEncrypted() {
        assertThat(Secrecy.of(true, true)).isEqualTo(Secrecy.ENCRYPTED);
        assertThat(Secrecy.of(true, false)).isEqualTo(Secrecy.PARTLY);
        assertThat(Secrecy.of(false, true)).isEqualTo(Secrecy.OPEN);
        String call = talksTo(MARIA);
        phone.secrecyIs(call, Secrecy.ENCRYPTED);
        assertThat(last(call).secrecy()).isEqualTo(Secrecy.ENCRYPTED);
    }

    @Test
    void whatWaitsInTheMailboxIsToldWhenItChanges() {
        var two = new MessagesWaiting(true, 2, 8);
        phone.messagesAre(two);
        phone.messagesAre(new MessagesWaiting(true, 2, 8));
        assertThat(mailbox).containsExactly(two);
    }
}
