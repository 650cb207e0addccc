package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact.LegProgressed;
import org.ringbook.calls.CallFact.LegUp;
import org.ringbook.calls.CallFact.NailedUp;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.PickedUp;

/** Whose telephones rang when Maria called, and how often. */
class WhoRangTest {

    private final Tape tape = new Tape();

    @BeforeEach
    void mariaCalls() {
        tape.at(0).outsideCalls("maria", "89161112233", "74957770001");
    }

    private void rang(String... names) {
        assertThat(tape.call().rang()).containsExactly(names);
    }

    @Test
    void thePhonesOfAGroupStandByNameThoughTheLastOneRangFirst() {
        tape.dials("maria", "vera", "103").dials("maria", "boris", "102").dials("maria", "anna", "101");
        tape.at(1).rings("vera").at(1.1).rings("boris").at(1.299).rings("anna");
        rang("101", "102", "103");
    }

    @Test
    void whoIsRungLaterStandsLater() {
        tape.dials("maria", "vera", "103").dials("maria", "anna", "101");
        tape.at(1).rings("vera").at(1.3).rings("anna");
        rang("103", "101");
    }

    @Test
    void aGroupBeginsWithItsFirstPhoneAndNotWithItsLast() {
        tape.dials("maria", "vera", "103").dials("maria", "boris", "102").dials("maria", "anna", "101");
        tape.at(1).rings("vera").at(1.2).rings("boris").at(1.4).rings("anna");
        rang("102", "103", "101");
    }

    @Test
    void whoIsRungTwiceStandsOnceAndRangTwice() {
        tape.dials("maria", "anna", "101").rings("anna");
        tape.at(10).attemptEnds("anna", Outcome.NO_ANSWER).gone("anna", Outcome.NO_ANSWER);
        tape.at(12).dials("maria", "anna again", "101").rings("anna again");
        rang("101");
        assertThat(tape.call().rings()).isEqualTo(2);
    }

    @Test
    void aPhoneThatOnlyAnswersRangWhenItWasDialled() {
        tape.at(1).dials("maria", "anna", "101").at(4).answers("anna").meet("maria", "anna");
        rang("101");
        assertThat(tape.call().legs().get(1).ringAt()).isEqualTo(Tape.noonPlus(1));
    }

    @Test
    void aPhoneThatDoesNotAnswerForASecondRangThoughItNeverSaidSo() {
        tape.at(1).dials("maria", "anna", "101").at(2).attemptEnds("anna", Outcome.NO_ANSWER);
        rang("101");
        assertThat(tape.call().rings()).isEqualTo(1);
    }

    @Test
    void aPhoneThatDoesNotAnswerAtOnceIsNotThere() {
        tape.at(1).dials("maria", "anna", "101").at(1.9).attemptEnds("anna", Outcome.NO_ANSWER);
        rang();
        assertThat(tape.call().rings()).isZero();
        assertThat(tape.call().legs())
                .filteredOn(leg -> "101".equals(leg.party()))
                .extracting(Call.Leg::outcome)
                .containsExactly(Call.LegOutcome.UNREACHABLE);
    }

    @Test
    void aBusyPhoneDidNotRing() {
        tape.at(1).dials("maria", "anna", "101").at(9).attemptEnds("anna", Outcome.BUSY);
        rang();
        assertThat(tape.call().rings()).isZero();
    }

    @Test
    void whoPicksUpAColleaguesCallWasNotRung() {
        tape.dials("maria", "anna", "101").rings("anna");
        tape.at(3).phoneDials("boris", "102", "*8").tell(new LegUp("boris", tape.time()));
        tape.tell(new PickedUp("boris", tape.time(), "anna")).meet("boris", "maria");
        rang("101");
        assertThat(tape.call().rings()).isEqualTo(1);
    }

    @Test
    void anAgentWhoIsLoggedInAllDayIsNotRung() {
        tape.tell(new NailedUp("shift", tape.time(), "103"));
        String bridge = tape.at(1).meet("maria");
        tape.at(2).enter(bridge, "shift");
        rang();
        assertThat(tape.call().rings()).isZero();
        assertThat(tape.call().answeredBy()).containsExactly("103");
    }

    @Test
    void aTelephoneThatHidesItsNumberRangAndHasNoName() {
        tape.dials("maria", "somebody", null).rings("somebody");
        rang();
        assertThat(tape.call().rings()).isEqualTo(1);
    }

    @Test
    void aTelephoneThatRingsWithASoundOfItsOwnRings() {
        tape.dials("maria", "anna", "101").at(1).tell(new LegProgressed("anna", tape.time()));
        tape.at(4).hangsUp("maria").attemptEnds("anna", Outcome.CANCELLED).gone("anna", Outcome.OTHER);
        tape.gone("maria", Outcome.OTHER);
        rang("101");
        assertThat(tape.call().reason()).isEqualTo(Call.Reason.ABANDONED);
    }

    @Test
    void anAnnouncementThatTheNumberIsWrongIsNoRinging() {
        tape.dialsOut("maria", "mobile", "89035556677").at(1).tell(new LegProgressed("mobile", tape.time()));
        tape.at(9).attemptEnds("mobile", Outcome.NO_ANSWER).gone("mobile", Outcome.INVALID_NUMBER);
        rang();
    }
}
