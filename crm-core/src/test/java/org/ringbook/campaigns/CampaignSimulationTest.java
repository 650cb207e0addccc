package org.ringbook.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringbook.calendar.WorkingCalendar;

/** Three hundred people, five agents, nine to six: the simulation plays what is to come. */
class CampaignSimulationTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    /** A Tuesday, eleven o'clock. */
    private static final Instant ELEVEN = Instant.parse("2026-12-01T08:00:00Z");

    private static SimulationModel model(int entries, int agents, double answered) {
        WorkingCalendar calendar = WorkingCalendar.usual(MOSCOW);
        double[] chances = new double[24];
        Arrays.fill(chances, answered);
        return new SimulationModel(
                Collections.nCopies(entries, new SimulationModel.Waiting(ELEVEN, 0)),
                agents,
                calendar::isWorking,
                at -> calendar.plus(at, Duration.ofMillis(1)),
                MOSCOW,
                chances,
                Map.of(TechnicalResult.NO_ANSWER, 1.0),
                new double[] {10},
                Map.of(TechnicalResult.NO_ANSWER, 20.0),
                new double[] {60},
                new double[] {20},
                1,
                8);
    }

    @Test
    void whereEverybodyAnswersItTakesAsLongAsAllCallsOneAfterTheOther() {
        Forecast forecast = CampaignSimulation.forecast(model(300, 5, 1), ELEVEN, 10);
        Duration all = Duration.between(ELEVEN, forecast.usual());
        // 60 calls of each agent, of 90 seconds; the last wrap-up is behind the last call.
        assertThat(all.toSeconds()).isCloseTo(60 * 90 - 20, within(5L));
        assertThat(forecast.idle()).isLessThan(0.01);
        assertThat(forecast.contactsAnHour()).isCloseTo(5 * 40, within(3.0));
        assertThat(forecast.lines()).as("never more lines than agents").isEqualTo(5);
        assertThat(forecast.dropped()).isZero();
    }

    @Test
    void whoeverIsNotThereIsTriedThreeTimesAndNotTwiceTooSoon() {
        Forecast forecast = CampaignSimulation.forecast(model(20, 5, 0), ELEVEN, 10);
        assertThat(forecast.usual())
                .as("at eleven, at three, and on the next day, for two calls in 24 hours are the most")
                .isBetween(Instant.parse("2026-12-02T08:00:00Z"), Instant.parse("2026-12-02T12:00:00Z"));
        assertThat(forecast.contactsAnHour()).isZero();
    }

    @Test
    void whatIsNotDoneByEveningGoesOnInTheMorning() {
        Forecast forecast = CampaignSimulation.forecast(model(300, 1, 1), ELEVEN, 5);
        Instant usual = forecast.usual();
        // 280 calls fit into seven hours; twenty are left.
        assertThat(usual).isBetween(Instant.parse("2026-12-02T06:25:00Z"), Instant.parse("2026-12-02T06:35:00Z"));
    }

    @Test
    void theSameSeedPlaysTheSameAndAFasterTeamIsDoneSooner() {
        assertThat(CampaignSimulation.play(model(200, 5, 0.3), ELEVEN, 4))
                .isEqualTo(CampaignSimulation.play(model(200, 5, 0.3), ELEVEN, 4));
        List<Double> hours = List.of(2, 5, 10).stream()
                .map(agents -> CampaignSimulation.forecast(model(400, agents, 0.6), ELEVEN, 10)
                        .contactsAnHour())
                .toList();
        assertThat(hours).isSorted();
    }
}
