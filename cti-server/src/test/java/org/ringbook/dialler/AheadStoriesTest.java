package org.ringbook.dialler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.AttemptFilter;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.TechnicalResult;
import org.ringbook.dialrules.Purpose;
import org.ringbook.pacing.DropBudget;

/** Agents and a list whose people are called before an agent is there for each, on a clock that the stories turn. */
class AheadStoriesTest {

    private static final int PEOPLE = Integer.getInteger("dialler.ahead", 100);

    private final AheadOffice office = new AheadOffice(5);

    @AfterEach
    void close() {
        office.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Campaign.Mode.class,
            names = {"POWER", "PREDICTIVE"})
    void theBudgetIsNeverPassedAndEachAttemptIsOneCall(Campaign.Mode mode) {
        office.campaignOf(PEOPLE, mode);
        office.runs(3);
        int turns = 0;
        while (office.count("select count(*) from campaign_entry where tried_at is null") > 0) {
            office.look();
            office.next();
            DropBudget budget = office.budget();
            assertThat(budget.drops()).as("of %d who answered", budget.humans()).isLessThanOrEqualTo((long)
                    Math.floor(0.03 * budget.humans()));
            assertThat(++turns).as("it comes to an end").isLessThan(60 * PEOPLE);
        }
        office.passes(Duration.ofMinutes(2));
        assertThat(office.told).hasSize(PEOPLE);
        assertThat(office.count("select count(*) from call_attempt a where 1 <>"
                        + " (select count(*) from call c where c.request_id = a.request_id)"))
                .as("attempts that are not one call")
                .isZero();
        assertThat(office.count("select count(*) from call_attempt where technical = 'answered' and staff_id is null"))
                .isZero();
        if (mode == Campaign.Mode.POWER) {
            assertThat(office.mostOver).as("lines beyond ready agents").isPositive();
        }
    }

    @Test
    void theFirstLinesAreOneForEachWhoIsReady() {
        office.campaignOf(20, Campaign.Mode.POWER);
        office.runs(3);
        office.look();
        assertThat(office.ringing()).isEqualTo(5);
        assertThat(office.budget().left()).as("nobody has answered yet").isZero();
    }

    @Test
    void threeAgentsGoWhileItRingsAndTheirLinesAreTakenBack() {
        office.campaignOf(20, Campaign.Mode.PREDICTIVE);
        office.runs(3);
        office.look();
        office.agents.subList(0, 3).forEach(one -> office.away.add(one.id()));
        office.look();
        assertThat(office.cancelled).hasSize(3);
        assertThat(office.ringing()).isEqualTo(2);
        assertThat(office.told).as("nothing is begun in their place").hasSize(5);
        office.look();
        assertThat(office.told).hasSize(5);
    }

    @Test
    void whoAnswersWhenTheLastAgentIsLostIsCountedAndLeftAloneForThreeDays() {
        office.answers = 1;
        office.campaignOf(5, Campaign.Mode.POWER);
        office.runs(3);
        office.look();
        office.agents.forEach(one -> office.away.add(one.id()));
        office.passes(Duration.ofSeconds(20));
        assertThat(office.budget()).isEqualTo(new DropBudget(0.03, 5, 5));
        assertThat(office.desk.work.attempts(new AttemptFilter(office.campaign.id(), null, false, null), null, 50))
                .allSatisfy(one -> {
                    assertThat(one.technical()).isEqualTo(TechnicalResult.DROPPED);
                    assertThat(office.entryOf(one).nextAt())
                            .isAfterOrEqualTo(one.endedAt().plus(Duration.ofHours(72)));
                });
        office.away.clear();
        int before = office.told.size();
        office.passes(Duration.ofMinutes(10));
        office.look();
        assertThat(office.told).hasSize(before);
    }

