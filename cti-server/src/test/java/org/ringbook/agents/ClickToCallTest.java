package org.ringbook.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.control.Asking;
import org.ringbook.control.CallRefused;
import org.ringbook.control.Entrance;
import org.ringbook.notices.Notice;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.PbxSource.DialRefused;

class ClickToCallTest {

    private final Office office = new Office();
    private final ClickToCall clickToCall = office.clickToCall();

    private static Asking by(StaffMember person) {
        return new Asking(person, Entrance.PAGE, null);
    }

    @Test
    void annaCallsFromHerFirstTelephoneUnlessSheChoosesAnother() {
        clickToCall.dial(by(Office.ANNA), Office.ANNA, null, "+7 (916) 111-22-33", "ru");
        clickToCall.dial(by(Office.ANNA), Office.ANNA, "151", "8 916 1112233", "ru");
        assertThat(office.dialled).containsExactly("101 > +79161112233", "151 > 89161112233");
    }

    @Test
    void nobodyCallsFromTheTelephoneOfAnotherNotEvenTheSupervisor() {
        assertThatThrownBy(() -> clickToCall.dial(by(Office.VERA), Office.VERA, "101", "+79161112233", "en"))
                .hasMessage("Extension 101 is not yours. Call from your own: 103.")
                .extracting("code")
                .isEqualTo("not_your_extension");
        assertThat(office.dialled).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5",
                "*72",
                "#31#",
                "12;rm",
                "79161112233\r\nAction: Logoff",
                "101",
                "+",
                "123456789012345678901",
                "７９１６１１１２２３３"
            })
    void whatIsNoNumberIsNotDialled(String to) {
        assertThatThrownBy(() -> clickToCall.dial(by(Office.ANNA), Office.ANNA, "101", to, "ru"))
                .isInstanceOf(Declined.class)
                .message()
                .isNotBlank();
        assertThat(office.dialled).isEmpty();
    }

    @Test
    void thePbxRefusesWithItsOwnWords() {
        var dead = new ClickToCall(
                (asking, from, to) -> {
                    throw new DialRefused("Asterisk is not connected.");
                },
                (asking, from, to) -> null);
        assertThatThrownBy(() -> dead.dial(by(Office.ANNA), Office.ANNA, "101", "+79161112233", "ru"))
                .hasMessage("Asterisk is not connected.");
    }

    @Test
    void aTelephoneThatDialsByItselfAsksAndNothingIsDialledHere() {
        assertThat(clickToCall
                        .mayDial(by(Office.ANNA), Office.ANNA, "101", "+7 916 111-22-33", "ru")
                        .to())
                .isEqualTo("+79161112233");
        office.refusal = new CallRefused("do_not_call", Notice.of("control.refused.not_going_on"));
        assertThatThrownBy(() -> clickToCall.mayDial(by(Office.ANNA), Office.ANNA, "101", "+79161112233", "ru"))
                .isInstanceOf(Declined.class);
        assertThatThrownBy(() -> clickToCall.mayDial(by(Office.ANNA), Office.ANNA, "102", "+79161112233", "ru"))
                .isInstanceOf(Declined.class);
        assertThat(office.dialled).isEmpty();
    }
}
