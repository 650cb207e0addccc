package org.ringbook.calls.log;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.springframework.jdbc.core.simple.JdbcClient;

class SeenBySeveralSourcesTest {

    private final DataSource database = TestDatabase.with("calls");
    private final CallLog log = new CallLog(database);
    private final Correlations correlations = log.correlations();

    /** Maria calls Anna's mobile, which the virtual PBX looks after: it rings at the office and on the mobile. */
    private final Call ats =
            told(ATS, MARIA, LINE, at(0), at(66), rang("102", at(1), at(6)), spoke("101", at(1), at(6), at(66)));

    /** The same call, as the mobile's history tells it. */
    private final Call mobile = told(SIM, MARIA, ANNAS_MOBILE, at(3), at(68), spoke("104", at(3), at(9), at(68)));

    @Test
    void whatTheHistoryTellsHoursLaterIsTheCallThatIsThereAlready() {
        write(ats);
        write(mobile);
        assertThat(all()).containsExactly(ats);
        assertThat(log.find(mobile.id())).as("its address leads to the call").contains(ats);
        assertThat(log.record(mobile.id()))
                .as("its own record is there to look at")
                .contains(mobile);
        assertThat(correlations.of(ats)).singleElement().satisfies(seen -> {
            assertThat(seen.call()).isEqualTo(mobile);
            assertThat(seen.proof().rule()).isEqualTo("same.began-and-ended-together");
            assertThat(seen.proof().endedApart()).isEqualTo(Duration.ofSeconds(2));
        });
        assertThat(correlations.steppedBack(List.of(ats.id(), mobile.id()))).containsExactly(mobile.id());
    }

    @Test
    void itIsTheSameWhenTheHistoryWasThereFirst() {
        write(mobile);
        assertThat(all()).containsExactly(mobile);
        write(ats);
        assertThat(all()).containsExactly(ats);
        assertThat(log.find(mobile.id())).contains(ats);
    }

    @Test
    void whoeverSpokeInEitherOfThemFindsTheCallAmongTheirOwn() {
        write(ats, mobile);
        assertThat(log.find(ofAgent("101"), null, 10).items()).containsExactly(ats);
        assertThat(log.find(ofAgent("104"), null, 10).items())
                .as("Gleb, whose mobile it was")
                .containsExactly(ats);
        assertThat(log.find(ofAgent("103"), null, 10).items()).isEmpty();
    }

    @Test
    void aCallThatRingsInTwoSourcesIsOneFromTheFirstRingToTheEnd() {
        Call front = told(ATS, MARIA, LINE, at(0), null, rang("101", at(1), null));
        Call behind = told(OFFICE, MARIA, null, at(2), null, rang("101", at(3), null), rang("102", at(3), null));
        write(front);
        write(behind);
        assertThat(all()).containsExactly(behind);
        write(told(ATS, MARIA, LINE, at(0), at(40), spoke("101", at(1), at(6), at(40))));
        write(told(OFFICE, MARIA, null, at(2), at(41), spoke("101", at(3), at(7), at(41)), rang("102", at(3), at(7))));
        assertThat(all()).extracting(Call::id).containsExactly(behind.id());
    }

    @Test
    void aCallThatSeemedToBeTheSameAndGoesOnIsACallOfItsOwn() {
        Call front = told(ATS, MARIA, LINE, at(0), null, rang("101", at(1), null));
        Call other = told(OFFICE, MARIA, null, at(2), null, rang("102", at(3), null));
        write(front, other);
        assertThat(all()).hasSize(1);
        write(told(ATS, MARIA, LINE, at(0), at(20), rang("101", at(1), at(20))));
        assertThat(all()).hasSize(2);
        write(told(OFFICE, MARIA, null, at(2), at(90), spoke("102", at(3), at(25), at(90))));
        assertThat(all()).hasSize(2);
    }

    @Test
    void withTwoCandidatesNothingIsCertainAndAllStayApart() {
        Call another = told(SIM, MARIA, ANNAS_MOBILE, at(1), at(65), spoke("101", at(2), at(8), at(65)));
        write(ats, mobile);
        assertThat(all()).hasSize(1);
        write(another);
        assertThat(all()).containsExactlyInAnyOrder(ats, mobile, another);
        assertThat(log.find(mobile.id())).contains(mobile);
    }

    @Test
    void oneThatIsNearToBothOfTwoThatAreNotNearToEachOtherDoesNotTieThemTogether() {
        Call early = told(SIM, MARIA, ANNAS_MOBILE, at(-4), at(62), spoke("101", at(-3), at(6), at(62)));
        Call late = told(OFFICE, MARIA, LINE, at(4), at(70), spoke("101", at(5), at(6), at(70)));
        write(early, ats, late);
        assertThat(all()).containsExactlyInAnyOrder(early, ats, late);
    }

    @Test
    void aCallSeenByThreeSourcesIsOneWhenEachAgreesWithEach() {
        Call office = told(OFFICE, MARIA, LINE, at(2), at(67), spoke("101", at(3), at(7), at(67)));
        write(office, mobile, ats);
        assertThat(all()).containsExactly(ats);
        assertThat(correlations.of(ats))
                .extracting(seen -> seen.call().source())
                .containsExactly(OFFICE, SIM);
    }

