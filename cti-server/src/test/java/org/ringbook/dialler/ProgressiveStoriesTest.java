package org.ringbook.dialler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.Forecast;
import org.ringbook.pacing.TrunkPace;
import org.ringbook.pacing.TrunkPace.Limits;

/**
 * Five agents and a list that the server dials, on a clock that the stories turn. As many entries and kills as {@code dialler.entries} and
 * {@code dialler.kills} say; few without them.
 */
class ProgressiveStoriesTest {

    private static final int ENTRIES = Integer.getInteger("dialler.entries", 50);
    private static final int KILLS = Integer.getInteger("dialler.kills", 12);

    private final FakeOffice office = new FakeOffice(5);

    @AfterEach
    void close() {
        office.close();
    }

    private static Stream<String> numbers(int many) {
        return IntStream.range(0, many).mapToObj(i -> "+7999%07d".formatted(i));
    }

    private void untilEverybodyWasTried() {
        int turns = 0;
        while (office.count("select count(*) from campaign_entry where tried_at is null") > 0) {
            office.look();
            if (!office.next()) {
                office.goTo(office.desk.now().plusSeconds(30));
                office.settle();
            }
            assertThat(++turns).as("it comes to an end").isLessThan(40 * ENTRIES);
        }
        while (office.next()) {
            assertThat(office.lines()).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void oneLineForEachWhoIsReadyAndEachAttemptIsOneCallOfTheLog() {
        office.campaignOf(numbers(ENTRIES));
        untilEverybodyWasTried();
        assertThat(office.mostLines).as("never more lines than agents").isEqualTo(5);
        assertThat(office.count("select count(*) from call_attempt where technical = 'dropped'"))
                .isZero();
        assertThat(office.count("select count(*) from call_attempt")).isEqualTo(office.told.size());
        assertThat(office.count("select count(*) from call_attempt a where 1 <>"
                        + " (select count(*) from call c where c.request_id = a.request_id)"))
                .as("attempts that are not one call")
                .isZero();
        assertThat(office.count("select count(*) from campaign_entry where state = 'success'"))
                .isEqualTo(
                        numbers(ENTRIES).filter(one -> one.matches(".*[012]")).count());
    }

    @Test
    void killedAtAnyMomentItDialsNobodyTwiceAndLosesNoAttempt() {
        office.campaignOf(numbers(Math.max(ENTRIES, 3 * KILLS)).filter(one -> one.matches(".*[0128]")));
        var random = new Random(33);
        int kills = 0;
        int turns = 0;
        while (kills < KILLS) {
            assertThat(++turns).isLessThan(200 * KILLS);
            if (random.nextInt(3) == 0) {
                office.crash = FakeOffice.Crash.values()[random.nextInt(2)];
            }
            try {
                office.look();
                office.crash = null;
                if (random.nextInt(4) == 0) {
                    kills++;
                    office.restart();
                }
            } catch (FakeOffice.Killed dead) {
                kills++;
                office.restart();
            }
            if (!office.next()) {
                office.goTo(office.desk.now().plus(Duration.ofMinutes(1)));
            }
            office.settle();
        }
        untilEverybodyWasTried();
        office.goTo(office.desk.now().plus(Duration.ofMinutes(16)));
        office.settle();
        assertThat(office.count("select count(*) from call_attempt where state in ('prepared', 'placed', 'unknown')"))
                .as("attempts of which nobody knows")
                .isZero();
        assertThat(office.count("select count(*) from call_attempt where state = 'ended'"))
                .isEqualTo(office.told.size());
        assertThat(office.count("select count(*) from call_attempt where state = 'not_placed'"))
                .as("some were written and never dialled")
                .isPositive();
        assertThat(office.count("select count(*) from (select number from call_attempt where technical = 'answered'"
                        + " group by 1 having count(*) > 1) twice"))
                .as("people who were called again after they had answered")
                .isZero();
    }

    @Test
    void threeAgentsGoAndNoLineIsBegunForThem() {
        office.campaignOf(numbers(30));
        office.look();
        assertThat(office.lines()).isEqualTo(5);
        office.agents.subList(0, 3).forEach(one -> office.away.add(one.id()));
        int before = office.told.size();
        for (int i = 0; i < 20; i++) {
            office.next();
            office.look();
        }
        List<String> after = office.desk
                .desk
                .crm
                .jdbc()
                .sql("select distinct staff_id::text from call_attempt order by 1")
                .query(String.class)
                .list();
        assertThat(office.told.size()).isGreaterThan(before);
        assertThat(office.count("select count(*) from call_attempt where staff_id in ('"
                        + office.agents.get(0).id() + "', '"
                        + office.agents.get(1).id() + "', '"
                        + office.agents.get(2).id() + "')"))
                .as("only those that were up when they went")
                .isEqualTo(3);
        assertThat(after).hasSize(5);
    }

    @Test
    void theLeadPressesStopAndNothingIsDialledFromThenOn() {
        office.campaignOf(numbers(30));
        office.look();
        int before = office.told.size();
        office.desk.campaigns.move(office.campaign.id(), Campaign.State.PAUSED, office.desk.vera);
        for (int i = 0; i < 12; i++) {
            office.next();
            office.look();
        }
        assertThat(office.told).hasSize(before);
        assertThat(office.lines()).as("what was on the line went on to its end").isZero();
    }

    @Test
    void aTrunkOfTwoStartsASecondAndTenChannelsOfWhichTwoAreKept() {
        office.trunk = new TrunkPace(new Limits(2, 4, 1));
        office.campaignOf(numbers(40).filter(one -> one.matches(".*[0156]")));
        Instant end = office.desk.now().plusSeconds(120);
        while (office.desk.now().isBefore(end)) {
            office.look();
            office.goTo(office.desk.now().plusMillis(250));
        }
        assertThat(office.mostLines).as("channels that lists may have").isEqualTo(3);
        assertThat(office.starts).hasSizeGreaterThan(8);
        for (int i = 2; i < office.starts.size(); i++) {
            assertThat(Duration.between(office.starts.get(i - 2), office.starts.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void aCarrierThatIsFullIsAskedLessAndThenNotAtAll() {
        office.trunk = new TrunkPace(new Limits(30, 0, 0));
        office.campaignOf(numbers(100).filter(one -> one.endsWith("9")));
        for (int i = 0; i < 400 && office.told.size() < 5; i++) {
            office.look();
            office.goTo(office.desk.now().plusMillis(500));
        }
        office.goTo(office.desk.now().plusSeconds(1));
        int before = office.told.size();
        for (int i = 0; i < 120; i++) {
            office.look();
            office.goTo(office.desk.now().plusSeconds(1));
        }
        assertThat(before).as("those that were up when the fifth came back").isBetween(5, 9);
        assertThat(office.told).as("nothing more for minutes").hasSize(before);
        assertThat(office.count("select count(*) from campaign_entry where attempts > 0"))
                .as("nobody is to blame for the carrier")
                .isZero();
    }

    /** Who answers has been seen for an hour or so; the rest is foreseen, and then played for real to its end, days later. */
    @Test
    void theForecastIsHeldAgainstWhatCame() {
        office.answersAtRandom(39);
        office.campaignOf(numbers(60));
        while (office.count("select count(*) from campaign_entry where tried_at is not null") < 30) {
            office.look();
            office.next();
        }
        Instant begun = office.desk.now();
        Forecast forecast = office.desk.forecasts.make(office.campaign.id(), 5).orElseThrow();
        int turns = 0;
        while (office.count("select count(*) from campaign_entry where ended_at is null") > 0) {
            office.look();
            if (!office.next()) {
                office.waitsAQuarter();
            }
            assertThat(++turns).as("it comes to an end").isLessThan(3_000);
        }
        Instant last = office.starts.get(office.starts.size() - 1);
        double took = Duration.between(begun, last).toMinutes();
        System.out.println("took " + took + " minutes, " + forecast);
        assertThat(took)
                .as("between early and late, with a tenth")
                .isBetween(
                        Duration.between(begun, forecast.early()).toMinutes() * 0.9,
                        Duration.between(begun, forecast.late()).toMinutes() * 1.1);
        assertThat(forecast.dropped()).isZero();
        assertThat(office.desk.forecasts.of(office.campaign.id(), 5))
                .singleElement()
                .satisfies(one -> assertThat(one.contactsAnHour()).isPositive());
    }

    @Test
    void withoutANumberToShowItIsNotStarted() {
        office.campaignOf(numbers(3));
        office.sql("delete from campaign_dialling");
        office.look();
        assertThat(office.told).as("and one that runs dials nobody").isEmpty();
        office.desk.campaigns.move(office.campaign.id(), Campaign.State.PAUSED, office.desk.vera);
        assertThatThrownBy(() ->
                        office.desk.campaigns.move(office.campaign.id(), Campaign.State.RUNNING, office.desk.vera))
                .hasMessageContaining("Choose the number");
    }
}
