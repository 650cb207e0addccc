package org.ringbook.campaigns;

import static org.ringbook.campaigns.CampaignRows.time;
import static org.ringbook.campaigns.EntryRows.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of forecasts, and what they are made of. */
final class ForecastRows {

    /** Named {@code since}: longer ago people were others. */
    private static final String SEEN = " and a.created_at > :since";

    private final JdbcClient jdbc;

    ForecastRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(UUID campaign, Forecast one) {
        jdbc.sql(
                        "insert into campaign_forecast (campaign_id, made_at, entries, agents, finish_early, finish_usual, finish_late,"
                                + " idle, dropped, contacts_hour, lines) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        campaign,
                        time(one.madeAt()),
                        one.entries(),
                        one.agents(),
                        time(one.early()),
                        time(one.usual()),
                        time(one.late()),
                        one.idle(),
                        one.dropped(),
                        one.contactsAnHour(),
                        one.lines())
                .update();
        jdbc.sql("delete from campaign_forecast where campaign_id = ? and id not in"
                        + " (select id from campaign_forecast where campaign_id = ? order by made_at desc limit 500)")
                .params(campaign, campaign)
                .update();
    }

    /** Newest first. */
    List<Forecast> of(UUID campaign, int most) {
        return jdbc.sql("select * from campaign_forecast where campaign_id = ? order by made_at desc, id desc limit ?")
                .params(campaign, most)
                .query(ForecastRows::read)
                .list();
    }

    private static Forecast read(ResultSet row, int number) throws SQLException {
        return new Forecast(
                instant(row, "made_at"),
                row.getInt("entries"),
                row.getInt("agents"),
                instant(row, "finish_early"),
                instant(row, "finish_usual"),
                instant(row, "finish_late"),
                row.getDouble("idle"),
                row.getDouble("dropped"),
                row.getDouble("contacts_hour"),
                row.getInt("lines"));
    }

    /** All that are not over, as far as they may be called by themselves. */
    List<SimulationModel.Waiting> waiting(UUID campaign, int most) {
        return jdbc.sql("select next_at, attempts from campaign_entry where campaign_id = ? and ended_at is null"
                        + " order by place limit ?")
                .params(campaign, most)
                .query((row, n) -> new SimulationModel.Waiting(instant(row, "next_at"), row.getInt("attempts")))
                .list();
    }

    /** Attempts and answers, whether anybody spoke with them or not, by the hour of the called people's day. @return 24 pairs */
    long[][] answersByHour(UUID campaign, String zone, Instant since) {
        var hours = new long[24][2];
        jdbc.sql("select extract(hour from a.created_at at time zone :zone)::int as hour, count(*) as tries,"
                        + " count(*) filter (where a.technical in ('answered', 'dropped')) as answers from call_attempt a"
                        + " where a.state = 'ended' and a.technical not in ('congestion', 'agent_unreachable')"
                        + " and (cast(:campaign as uuid) is null or a.campaign_id = :campaign)" + SEEN + " group by 1")
                .param("zone", zone)
                .param("campaign", campaign)
                .param("since", time(since))
                .query(row -> {
                    hours[row.getInt("hour")] = new long[] {row.getLong("tries"), row.getLong("answers")};
                });
        return hours;
    }

    /** What attempts in vain came to: how often, and how many seconds they took. */
    Map<TechnicalResult, double[]> inVain(UUID campaign, Instant since) {
        var found = new EnumMap<TechnicalResult, double[]>(TechnicalResult.class);
        jdbc.sql("select a.technical, count(*) as many, avg(extract(epoch from a.ended_at - a.created_at)) as seconds"
                        + " from call_attempt a where a.campaign_id = :campaign and a.state = 'ended'"
                        + " and a.technical not in ('answered', 'dropped', 'agent_unreachable')" + SEEN + " group by 1")
                .param("campaign", campaign)
                .param("since", time(since))
                .query(row -> {
                    found.put(
                            TechnicalResult.of(row.getString("technical")).orElseThrow(),
                            new double[] {row.getLong("many"), row.getDouble("seconds")});
                });
        return found;
    }

    /** Seconds until an answer, of the talk, and of the wrap-up, of the newest conversations; what is not known is below zero. */
    List<double[]> conversations(UUID campaign, Instant since, int most) {
        return jdbc.sql("select extract(epoch from a.answered_at - a.created_at) as rings, a.talk_seconds,"
                        + " extract(epoch from a.resulted_at - a.ended_at) as wraps from call_attempt a"
                        + " where a.campaign_id = :campaign and a.technical = 'answered' and a.answered_at is not null"
                        + SEEN
                        + " order by a.created_at desc limit :most")
                .param("campaign", campaign)
                .param("since", time(since))
                .param("most", most)
                .query((row, n) -> new double[] {
                    row.getDouble("rings"),
                    row.getObject("talk_seconds") == null ? -1 : row.getDouble("talk_seconds"),
                    row.getObject("wraps") == null ? -1 : row.getDouble("wraps")
                })
                .list();
    }

    /** Of the entries with whom somebody spoke: all, and those that are over. */
    long[] spokenWith(UUID campaign) {
        return jdbc.sql("select count(*), count(*) filter (where ended_at is not null) from campaign_entry"
                        + " where campaign_id = ? and reached")
                .param(campaign)
                .query((row, n) -> new long[] {row.getLong(1), row.getLong(2)})
                .single();
    }

    /** People spoken with, and the hours in which anybody was called, since then. */
    double[] cameSince(UUID campaign, Instant since) {
        return jdbc.sql("select count(distinct entry_id) filter (where technical = 'answered'),"
                        + " count(distinct date_trunc('minute', created_at) ) / 60.0 from call_attempt"
                        + " where campaign_id = ? and created_at >= ? and state = 'ended'")
                .params(campaign, time(since))
                .query((row, n) -> new double[] {row.getDouble(1), row.getDouble(2)})
                .single();
    }
}
