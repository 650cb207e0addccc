package org.ringbook.robots;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.robots.Definition.Trigger;
import org.ringbook.robots.Definition.When;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks for what happens because time passes. Each is noted once, under a key of its own: a deal that enters the stage again is stuck anew.
 * What was so before the robot was switched on starts nothing. Any thread; waits for the database.
 */
@Component
class RobotClock {

    private static final Logger LOG = LoggerFactory.getLogger(RobotClock.class);
    private static final int MOST = 500;

    private static final String STUCK = """
            select d.id, 'stuck/' || :robot || '/' || d.id || '/' || extract(epoch from d.stage_entered_at) as key,
                null::timestamptz as since
            from deal d where d.closed_at is null and (cast(:stage as uuid) is null or d.stage_id = :stage)
                and d.stage_entered_at <= :now - :days * interval '1 day' and d.stage_entered_at >= :since - :days * interval '1 day'
            """;
    /** @see When#OFFER_SILENT: neither was it moved since, nor has anybody noted a word of the client. */
    private static final String SILENT = """
            select d.id, 'offer/' || :robot || '/' || o.id || '/' || extract(epoch from o.state_since) as key, null::timestamptz as since
            from document o join deal d on d.id = o.deal_id
            where o.kind = 'offer' and o.state = 'sent' and d.closed_at is null
                and o.state_since <= :now - :days * interval '1 day' and o.state_since >= :since - :days * interval '1 day'
                and d.stage_entered_at <= o.state_since
                and not exists (select from event_party p where p.party_id in (d.party_id, d.contact_id) and p.at > o.state_since)
            """;

    private static final String WAITING = """
            select l.id, 'waiting/' || :robot || '/' || l.id || '/' || extract(epoch from l.waits_since) as key, l.waits_since as since
            from lead l where l.state in ('new', 'in_work') and l.first_response_at is null and l.doubtful is null
                and l.waits_since >= :since
            """;
    private static final String OVERDUE = """
            select t.id, 'overdue/' || :robot || '/' || t.id || '/' || extract(epoch from t.due_sort) as key, null::timestamptz as since
            from task t where t.closed_at is null and t.state <> 'done_unchecked' and t.due_sort < :now and t.due_sort >= :since
            """;
    private static final String DATE = """
            select d.id, 'date/' || :robot || '/' || d.id || '/' || f.day as key, null::timestamptz as since
            from deal d, lateral (select case when :field = 'expectedClose' then d.expected_close
                when d.fields ->> :own ~ '^\\d{4}-\\d{2}-\\d{2}$' then cast(d.fields ->> :own as date) end as day) f
            where d.closed_at is null and f.day + :days <= cast(:today as date) and f.day + :days >= cast(:from as date)
            """;
    private static final Map<When, String> RULES = Map.of(
            When.DEAL_STUCK, STUCK,
            When.OFFER_SILENT, SILENT,
            When.LEAD_WAITING, WAITING,
            When.TASK_OVERDUE, OVERDUE,
            When.DEAL_DATE, DATE);

    /** What is known already is not looked at again. */
    private static final String NEW =
            "select * from (%s) w where not exists (select from robot_event e where e.key = w.key) order by w.id limit "
                    + MOST;

    private final RobotRows rows;
    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;
    private final Clock clock;

    @Autowired
    RobotClock(RobotRows rows, JdbcClient jdbc, WorkingCalendar calendar) {
        this(rows, jdbc, calendar, Clock.systemUTC());
    }

    RobotClock(RobotRows rows, JdbcClient jdbc, WorkingCalendar calendar, Clock clock) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.clock = clock;
    }

    void look() {
        Instant now = clock.instant();
        rows.active(RULES.keySet().stream().map(When::word).toList()).forEach(robot -> lookAlone(robot, now));
    }

    /** Those after one for which nothing can be looked up are looked after all the same. */
    private void lookAlone(Robot robot, Instant now) {
        try {
            look(robot, now);
        } catch (RuntimeException fault) {
            LOG.warn("Nothing was looked up for the robot {}; it is tried again", robot.id(), fault);
        }
    }

    private record Found(UUID id, String key, Instant since) {}

    private void look(Robot robot, Instant now) {
        Trigger trigger = robot.definition().trigger();
        for (Found found : found(robot, trigger, now)) {
            if (trigger.when() != When.LEAD_WAITING
                    || calendar.between(found.since(), now).compareTo(Duration.ofMinutes(trigger.minutes())) >= 0) {
                rows.happened(
                        trigger.when().word(),
                        robot.id(),
                        trigger.when().kind(),
                        found.id(),
                        null,
                        null,
                        List.of(),
                        found.key());
            }
        }
    }

    private List<Found> found(Robot robot, Trigger trigger, Instant now) {
        String rule = RULES.get(trigger.when());
        String field = trigger.field() == null ? "" : trigger.field();
        return jdbc.sql(NEW.formatted(rule.replace(":now", "cast(:now as timestamptz)")
                        .replace(":since", "cast(:since as timestamptz)")
                        .replace(":days", "cast(:days as int)")
                        .replace(":robot", "cast(:robot as text)")
                        .replace(":field", "cast(:field as text)")
                        .replace(":own", "cast(:own as text)")))
                .param("robot", robot.id().toString())
                .param("stage", trigger.stageId(), Types.OTHER)
                .param("now", Timestamp.from(now))
                .param("since", Timestamp.from(robot.activeSince()))
                .param("days", trigger.days() == null ? 0 : trigger.days())
                .param("field", field)
                .param("own", field.startsWith(KnownFields.OWN) ? field.substring(KnownFields.OWN.length()) : field)
                .param("today", LocalDate.ofInstant(now, calendar.zone()))
                .param("from", LocalDate.ofInstant(robot.activeSince(), calendar.zone()))
                .query((row, n) -> new Found(
                        row.getObject("id", UUID.class),
                        row.getString("key"),
                        row.getTimestamp("since") == null
                                ? null
                                : row.getTimestamp("since").toInstant()))
                .list();
    }
}
