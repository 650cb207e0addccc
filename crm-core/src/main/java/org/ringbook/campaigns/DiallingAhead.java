package org.ringbook.campaigns;

import static org.ringbook.campaigns.CampaignRows.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.pacing.DropBudget;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Campaigns that are dialled ahead of agents who are ready: who allowed it, within which limit, and what is left of that. Off until an
 * administrator allows it. Any thread; every method waits for the database.
 */
@Component
public class DiallingAhead {

    /** Whoever waits longer for one of ours was abandoned, whatever comes of it. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9][A-Za-z0-9/_-]{0,79}");

    private final JdbcClient jdbc;
    private final CampaignRows campaigns;
    private final AttemptRows attempts;
    private final ZoneId zone;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final TransactionTemplate snapshot;

    DiallingAhead(
            JdbcClient jdbc,
            WorkingCalendar calendar,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.campaigns = new CampaignRows(jdbc);
        this.attempts = new AttemptRows(jdbc);
        this.zone = calendar.zone();
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * A campaign at one moment.
     *
     * @param attempts that go on, or whose result is to be chosen
     * @param budget of abandoned calls, of today or of thirty days, whichever bears less
     */
    public record Now(List<Attempt> attempts, DropBudget budget) {}

    /** Empty while nobody allowed it. */
    public Optional<AheadSettings> of(UUID campaign) {
        return jdbc.sql("select * from campaign_ahead where campaign_id = ?")
                .param(campaign)
                .query((row, n) -> new AheadSettings(
                        row.getDouble("most_abandoned"),
                        row.getDouble("lines_per_agent"),
                        row.getString("message"),
                        row.getObject("allowed_by", UUID.class),
                        EntryRows.instant(row, "allowed_at")))
                .optional();
    }

    /**
     * Allows it, with this limit, from now on.
     *
     * @param message sound of the telephone system for whoever finds nobody; null or blank for none
     * @throws Refused if they are no administrator, the campaign is not of that way of dialling, or a value does not fit
     */
    public AheadSettings allow(
            UUID campaignId, double mostAbandoned, double linesPerAgent, String message, StaffMember by) {
        requireAdministrator(by);
        String sound = message == null || message.isBlank() ? null : message.strip();
        if (!(mostAbandoned >= 0.1 && mostAbandoned <= AheadSettings.MOST_ABANDONED)) {
            throw Refused.because("mostAbandoned", "campaigns.ahead.limit", "0.1", "3");
        }
        if (!(linesPerAgent >= 1 && linesPerAgent <= AheadSettings.MOST_LINES)) {
            throw Refused.because("linesPerAgent", "campaigns.ahead.lines", "1", "3");
        }
        if (sound != null && !SOUND.matcher(sound).matches()) {
            throw Refused.because("message", "campaigns.ahead.message");
        }
        transaction.executeWithoutResult(status -> {
            Campaign campaign = existing(campaignId);
            if (!campaign.mode().isAhead()) {
                throw Refused.because("mode", "campaigns.ahead.mode");
            }
            jdbc.sql("insert into campaign_ahead (campaign_id, most_abandoned, lines_per_agent, message, allowed_by)"
                            + " values (?, ?, ?, ?, ?) on conflict (campaign_id) do update set most_abandoned ="
                            + " excluded.most_abandoned, lines_per_agent = excluded.lines_per_agent,"
                            + " message = excluded.message, allowed_by = excluded.allowed_by, allowed_at = now()")
                    .params(campaignId, mostAbandoned, linesPerAgent, sound, by.id())
                    .update();
            events.publishEvent(AuditEntry.of(AuditKind.CAMPAIGN, "ahead_allowed")
                    .on(campaignId, campaign.name())
                    .with("mostAbandoned", null, mostAbandoned)
                    .with("linesPerAgent", null, linesPerAgent));
        });
        events.publishEvent(new CampaignChanged(campaignId));
        return of(campaignId).orElseThrow();
    }

    /** From now on nothing is dialled ahead; what rings is taken back. @throws Refused if they are no administrator */
    public void forbid(UUID campaignId, StaffMember by) {
        requireAdministrator(by);
        transaction.executeWithoutResult(status -> {
            Campaign campaign = existing(campaignId);
            jdbc.sql("delete from campaign_ahead where campaign_id = ?")
                    .param(campaignId)
                    .update();
            events.publishEvent(
                    AuditEntry.of(AuditKind.CAMPAIGN, "ahead_forbidden").on(campaignId, campaign.name()));
        });
        events.publishEvent(new CampaignChanged(campaignId));
    }

    private Campaign existing(UUID id) {
        return campaigns.toChange(id).orElseThrow(() -> Refused.because("id", "campaigns.unknown"));
    }

    private static void requireAdministrator(StaffMember by) {
        if (by.role() != Role.ADMINISTRATOR) {
            throw Refused.because("id", "campaigns.ahead.administrators");
        }
    }

    /** Lines and budget of one moment: what is no line any more is counted already. */
    public Now now(UUID campaign, double limit, Instant now) {
        return snapshot.execute(status -> new Now(attempts.withLinesOrWrapUps(campaign), budget(campaign, limit, now)));
    }

    /** What is left for abandoned calls, of today or of thirty days, whichever is less. */
    public DropBudget budget(UUID campaign, double limit, Instant now) {
        Instant today = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        return since(campaign, limit, today, now).tighter(since(campaign, limit, now.minus(MONTH), now));
    }

    /** Of whom nobody knows what became counts as abandoned; who was a machine by the word of an agent is nobody. */
    private DropBudget since(UUID campaign, double limit, Instant from, Instant now) {
        return jdbc.sql("select count(*) filter (where r.effect is distinct from 'machine') as humans,"
                        + " count(*) filter (where a.mode in ('power', 'predictive')"
                        + " and coalesce(a.answered_at, a.ended_at, :now) > a.picked_up_at + make_interval(secs => :patience)"
                        + " or a.technical = 'dropped') as drops,"
                        + " (select count(*) from call_attempt where campaign_id = :campaign and state = 'unknown'"
                        + " and mode in ('power', 'predictive') and created_at >= :from) as unknown"
                        + " from call_attempt a left join campaign_result r on r.disposition_id = a.disposition_id"
                        + " where a.campaign_id = :campaign and a.picked_up_at >= :from")
                .param("campaign", campaign)
                .param("from", time(from))
                .param("now", time(now))
                .param("patience", (double) PATIENCE.toSeconds())
                .query((row, n) ->
                        new DropBudget(limit, row.getLong("drops") + row.getLong("unknown"), row.getLong("humans")))
                .single();
    }

    /** Campaigns of which lines that were dialled ahead are up, whether they run or not. */
    public List<UUID> withLines() {
        return attempts.aheadOf();
    }
}
