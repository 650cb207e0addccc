package org.ringbook.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.agents.PopUpEvent.Kind.END;
import static org.ringbook.agents.PopUpEvent.Kind.POP_UP;
import static org.ringbook.agents.PopUpEvent.Kind.UPDATE;

import org.junit.jupiter.api.Test;
import org.ringbook.agents.Office.Seen;
import org.ringbook.calls.Call;

class OnePersonManyPhonesTest {

    private static final String MOBILE = Office.ANNAS_MOBILE.toString();

    private final Office office = new Office();
    private final Seen anna = office.screenOf(Office.ANNA);
    private final Seen boris = office.screenOf(Office.BORIS);

    @Test
    void aCallThatIsSentOnToAnnasMobilePopsItsCardAtAnnas() {
        var call = Story.from(Office.MARIA).sentOnTo(3, Office.ANNAS_MOBILE);
        office.happens(call);
        office.happens(call.answers(9, MOBILE));
        assertThat(anna.kinds()).containsExactly(POP_UP, UPDATE);
        assertThat(anna.last().popUp().state()).isEqualTo(PopUp.State.TALKING);
        assertThat(anna.last().popUp().extensions()).containsExactly(MOBILE);
        office.happens(call.stops(60, MOBILE, Call.LegOutcome.ANSWERED).ends(60, Call.Result.ANSWERED, null));
        assertThat(anna.last().kind()).isEqualTo(END);
        assertThat(anna.last().popUp().answeredBy().name()).isEqualTo("Анна Петрова");
    }

    @Test
    void herDeskPhoneAndHerMobileRingForOneCallAndOneCardPops() {
        office.happens(Story.from(Office.MARIA).rings(2, "101").sentOnTo(2, Office.ANNAS_MOBILE));
        assertThat(anna.kinds()).containsExactly(POP_UP);
        assertThat(anna.last().popUp().extensions()).containsExactly("101", MOBILE);
    }

    @Test
    void borisCallsAnnasMobileOrSheCallsFromItAndNobodyIsACallerToThemselves() {
        office.happens(Story.byHand("102", Office.ANNAS_MOBILE));
        assertThat(boris.kinds()).containsExactly(POP_UP);
        office.happens(Story.from(Office.ANNAS_MOBILE)
                .withId(new java.util.UUID(1, 1))
                .sentOnTo(1, Office.ANNAS_MOBILE)
                .rings(2, "102"));
        assertThat(anna.events).isEmpty();
    }

    @Test
    void theSameCallRingsOverTwoTelephoneSystemsAndOneCardPops() {
        var front = Story.from(Office.MARIA).rings(1, "151");
        var behind = Story.from(Office.MARIA).toldBy("ats", 2).rings(3, "101");
        office.happens(front);
        office.happens(behind);
        assertThat(anna.kinds()).containsExactly(POP_UP);
        assertThat(office.popUps.open(Office.ANNA.id())).hasSize(1);
    }

    @Test
    void sheAnswersOnTheOtherSystemAndTheCardGoesOnAsThatCall() {
        var front = Story.from(Office.MARIA).rings(1, "151");
        var behind = Story.from(Office.MARIA).toldBy("ats", 2).rings(3, "101");
        office.happens(front);
        office.happens(behind);
        office.happens(behind.answers(8, "101"));
        assertThat(anna.kinds()).containsExactly(POP_UP, UPDATE);
        assertThat(anna.last().popUp().state()).isEqualTo(PopUp.State.TALKING);
        assertThat(anna.last().popUp().replaces()).containsExactly(Story.CALL);
        office.happens(front.stops(9, "151", Call.LegOutcome.CANCELLED).ends(9, Call.Result.MISSED, null));
        assertThat(anna.kinds()).as("the other one ends unseen").containsExactly(POP_UP, UPDATE);
        office.happens(behind.stops(50, "101", Call.LegOutcome.ANSWERED).ends(50, Call.Result.ANSWERED, null));
        assertThat(anna.kinds()).containsExactly(POP_UP, UPDATE, END);
        assertThat(office.popUps.open(Office.ANNA.id())).isEmpty();
    }

    @Test
    void mariaGivesUpAndOneEndIsToldThoughBothSystemsEndIt() {
        var front = Story.from(Office.MARIA).rings(1, "151");
        var behind = Story.from(Office.MARIA).toldBy("ats", 2).rings(3, "101");
        office.happens(front);
        office.happens(behind);
        office.happens(front.stops(20, "151", Call.LegOutcome.CANCELLED).ends(20, Call.Result.MISSED, null));
        office.happens(behind.stops(21, "101", Call.LegOutcome.CANCELLED).ends(21, Call.Result.MISSED, null));
        assertThat(anna.kinds()).containsExactly(POP_UP, UPDATE, END);
        assertThat(office.popUps.open(Office.ANNA.id())).isEmpty();
    }

    @Test
    void twoCustomersAtOneTimeAreTwoCards() {
        office.happens(Story.from(Office.MARIA).rings(1, "151"));
        office.happens(Story.from(Office.UNKNOWN).toldBy("ats", 1).rings(2, "101"));
        assertThat(anna.kinds()).containsExactly(POP_UP, POP_UP);
    }

    @Test
    void twoWhoHideTheirNumbersAreTwoCards() {
        office.happens(Story.withheld().rings(1, "151"));
        office.happens(Story.withheld().toldBy("ats", 1).rings(2, "101"));
        assertThat(anna.kinds()).containsExactly(POP_UP, POP_UP);
    }

    @Test
    void theSameCallRingsAtTwoPeopleOverTwoSystemsAndEachHasACard() {
        office.happens(Story.from(Office.MARIA).rings(1, "101"));
        office.happens(Story.from(Office.MARIA).toldBy("ats", 2).rings(3, "102"));
        assertThat(anna.kinds()).containsExactly(POP_UP);
        assertThat(boris.kinds()).containsExactly(POP_UP);
    }
}
