package org.ringbook.calls.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.CallsOfTheDay.LINE;
import static org.ringbook.calls.CallsOfTheDay.MARIA;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.PAVEL;
import static org.ringbook.calls.TwoSources.ANNAS_MOBILE;
import static org.ringbook.calls.TwoSources.ATS;
import static org.ringbook.calls.TwoSources.OFFICE;
import static org.ringbook.calls.TwoSources.SIM;
import static org.ringbook.calls.TwoSources.rang;
import static org.ringbook.calls.TwoSources.spoke;
import static org.ringbook.calls.TwoSources.told;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.fold.Tape;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;

class CorrelationRulesTest {

    private static final PhoneNumber OTHER_LINE = PhoneNumber.of("+74957770002");
    private static final String MOBILE = ANNAS_MOBILE.toString();

    /** Maria calls the company; the virtual PBX rings Anna's telephone there, she picks up after 6 s and they speak a minute. */
    private final Call ats = told(ATS, MARIA, LINE, at(0), at(66), spoke("101", at(1), at(6), at(66)));

    @Test
    void theMobileAndItsVirtualPbxSawMariaCallWithClocksThreeSecondsApart() {
        Call mobile = told(SIM, MARIA, ANNAS_MOBILE, at(3), at(69), spoke("101", at(4), at(9), at(69)));
        assertThat(rule(ats, mobile)).isEqualTo("same.began-and-ended-together");
        assertThat(CorrelationRules.proof(ats, mobile).orElseThrow().beganApart())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(CorrelationRules.proof(mobile, ats))
                .as("whichever is asked first")
                .isEqualTo(CorrelationRules.proof(ats, mobile));
    }

    @Test
    void thePbxBehindTheVirtualOneBeginsWhenTheMenuOfTheVirtualOneIsOver() {
        Call front = told(ATS, MARIA, LINE, at(0), at(90), spoke("701", at(20), at(21), at(90)));
        Call behind = told(OFFICE, MARIA, null, at(21), at(91), spoke("101", at(23), at(30), at(91)));
        assertThat(rule(front, behind)).isEqualTo("same.rang-and-ended-with-a-telephone");
    }

    @Test
    void aCallThatWasForwardedToAnnasMobileIsTheCallThatHerMobileSaw() {
        Call office = told(
                OFFICE,
                MARIA,
                LINE,
                at(0),
                at(100),
                rang("101", at(1), at(20)),
                spoke(MOBILE, at(21), at(30), at(100)));
        Call shownAsMaria = told(SIM, MARIA, ANNAS_MOBILE, at(23), at(101), spoke("101", at(23), at(31), at(101)));
        Call shownAsTheLine = told(SIM, LINE, ANNAS_MOBILE, at(23), at(101), spoke("101", at(23), at(31), at(101)));
        assertThat(rule(office, shownAsMaria)).isEqualTo("same.forwarded-to-this-number");
        assertThat(rule(office, shownAsTheLine)).isEqualTo("same.forwarded-to-this-number");
        assertThat(rule(office, told(SIM, PAVEL, ANNAS_MOBILE, at(23), at(101))))
                .as("Pavel called her mobile meanwhile")
                .isNull();
    }

    @Test
    void twoCallsOfOneNumberThatEndAtDifferentTimesAreTwo() {
        assertThat(rule(ats, told(OFFICE, MARIA, LINE, at(0), at(80), spoke("102", at(1), at(6), at(80)))))
                .isNull();
        assertThat(rule(ats, told(OFFICE, MARIA, LINE, at(40), at(66), spoke("102", at(41), at(46), at(66)))))
                .as("or begin at different times")
                .isNull();
    }

    @Test
    void twoLinesRungInVainAtOneTimeAreTwoCalls() {
        Call first = told(ATS, MARIA, LINE, at(0), at(20), rang("101", at(1), at(20)));
        Call second = told(OFFICE, MARIA, OTHER_LINE, at(1), at(21), rang("102", at(2), at(21)));
        assertThat(rule(first, second)).isNull();
    }

