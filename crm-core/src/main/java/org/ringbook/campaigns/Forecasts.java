package org.ringbook.campaigns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.dialrules.WeekHours;
import org.ringbook.refusals.Refused;
import org.ringbook.schedule.RepeatedTask;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is to be expected of a campaign: played many times from how it went so far, kept, and held against what came. Each running campaign
 * is foreseen anew every hour. Any thread; waits for the database, and plays for up to some seconds.
 */
@Component
public class Forecasts implements SmartLifecycle {

    private static final Duration EVERY = Duration.ofHours(1);
    /** Longer ago people were others. */
    private static final Duration SEEN = Duration.ofDays(60);

    private static final int SEEDS = 50;
    private static final int MOST_ENTRIES = 50_000;
    private static final int CONVERSATIONS = 500;
    /** What is usual weighs as many attempts. */
    private static final double PRIOR = 8;

    private static final double USUAL_ANSWERS = 0.25;
    private static final double[] USUAL_RINGS = {6, 9, 12, 15, 20};
    private static final double[] USUAL_TALKS = {20, 45, 70, 100, 180};
    private static final double[] USUAL_WRAP_UPS = {8, 15, 20, 30};
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int QUARTERS = 14 * 96;

    private final CampaignRows campaigns;
    private final ForecastRows rows;
    private final Staff staff;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final RepeatedTask hourly;

    @Autowired
    Forecasts(JdbcClient jdbc, Staff staff, WorkingCalendar calendar) {
        this(jdbc, staff, calendar, Clock.systemUTC());
    }

    Forecasts(JdbcClient jdbc, Staff staff, WorkingCalendar calendar, Clock clock) {
        this.campaigns = new CampaignRows(jdbc);
        this.rows = new ForecastRows(jdbc);
        this.staff = staff;
        this.calendar = calendar;
        this.clock = clock;
        this.hourly = new RepeatedTask("call-list-forecasts", Duration.ofMinutes(1), Duration.ofMinutes(10), this::due);
    }

    /** A forecast, and what came since: people spoken with in an hour in which anybody was called; null when nobody was. */
    public record Compared(Forecast forecast, Double contactsAnHour) {}

    /** Newest first. */
    public List<Compared> of(UUID campaign, int most) {
        return rows.of(campaign, most).stream()
                .map(one -> new Compared(one, came(campaign, one)))
                .toList();
    }

    private Double came(UUID campaign, Forecast one) {
        double[] came = rows.cameSince(campaign, one.madeAt());
        return came[1] == 0 ? null : came[0] / came[1];
    }

    private void due() {
        Instant now = clock.instant();
        for (Campaign campaign : campaigns.running()) {
            boolean isFresh = rows.of(campaign.id(), 1).stream()
                    .anyMatch(one -> one.madeAt().plus(EVERY).isAfter(now));
            if (!isFresh) {
                make(campaign.id(), null);
            }
        }
    }

    /**
     * Plays it from now on, and keeps what came of it.
     *
     * @param agents who will work through it; null for all who may
     * @return empty when nobody is left to call or nobody may work through it
     */
    public Optional<Forecast> make(UUID campaignId, Integer agents) {
        Campaign campaign = campaigns.find(campaignId).orElseThrow(() -> Refused.because("id", "campaigns.unknown"));
        List<SimulationModel.Waiting> waiting = rows.waiting(campaignId, MOST_ENTRIES);
        int who = agents == null ? agentsOf(campaign) : agents;
        if (waiting.isEmpty() || who < 1) {
            return Optional.empty();
        }
        // A long list tells as much by fewer plays.
        int seeds = Math.max(5, Math.min(SEEDS, 500_000 / waiting.size()));
        Forecast made = CampaignSimulation.forecast(model(campaign, waiting, who), clock.instant(), seeds);
        rows.keep(campaignId, made);
        return Optional.of(made);
    }

    private int agentsOf(Campaign campaign) {
        return (int) staff.all().stream()
                .filter(one -> one.active()
                        && one.role() == Role.AGENT
                        && !one.extensions().isEmpty())
                .filter(one -> campaign.isWorkedBy(one.id()))
                .count();
    }