    @Test
    void killedInBetweenNobodyIsDialledTwiceAndWhoIsUnknownCountsAsAbandoned() {
        office.campaignOf(30, Campaign.Mode.POWER);
        office.runs(3);
        for (AheadOffice.Crash how : AheadOffice.Crash.values()) {
            office.crash = how;
            assertThatThrownBy(office::look).isInstanceOf(AheadOffice.Killed.class);
            office.restart();
        }
        office.look();
        assertThat(office.ringing()).as("one was told, and stays").isEqualTo(5);
        assertThat(office.budget().drops()).as("nobody knows of one").isEqualTo(1);
        office.passes(Duration.ofMinutes(1));
        office.passes(Duration.ofMinutes(16));
        office.settle();
        assertThat(office.count("select count(*) from call_attempt where state in ('prepared', 'placed', 'unknown')"))
                .isZero();
        assertThat(office.budget().drops()).as("it was never placed").isZero();
        assertThat(office.count("select count(*) from call_attempt where state = 'not_placed'"))
                .isEqualTo(1);
        assertThat(office.count("select count(*) from call_attempt where state = 'ended'"))
                .isEqualTo(office.told.size());
    }

    @Test
    void theLeadPressesStopAndWhatRingsIsTakenBackAtOnce() {
        office.campaignOf(20, Campaign.Mode.POWER);
        office.runs(3);
        office.look();
        office.desk.campaigns.move(office.campaign.id(), Campaign.State.PAUSED, office.desk.vera);
        office.look();
        assertThat(office.ringing()).isZero();
        assertThat(office.told).hasSize(5);
    }

    @Test
    void anAdministratorForbidsItAndNobodyIsDialledFromThenOn() {
        office.campaignOf(20, Campaign.Mode.POWER);
        office.runs(3);
        office.look();
        office.desk.ahead.forbid(office.campaign.id(), office.admin);
        office.look();
        assertThat(office.ringing()).isZero();
        assertThat(office.held()).isEqualTo("ahead_not_allowed");
        assertThat(office.told).hasSize(5);
    }

    @Test
    void itIsOffUntilAnAdministratorAllowsItWithALimit() {
        office.campaignOf(3, Campaign.Mode.PREDICTIVE);
        var id = office.campaign.id();
        assertThatThrownBy(() -> office.desk.campaigns.move(id, Campaign.State.RUNNING, office.desk.vera))
                .hasMessageContaining("administrator");
        assertThatThrownBy(() -> office.desk.ahead.allow(id, 2.5, 1.5, null, office.desk.vera))
                .hasMessageContaining("administrator");
        assertThatThrownBy(() -> office.desk.ahead.allow(id, 3.5, 1.5, null, office.admin))
                .hasMessageContaining("hundred");
        assertThatThrownBy(() -> office.desk.ahead.allow(id, 2.5, 1.5, "a,b&System", office.admin))
                .hasMessageContaining("sound");
        office.runs(2.5);
        assertThat(office.campaign.state()).isEqualTo(Campaign.State.RUNNING);
    }

    @Test
    void advertisingAndInvitationsAreNeverDialledAhead() {
        for (Campaign.Mode mode : new Campaign.Mode[] {Campaign.Mode.POWER, Campaign.Mode.PREDICTIVE}) {
            assertThatThrownBy(() -> office.desk.campaigns.save(
                            AheadOffice.draft(Purpose.ADVERTISING, mode), null, office.desk.vera))
                    .hasMessageContaining("Advertising is dialled by a person only");
            assertThatThrownBy(() -> office.desk.campaigns.save(
                            AheadOffice.draft(Purpose.INVITATION, mode), null, office.desk.vera))
                    .hasMessageContaining("Invitations");
        }
    }

    @Test
    void whoeverPickedUpHasTheCardOfTheirAgentAndTheResultIsTheirs() {
        office.answers = 1;
        office.campaignOf(1, Campaign.Mode.POWER);
        office.runs(3);
        office.look();
        office.passes(Duration.ofSeconds(60));
        Attempt only = office.desk
                .work
                .attemptsOfCampaign(office.campaign.id(), null, 5)
                .get(0);
        assertThat(only.staffId()).isEqualTo(office.agents.get(0).id());
        assertThat(only.pickedUpAt()).isBeforeOrEqualTo(only.answeredAt());
        assertThat(office.count("select count(*) from campaign_entry where state = 'success'"))
                .isEqualTo(1);
    }
}