    @Test
    void aWithheldNumberProvesNothing() {
        Call one = told(ATS, null, LINE, at(0), at(66), spoke("101", at(1), at(6), at(66)));
        Call other = told(SIM, null, LINE, at(0), at(66), spoke("101", at(1), at(6), at(66)));
        assertThat(rule(one, other)).isNull();
        assertThat(rule(one, ats)).isNull();
        assertThat(rule(
                        told(OFFICE, null, LINE, at(0), at(66), spoke(MOBILE, at(1), at(6), at(66))),
                        told(SIM, LINE, ANNAS_MOBILE, at(1), at(66))))
                .as("not even when it is forwarded")
                .isNull();
    }

    @Test
    void internalCallsCallsInAndOutAndCallsOfOneSourceAreNeverOne() {
        var internal = Call.Direction.INTERNAL;
        assertThat(rule(
                        told(ATS, internal, MARIA, LINE, at(0), at(66)),
                        told(OFFICE, internal, MARIA, LINE, at(0), at(66))))
                .isNull();
        assertThat(rule(ats, told(OFFICE, Call.Direction.OUTBOUND, MARIA, LINE, at(0), at(66))))
                .isNull();
        assertThat(rule(ats, told(ATS, MARIA, LINE, at(1), at(66)))).isNull();
    }

    @Test
    void whileItRingsTheBeginningIsEnoughAndTheEndDecides() {
        Call first = told(ATS, MARIA, LINE, at(0), null, rang("101", at(1), null));
        Call second = told(OFFICE, MARIA, null, at(2), null, rang("102", at(3), null));
        assertThat(rule(first, second)).isEqualTo("same.began-and-ended-together");
        assertThat(rule(ats, second)).as("one is over, the other goes on").isNull();
        assertThat(rule(first, told(OFFICE, MARIA, OTHER_LINE, at(2), null, rang("102", at(3), null))))
                .as("two lines")
                .isNull();
    }

    @Test
    void whatAnnaDialledOnHerMobileIsOneCallToo() {
        var out = Call.Direction.OUTBOUND;
        Call pbx = told(ATS, out, MARIA, LINE, at(0), at(50), spoke("101", at(0), at(0), at(50)));
        Call mobile = told(SIM, out, MARIA, null, at(2), at(50), spoke(MOBILE, at(2), at(2), at(50)));
        assertThat(rule(pbx, mobile)).isEqualTo("same.began-and-ended-together");
    }

    @Test
    void whatTheFactsOfTwoSourcesMakeOfOneForwardedCallIsOne() {
        var office = new Tape();
        office.at(0).outsideCalls("maria", "+79161112233", "+74957770001").dials("maria", "anna", "101");
        office.at(1).rings("anna");
        office.at(15).gone("anna", CallFact.Outcome.NO_ANSWER).dialsOut("maria", "mobile", MOBILE);
        office.at(17).rings("mobile");
        office.at(22).answers("mobile").meet("mobile", "maria");
        office.at(60).hangsUp("maria").gone("maria", CallFact.Outcome.ANSWERED);
        office.gone("mobile", CallFact.Outcome.ANSWERED);
        var sim = new Tape();
        sim.at(18)
                .outsideCalls("1", "+74957770001", MOBILE)
                .dials("1", "2", "701")
                .rings("2");
        sim.at(23).answers("2").meet("1", "2");
        sim.at(61).gone("1", CallFact.Outcome.ANSWERED).gone("2", CallFact.Outcome.ANSWERED);
        Call told = Calls.derive(SIM, new NumberPlan("RU"), sim.facts).get(0);
        assertThat(rule(office.call(), told)).isEqualTo("same.forwarded-to-this-number");
    }

    private static Instant at(int seconds) {
        return NINE.plusSeconds(seconds);
    }

    private static String rule(Call one, Call other) {
        assertThat(CorrelationRules.proof(other, one)).isEqualTo(CorrelationRules.proof(one, other));
        return CorrelationRules.proof(one, other)
                .map(CorrelationRules.Proof::rule)
                .orElse(null);
    }
}