    private SimulationModel model(Campaign campaign, List<SimulationModel.Waiting> waiting, int agents) {
        ZoneId zone = campaign.assumedZone() == null ? calendar.zone() : campaign.assumedZone();
        Predicate<Instant> open = at -> calendar.isWorking(at) && isWithin(campaign.hours(), at.atZone(zone));
        Instant since = clock.instant().minus(SEEN);
        Map<TechnicalResult, double[]> vain = rows.inVain(campaign.id(), since);
        double allVain = vain.values().stream().mapToDouble(one -> one[0]).sum();
        var shares = new EnumMap<TechnicalResult, Double>(TechnicalResult.class);
        var seconds = new EnumMap<TechnicalResult, Double>(TechnicalResult.class);
        vain.forEach((result, one) -> {
            shares.put(result, one[0] / allVain);
            seconds.put(result, one[1]);
        });
        List<double[]> talks = rows.conversations(campaign.id(), since, CONVERSATIONS);
        long[] spoken = rows.spokenWith(campaign.id());
        return new SimulationModel(
                waiting,
                agents,
                open,
                next(open),
                zone,
                answers(campaign, zone, since),
                shares.isEmpty() ? Map.of(TechnicalResult.NO_ANSWER, 1.0) : shares,
                seen(talks, 0, USUAL_RINGS),
                seconds,
                seen(talks, 1, USUAL_TALKS),
                seen(talks, 2, USUAL_WRAP_UPS),
                (spoken[1] + PRIOR * 0.8) / (spoken[0] + PRIOR),
                campaign.mostAttempts());
    }

    private static boolean isWithin(WeekHours hours, ZonedDateTime at) {
        if (hours == null) {
            return true;
        }
        WeekHours.Stretch stretch = hours.of(at.getDayOfWeek(), false);
        int minute = at.getHour() * 60 + at.getMinute();
        return stretch != null && minute >= stretch.from() && minute < stretch.to();
    }

    /** To the quarter of an hour. Where it never opens it is two weeks later. */
    private static UnaryOperator<Instant> next(Predicate<Instant> open) {
        return from -> {
            Instant at = from.minusSeconds(Math.floorMod(from.getEpochSecond(), QUARTER.toSeconds()))
                    .minusNanos(from.getNano())
                    .plus(QUARTER);
            for (int i = 0; i < QUARTERS && !open.test(at); i++) {
                at = at.plus(QUARTER);
            }
            return at;
        };
    }

    /** By the hour of their day, from this campaign where it has seen that hour, else from all that were called. */
    private double[] answers(Campaign campaign, ZoneId zone, Instant since) {
        long[][] all = rows.answersByHour(null, zone.getId(), since);
        long[][] own = rows.answersByHour(campaign.id(), zone.getId(), since);
        double usual = smoothed(sum(all), USUAL_ANSWERS);
        double ofCampaign = smoothed(sum(own), usual);
        var chances = new double[24];
        for (int hour = 0; hour < 24; hour++) {
            chances[hour] = smoothed(own[hour], ofCampaign);
        }
        return chances;
    }

    private static long[] sum(long[][] hours) {
        var sum = new long[2];
        for (long[] hour : hours) {
            sum[0] += hour[0];
            sum[1] += hour[1];
        }
        return sum;
    }

    private static double smoothed(long[] triesAndAnswers, double usual) {
        return (triesAndAnswers[1] + PRIOR * usual) / (triesAndAnswers[0] + PRIOR);
    }

    private static double[] seen(List<double[]> conversations, int which, double[] usual) {
        double[] known = conversations.stream()
                .mapToDouble(one -> one[which])
                .filter(value -> value >= 0)
                .toArray();
        return known.length < 10 ? usual : known;
    }

    @Override
    public void start() {
        hourly.start();
    }

    @Override
    public void stop() {
        hourly.stop();
    }

    @Override
    public boolean isRunning() {
        return hourly.isRunning();
    }
}