    @Test
    void theOrderInWhichTheyAreWrittenDoesNotMatter() {
        var calls = new ArrayList<Call>();
        for (int i = 0; i < 12; i++) {
            Instant began = at(i * 7);
            String source = List.of(ATS, SIM, OFFICE).get(i % 3);
            calls.add(told(source, i % 4 == 0 ? PAVEL : MARIA, LINE, began, began.plusSeconds(30 + i % 2)));
            calls.add(told("files", MARIA, LINE, began.plusSeconds(i % 5), began.plusSeconds(31)));
        }
        List<UUID> expected = null;
        for (int seed = 0; seed < 8; seed++) {
            var anew = new CallLog(TestDatabase.with("calls"));
            Collections.shuffle(calls, new Random(seed));
            for (Call call : calls) {
                anew.write(List.of(new CallChange(null, call, List.of())));
            }
            List<UUID> ids = anew.find(CallFilter.any(), null, 100).items().stream()
                    .map(Call::id)
                    .toList();
            assertThat(ids).as("seed %s", seed).hasSizeBetween(13, 23);
            expected = expected == null ? ids : expected;
            assertThat(ids).as("seed %s", seed).isEqualTo(expected);
        }
    }

    @Test
    void aCallThatIsToldAnewOtherwiseIsJudgedAnew() {
        write(ats, mobile);
        Call longer = told(ATS, MARIA, LINE, at(0), at(300), spoke("101", at(1), at(6), at(300)));
        assertThat(longer.id()).isEqualTo(ats.id());
        write(longer);
        assertThat(all()).containsExactly(mobile, longer);
        write(ats);
        assertThat(all()).containsExactly(ats);
    }

    @Test
    void aCallThatTurnsOutToBePartOfAnotherTakesNobodyWithIt() {
        Call first = told(ATS, MARIA, LINE, at(-30), at(66), spoke("101", at(1), at(6), at(66)));
        write(ats, mobile);
        log.write(List.of(new CallChange(null, first, List.of(ats.id()))));
        assertThat(log.find(ats.id())).contains(first);
        assertThat(all()).as("the mobile was one telephone of it").containsExactly(first);
        assertThat(log.find(mobile.id())).contains(first);
    }

    @Test
    void whatWasDerivedAgainAndUndoneIsAsItWas() {
        write(ats, mobile);
        var rewrites = new CallRewrites(log, database);
        Call longer = told(ATS, MARIA, LINE, at(0), at(300), spoke("101", at(1), at(6), at(300)));
        UUID derivation = rewrites.begin("vera", at(-60), at(600));
        rewrites.write(derivation, List.of(new CallRewrites.Rewrite(ats, longer, List.of(), List.of())));
        assertThat(all()).hasSize(2);
        assertThat(rewrites.undo(derivation)).isEqualTo(new CallRewrites.Undone(1, 0));
        assertThat(all()).containsExactly(ats);
    }

    @Test
    void callsThatWereWrittenBeforeAnybodyAskedAreDecidedWithTheirPeriod() {
        write(ats, mobile);
        JdbcClient.create(database).sql("delete from call_seen_again").update();
        assertThat(all()).hasSize(2);
        var rewrites = new CallRewrites(log, database);
        rewrites.correlate(at(-600), at(-60));
        assertThat(all()).as("another period").hasSize(2);
        rewrites.correlate(at(-60), at(60));
        assertThat(all()).containsExactly(ats);
    }

    @Test
    void whatALineSaysOfItselfCannotKeepACallOutOfTheLog() {
        String evil = "+'; drop table call; -- \u0000\ud800";
        Call one = told(ATS, MARIA, LINE, at(0), at(66), spoke(evil, at(1), at(6), at(66)), rang("101", at(1), at(6)));
        Call other = told(SIM, MARIA, LINE, at(1), at(66), spoke(evil + "1", at(1), at(6), at(66)));
        write(one, other);
        write(other, one);
        assertThat(all()).extracting(Call::id).containsExactly(one.id());
    }

    @Test
    void veraSaysThatTheseAreTwoCallsAndMayTakeItBack() {
        write(ats, mobile);
        correlations.separate(mobile.id(), ats.id(), "vera");
        assertThat(all()).containsExactly(mobile, ats);
        write(ats);
        write(mobile);
        assertThat(all()).as("it holds when they are told again").hasSize(2);
        assertThat(correlations.separations(ats.id())).singleElement().satisfies(apart -> {
            assertThat(apart.call()).isEqualTo(mobile.id());
            assertThat(apart.by()).isEqualTo("vera");
        });
        correlations.together(ats.id(), mobile.id());
        assertThat(all()).containsExactly(ats);
        assertThat(correlations.separations(ats.id())).isEmpty();
    }

    @Test
    void aForwardedCallIsFoundByTheNumberThatTheMobileWasShown() {
        Call office = told(
                OFFICE,
                MARIA,
                LINE,
                at(0),
                at(100),
                rang("101", at(1), at(20)),
                spoke(ANNAS_MOBILE.toString(), at(21), at(30), at(100)));
        Call onTheMobile = told(SIM, LINE, ANNAS_MOBILE, at(23), at(101), spoke("101", at(23), at(31), at(101)));
        write(office);
        write(onTheMobile);
        assertThat(all()).containsExactly(office);
        var theOtherWay = new CallLog(TestDatabase.with("calls"));
        theOtherWay.write(List.of(CallsOfTheDay.change(onTheMobile)));
        theOtherWay.write(List.of(CallsOfTheDay.change(office)));
        assertThat(theOtherWay.find(CallFilter.any(), null, 10).items()).containsExactly(office);
    }

    private void write(Call... calls) {
        log.write(List.of(calls).stream().map(CallsOfTheDay::change).toList());
    }

    private List<Call> all() {
        return log.find(CallFilter.any(), null, 100).items();
    }

    private static CallFilter ofAgent(String extension) {
        return new CallFilter(null, null, null, null, List.of(extension), null, null, null);
    }

    private static Instant at(int seconds) {
        return NINE.plusSeconds(seconds);
    }
}
