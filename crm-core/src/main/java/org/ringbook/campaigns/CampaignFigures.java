package org.ringbook.campaigns;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far campaigns are, and why nothing is dialled. Any thread; every method waits for the database. */
@Component
public class CampaignFigures {

    private final JdbcClient jdbc;

    CampaignFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param entries by state
     * @param tried entries with an attempt that counts
     * @param reached in one of whose attempts a person was reached, as {@link CampaignMeasures} counts them
     * @param attempts that were placed
     * @param answered of them
     */
    public record Figures(
            Map<Entry.State, Long> entries, long tried, long reached, long success, long attempts, long answered) {

        public long all() {
            return entries.values().stream().mapToLong(Long::longValue).sum();
        }

        public long over() {
            return entries.entrySet().stream()
                    .filter(one -> one.getKey().isOver())
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        public long count(Entry.State state) {
            return entries.getOrDefault(state, 0L);
        }

        /** Of those that are over, in percent, rounded down; 0 for none. */
        public int percentOver() {
            return all() == 0 ? 0 : (int) (over() * 100 / all());
        }
    }

    public Figures of(UUID campaign) {
        return of(List.of(campaign)).getOrDefault(campaign, new Figures(Map.of(), 0, 0, 0, 0, 0));
    }

    public Map<UUID, Figures> of(Collection<UUID> ids) {
        UUID[] all = ids.toArray(UUID[]::new);
        var states = new HashMap<UUID, Map<Entry.State, Long>>();
        var sums = new HashMap<UUID, long[]>();
        jdbc.sql("select campaign_id, state, count(*) as many, count(*) filter (where attempts > 0) as tried"
                        + " from campaign_entry where campaign_id = any(?) group by 1, 2")
                .param(all)
                .query((row, n) -> {
                    UUID id = row.getObject("campaign_id", UUID.class);
                    states.computeIfAbsent(id, one -> new LinkedHashMap<>())
                            .put(Entry.State.of(row.getString("state")).orElseThrow(), row.getLong("many"));
                    long[] sum = sums.computeIfAbsent(id, one -> new long[4]);
                    sum[0] += row.getLong("tried");
                    return id;
                })
                .list();
        jdbc.sql(
                        "select a.campaign_id, count(*) filter (where a.technical not in ('congestion', 'agent_unreachable')) as placed,"
                                + " count(*) filter (where a.technical in ('answered', 'dropped')) as answered,"
                                + " count(distinct a.entry_id) filter (where " + CampaignMeasures.REACHED
                                + ") as reached"
                                + " from call_attempt a left join campaign_result r on r.disposition_id = a.disposition_id"
                                + " where a.campaign_id = any(?) and a.state = 'ended' group by 1")
                .param(all)
                .query((row, n) -> {
                    long[] sum = sums.computeIfAbsent(row.getObject("campaign_id", UUID.class), one -> new long[4]);
                    sum[1] = row.getLong("reached");
                    sum[2] = row.getLong("placed");
                    sum[3] = row.getLong("answered");
                    return sum;
                })
                .list();
        var figures = new HashMap<UUID, Figures>();
        states.forEach((id, entries) -> {
            long[] sum = sums.get(id);
            figures.put(
                    id,
                    new Figures(
                            entries, sum[0], sum[1], entries.getOrDefault(Entry.State.SUCCESS, 0L), sum[2], sum[3]));
        });
        return figures;
    }

    /** What people chose, the most often first. @param count of attempts */
    public record Chosen(UUID disposition, long count) {}

    public List<Chosen> results(UUID campaign) {
        return jdbc.sql(
                        "select disposition_id, count(*) as many from call_attempt where campaign_id = ? and resulted_at is not null"
                                + " group by 1 order by 2 desc")
                .param(campaign)
                .query((row, n) -> new Chosen(row.getObject("disposition_id", UUID.class), row.getLong("many")))
                .list();
    }

    /** What the telephone systems said of attempts, the most often first. */
    public Map<TechnicalResult, Long> technical(UUID campaign) {
        var found = new LinkedHashMap<TechnicalResult, Long>();
        jdbc.sql("select technical, count(*) as many from call_attempt where campaign_id = ? and technical is not null"
                        + " group by 1 order by 2 desc")
                .param(campaign)
                .query((row, n) ->
                        found.put(TechnicalResult.of(row.getString("technical")).orElseThrow(), row.getLong("many")))
                .list();
        return found;
    }

    /**
     * One cause of nothing being dialled.
     *
     * @param code a word for programs; the words for people stand with the texts
     * @param count of entries, or of agents; 0 where there is nothing to count
     * @param until when it ends by itself; null when somebody has to do something
     * @param stops whether nothing at all is dialled because of it
     */
    public record Cause(String code, long count, Instant until, boolean stops) {}

    /**
     * Why nothing is dialled, what stops everything first, then why entries wait, the most frequent first. Empty when something can be
     * dialled, and somebody is there to do it.
     *
     * @param agents who work through it and are ready now
     */
    public List<Cause> whyNot(Campaign campaign, int agents, Instant now) {
        var causes = new ArrayList<Cause>();
        if (campaign.state() != Campaign.State.RUNNING) {
            causes.add(new Cause("campaign_" + campaign.state().word(), 0, null, true));
        }
        Map<Entry.State, Long> states = of(campaign.id()).entries();
        long open = states.entrySet().stream()
                .filter(one -> !one.getKey().isOver())
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (states.isEmpty()) {
            causes.add(new Cause("no_entries", 0, null, true));
        } else if (open == 0) {
            causes.add(new Cause(
                    "all_over",
                    states.values().stream().mapToLong(Long::longValue).sum(),
                    null,
                    true));
        }
        if (agents == 0) {
            causes.add(new Cause("no_agents", 0, null, true));
        }
        waiting(campaign.id(), now, causes);
        return causes;
    }

    private void waiting(UUID campaign, Instant now, List<Cause> causes) {
        record Waits(String why, long count, Instant until, long due) {}
        List<Waits> waits = jdbc.sql(
                        "select coalesce(sleeps, case when state = 'callback' then 'callback' when attempts > 0"
                                + " then 'recycling' else 'new' end) as why, count(*) as many, min(next_at) as until,"
                                + " count(*) filter (where next_at <= :now) as due from campaign_entry"
                                + " where campaign_id = :campaign and state in ('new', 'waiting', 'sleeping', 'callback')"
                                + " group by 1 order by 2 desc")
                .param("now", CampaignRows.time(now))
                .param("campaign", campaign)
                .query((row, n) -> new Waits(
                        row.getString("why"),
                        row.getLong("many"),
                        row.getTimestamp("until").toInstant(),
                        row.getLong("due")))
                .list();
        long due = waits.stream().mapToLong(Waits::due).sum();
        if (due == 0) {
            waits.forEach(one -> causes.add(new Cause(one.why(), one.count(), one.until(), false)));
        }
        long others = jdbc.sql("select count(*) from campaign_entry where campaign_id = ? and reserved_by is not null")
                .param(campaign)
                .query(Long.class)
                .single();
        if (due == 0 && others > 0) {
            causes.add(new Cause("with_agents", others, null, false));
        }
    }

    /** The first moment at which something may be dialled; null when nothing waits. */
    public Instant nextAt(UUID campaign) {
        // Each half by an index of its own.
        return jdbc.sql(
                        "select least((select min(next_at) from campaign_entry where campaign_id = :campaign"
                                + " and state in ('new', 'waiting', 'sleeping')),"
                                + " (select min(next_at) from campaign_entry where campaign_id = :campaign and state = 'callback'))")
                .param("campaign", campaign)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant)
                .orElse(null);
    }

    /** With how many people somebody spoke since then. */
    public long contactsSince(UUID campaign, Instant since) {
        return jdbc.sql("select count(distinct entry_id) from call_attempt where campaign_id = ? and created_at >= ?"
                        + " and answered_at is not null and technical is distinct from 'dropped'")
                .params(campaign, CampaignRows.time(since))
                .query(Long.class)
                .single();
    }

    /** How many entries may be taken now. */
    public long due(UUID campaign, Instant now) {
        return jdbc.sql("select count(*) from campaign_entry where campaign_id = ? and next_at <= ?"
                        + " and state in ('new', 'waiting', 'sleeping', 'callback')")
                .params(campaign, CampaignRows.time(now))
                .query(Long.class)
                .single();
    }
}
