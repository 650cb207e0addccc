package org.ringbook.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.agents.Office.Seen;
import org.ringbook.calls.Call;
import org.ringbook.staff.StaffMember;

/** Maria says her card number, and it must not be kept. */
class RecordingPauseTest {

    private final Office office = new Office();
    private final Seen anna = office.screenOf(Office.ANNA);
    private final RecordingPause pause = office.recordingPause();

    private static Story recordedTalk() {
        return Story.from(Office.MARIA).rings(2, "101").answers(5, "101").recorded(5, "maria");
    }

    private void refused(StaffMember who, String code) {
        assertThatThrownBy(() -> pause.pause(who, Story.CALL, true, "en"))
                .isInstanceOf(Declined.class)
                .extracting("code")
                .isEqualTo(code);
        assertThat(office.told).isEmpty();
    }

    @Test
    void annaPausesTheRecordingOfHerTalkAndGoesOnAfterwards() {
        office.happens(recordedTalk());
        pause.pause(Office.ANNA, Story.CALL, true, "ru");
        pause.pause(Office.ANNA, Story.CALL, false, "ru");
        assertThat(office.told).containsExactly("pause maria of office", "resume maria of office");
    }

    @Test
    void herCardShowsWhatTheExchangeSaysAndNotWhatWasAskedOfIt() {
        var call = Story.from(Office.MARIA).rings(2, "101").answers(5, "101");
        office.happens(call);
        assertThat(anna.last().popUp().recording()).isNull();
        office.happens(call.recorded(6, "maria"));
        assertThat(anna.last().popUp().recording()).isEqualTo(PopUp.Recording.ON);

        pause.pause(Office.ANNA, Story.CALL, true, "en");
        assertThat(anna.last().popUp().recording()).isEqualTo(PopUp.Recording.ON);
        office.happens(call.pauses(20, "maria"));
        assertThat(anna.last().popUp().recording()).isEqualTo(PopUp.Recording.PAUSED);

        office.happens(call.ends(60, Call.Result.ANSWERED, null));
        assertThat(anna.last().popUp().recording()).isNull();
    }

    @Test
    void twoRecordingsOfOneCallArePausedTogetherAndOneThatIsOverIsLeftAlone() {
        office.happens(recordedTalk().recorded(6, "anna").recorded(7, "boris").recordingEnds(9, "boris"));
        pause.pause(Office.ANNA, Story.CALL, true, "en");
        assertThat(office.told).containsExactly("pause anna of office", "pause maria of office");
    }

    @Test
    void whenOneOfTwoRecordingsCannotBePausedTheOtherGoesOnToo() {
        office.happens(recordedTalk().recorded(6, "anna"));
        office.refusedLeg = "maria";
        assertThatThrownBy(() -> pause.pause(Office.ANNA, Story.CALL, true, "en"))
                .isInstanceOf(Declined.class);
        assertThat(office.told).containsExactly("pause anna of office", "resume anna of office");
    }

    @Test
    void whatWasPausedBeforeTheRefusedTryStaysPaused() {
        office.happens(recordedTalk().recorded(6, "anna").pauses(20, "anna"));
        office.refusedLeg = "maria";
        assertThatThrownBy(() -> pause.pause(Office.ANNA, Story.CALL, true, "en"))
                .isInstanceOf(Declined.class);
        assertThat(office.told).containsExactly("pause anna of office");
    }

    @Test
    void theExchangeIsToldHowManyRecordingsOfALegThereAreToPause() {
        office.happens(recordedTalk().recorded(6, "maria"));
        pause.pause(Office.ANNA, Story.CALL, true, "en");
        assertThat(office.told).containsExactly("pause 2 of maria of office");
    }

    @Test
    void theCardSaysPausedOnlyWhenNothingIsRecordedAnyMore() {
        office.happens(recordedTalk().recorded(6, "anna").pauses(20, "maria"));
        assertThat(anna.last().popUp().recording()).isEqualTo(PopUp.Recording.ON);
    }

    @Test
    void whoDoesNotSpeakInTheCallPausesNothingNotEvenTheSupervisor() {
        office.happens(recordedTalk());
        refused(Office.BORIS, "not_speaking");
        refused(Office.VERA, "not_speaking");
    }

    @Test
    void aTelephoneThatOnlyRingsPausesNothing() {
        office.happens(Story.from(Office.MARIA).rings(2, "101").recorded(3, "maria"));
        refused(Office.ANNA, "not_speaking");
    }

    @Test
    void afterTheEndThereIsNothingToPause() {
        office.happens(recordedTalk().ends(60, Call.Result.ANSWERED, null));
        refused(Office.ANNA, "not_speaking");
        assertThatThrownBy(() -> pause.pause(Office.ANNA, UUID.randomUUID(), true, "en"))
                .isInstanceOf(Declined.class);
    }

    @Test
    void aCallThatIsNotRecordedIsSaidToBeNotRecorded() {
        office.happens(Story.from(Office.MARIA).rings(2, "101").answers(5, "101"));
        refused(Office.ANNA, "not_recorded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "en"})
    void aTelephoneSystemThatCannotPauseSaysSoAndTheCardOffersNoButton(String language) {
        office.pauses = false;
        office.happens(recordedTalk());
        assertThat(anna.last().popUp().recording()).isEqualTo(PopUp.Recording.ALWAYS_ON);
        assertThatThrownBy(() -> pause.pause(Office.ANNA, Story.CALL, true, language))
                .isInstanceOf(Declined.class)
                .hasMessageContaining(language.equals("ru") ? "нельзя поставить на паузу" : "cannot be paused");
    }
}
