package org.ringbook.campaigns;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.pacing.ListMeasures;
import org.ringbook.pacing.ListMeasures.Share;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What came of a call list, each percentage with both of its counts. Any thread; every method waits for the database. */
@Component
public class CampaignMeasures {

    private static final String LATE_AFTER = "interval '10 minutes'";
    /** Whether they were reached in the attempt {@code a} with the result {@code r}, which may be none: talked with for a second at least. */
    static final String REACHED = "(a.state = 'ended' and a.technical = 'answered' and coalesce(a.talk_seconds, 1) >= 1"
            + " and coalesce(r.class in ('reached', 'refusal'), false))";

    private static final long LEAST_SECONDS = 900;

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;

    /** @param calendar whose zone is that of whoever's is not known */
    CampaignMeasures(JdbcClient jdbc, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    /**
     * @param list of the whole list
     * @param promisesKept promises to whom a call was begun no later than ten minutes after they were due, of those that are due
     * @param noResult conversations after which nobody chose a result in time, of all conversations
     * @param skipped entries that were not called though they were before somebody, of all that were before somebody
     * @param talkSeconds of all attempts
     */
    public record Measures(ListMeasures list, Share promisesKept, Share noResult, Share skipped, long talkSeconds) {}

    /**
     * What one agent did.
     *
     * @param attempts that were placed
     * @param wrapUpSeconds from the end of conversations until a result was chosen
     */
    public record OfAgent(
            UUID staffId,
            long attempts,
            long answered,
            long reached,
            long success,
            long noResult,
            long skips,
            long talkSeconds,
            long wrapUpSeconds) {

        public Share skipRate() {
            return new Share(skips, skips + attempts);
        }

        public Share contactRate() {
            return new Share(reached, attempts);
        }

        public Share conversion() {
            return new Share(success, reached);
        }

        public BigDecimal talk() {
            return BigDecimal.valueOf(talkSeconds);
        }

        public BigDecimal wrapUp() {
            return BigDecimal.valueOf(wrapUpSeconds);
        }

        /** Per hour on the telephone and behind it; null while there is less than a quarter of an hour to tell it by. */
        public Double successPerHour() {
            long seconds = talkSeconds + wrapUpSeconds;
            return seconds < LEAST_SECONDS ? null : ListMeasures.perHour(success, seconds);
        }
    }

    /** Attempts in one hour of the called people's day. @param hour 0 to 23 @param reached of the attempts */
    public record OfHour(int hour, Share reached) {}

    public Measures of(UUID campaign, Instant now) {
        ListMeasures list = jdbc.sql("""
                        select count(*) as entries,
                            count(*) filter (where state in ('withdrawn', 'duplicate') and attempts = 0) as withdrawn,
                            count(*) filter (where state = 'do_not_call' and attempts = 0) as do_not_call,
                            count(*) filter (where attempts > 0) as tried,
                            (select count(distinct a.entry_id) from call_attempt a join campaign_result r on r.disposition_id = a.disposition_id
                                where a.campaign_id = :campaign and\s""" + REACHED + """
                            ) as reached,
                            count(*) filter (where attempts > 0 and e.state = 'success') as success,
                            count(*) filter (where e.state = 'bad_numbers') as bad,
                            (select count(*) from call_attempt a where a.campaign_id = :campaign and a.state = 'ended') as attempts,
                            (select count(*) from call_attempt a where a.campaign_id = :campaign and a.state = 'ended'
                                and a.technical in ('answered', 'dropped')) as answered,
                            (select count(*) from call_attempt a where a.campaign_id = :campaign and a.state = 'ended'
                                and a.technical in ('congestion', 'agent_unreachable')) as failures
                        from campaign_entry e where e.campaign_id = :campaign""")
                .param("campaign", campaign)
                .query((row, n) -> new ListMeasures(
                        row.getLong("entries"),
                        row.getLong("withdrawn"),
                        row.getLong("do_not_call"),
                        row.getLong("tried"),
                        row.getLong("reached"),
                        row.getLong("success"),
                        row.getLong("bad"),
                        row.getLong("attempts"),
                        row.getLong("answered"),
                        row.getLong("failures")))
                .single();
        List<OfAgent> agents = agents(campaign);
        long skips = agents.stream().mapToLong(OfAgent::skips).sum();
        long placed = agents.stream().mapToLong(OfAgent::attempts).sum();
        return new Measures(
                list,
                promises(campaign, now),
                new Share(
                        agents.stream().mapToLong(OfAgent::noResult).sum(),
                        agents.stream().mapToLong(OfAgent::answered).sum()),
                new Share(skips, skips + placed),
                agents.stream().mapToLong(OfAgent::talkSeconds).sum());
    }

    private Share promises(UUID campaign, Instant now) {
        return jdbc.sql("select count(*) filter (where begun_at <= due_at + " + LATE_AFTER
                        + ") as kept, count(*) as due"
                        + " from entry_promise where campaign_id = ? and withdrawn_at is null"
                        + " and (due_at + " + LATE_AFTER + " <= ? or begun_at is not null)")
                .params(campaign, CampaignRows.time(now))
                .query((row, n) -> new Share(row.getLong("kept"), row.getLong("due")))
                .single();
    }

    /** Those who called or skipped somebody, the busiest first. */
    public List<OfAgent> agents(UUID campaign) {
        Map<UUID, Long> skips = new HashMap<>();
        jdbc.sql("select staff_id, count(*) from entry_skip where campaign_id = ? group by 1")
                .param(campaign)
                .query(row -> {
                    skips.put(row.getObject(1, UUID.class), row.getLong(2));
                });
        var agents = new ArrayList<>(jdbc.sql("""
                        select a.staff_id, count(*) filter (where a.state = 'ended' and a.technical <> 'agent_unreachable') as attempts,
                            count(*) filter (where a.technical = 'answered') as answered,
                            count(*) filter (where\s""" + REACHED + """
                            ) as reached,
                            count(*) filter (where r.effect = 'success') as success,
                            count(*) filter (where a.no_result) as no_result,
                            coalesce(sum(a.talk_seconds), 0)::bigint as talk,
                            coalesce(sum(extract(epoch from least(a.resulted_at, a.wrap_up_until, a.ended_at + interval '1 hour')
                                - a.ended_at)) filter (where a.resulted_at > a.ended_at and a.technical = 'answered'), 0)::bigint as wrap_up
                        from call_attempt a left join campaign_result r on r.disposition_id = a.disposition_id
                        where a.campaign_id = ? and a.staff_id is not null group by 1 order by 2 desc, 1""")
                .param(campaign)
                .query((row, n) -> agent(row, skips))
                .list());
        skips.forEach((person, many) -> agents.add(new OfAgent(person, 0, 0, 0, 0, 0, many, 0, 0)));
        return agents;
    }

    private static OfAgent agent(ResultSet row, Map<UUID, Long> skips) throws SQLException {
        UUID person = row.getObject("staff_id", UUID.class);
        Long skipped = skips.remove(person);
        return new OfAgent(
                person,
                row.getLong("attempts"),
                row.getLong("answered"),
                row.getLong("reached"),
                row.getLong("success"),
                row.getLong("no_result"),
                skipped == null ? 0 : skipped,
                row.getLong("talk"),
                row.getLong("wrap_up"));
    }

    /**
     * By the hour of the called people's day, whoever asks; hours in which nobody was called are left out. Whose zone is not known is taken
     * to be where the list assumes them to be, or else where the company is.
     */
    public List<OfHour> hours(Campaign campaign) {
        ZoneId usual = campaign.assumedZone() == null ? calendar.zone() : campaign.assumedZone();
        return jdbc.sql(
                        "select extract(hour from a.created_at at time zone coalesce(e.time_zone, :zone))::int as hour, count(*) as attempts,"
                                + " count(*) filter (where " + REACHED + ") as reached"
                                + " from call_attempt a join campaign_entry e on e.id = a.entry_id"
                                + " left join campaign_result r on r.disposition_id = a.disposition_id"
                                + " where a.campaign_id = :campaign and a.state = 'ended'"
                                + " and a.technical not in ('congestion', 'agent_unreachable') group by 1 order by 1")
                .param("campaign", campaign.id())
                .param("zone", usual.getId())
                .query((row, n) ->
                        new OfHour(row.getInt("hour"), new Share(row.getLong("reached"), row.getLong("attempts"))))
                .list();
    }
}
