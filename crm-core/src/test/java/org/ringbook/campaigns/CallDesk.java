package org.ringbook.campaigns;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.Cast;
import org.ringbook.WorkDesk;
import org.ringbook.calendar.PublicHolidays;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.campaigns.CallLists.Person;
import org.ringbook.contacts.details.Consents;
import org.ringbook.dialrules.CampaignAttempts;
import org.ringbook.dialrules.DialRules;
import org.ringbook.dialrules.DoNotCallList;
import org.ringbook.dialrules.Purpose;
import org.ringbook.events.Dispositions;
import org.ringbook.events.Events;
import org.ringbook.feed.ChangeType;
import org.ringbook.feed.FeedChange;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.scripts.ScriptRuns;
import org.ringbook.scripts.Scripts;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Tasks;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Call lists as the server has them, on a database of this test's own, with a clock that the test turns. */
public final class CallDesk implements AutoCloseable {

    /** A Tuesday, eleven o'clock in Moscow. */
    public static final Instant ELEVEN = Instant.parse("2026-12-01T08:00:00Z");

    public final WorkDesk desk = new WorkDesk();
    public final StaffMember anna = desk.crm.staff().save(Cast.anna());
    public final StaffMember boris = desk.crm.staff().save(Cast.boris());
    public final StaffMember vera = desk.crm.staff().save(Cast.vera());
    public final CampaignResults results;
    public final Campaigns campaigns;
    public final CallLists lists;
    final ListLoads loads;
    public final AgentWork work;
    final CampaignCalls calls;
    private final EntryGate gate;
    public final CampaignFigures figures;
    final CampaignMeasures measures;
    public final Forecasts forecasts;
    public final DiallingAhead ahead;
    final Quotas quotas;
    final Scripts scripts = desk.bean(Scripts.class);
    final ScriptRuns scriptRuns = desk.bean(ScriptRuns.class);
    final Tasks tasks = desk.bean(Tasks.class);
    private final AnnotationConfigApplicationContext rules = new AnnotationConfigApplicationContext();
    private final List<Object> published = new ArrayList<>();
    private final PlatformTransactionManager transactions = desk.crm.bean(PlatformTransactionManager.class);
    private Instant now = ELEVEN;
    private long number;

    public CallDesk() {
        var jdbc = desk.crm.jdbc();
        var template = desk.crm.bean(JdbcTemplate.class);
        var calendar = WorkingCalendar.usual(ZoneId.of("Europe/Moscow"));
        results = new CampaignResults(jdbc, desk.bean(Dispositions.class), published::add);
        campaigns = new Campaigns(jdbc, published::add, transactions);
        loads = new ListLoads(template, Cast.PLAN, desk.crm.staff(), published::add, transactions);
        loads.start();
        lists = new CallLists(template, loads, Cast.PLAN, tasks, published::add, transactions);
        quotas = new Quotas(jdbc, published::add, transactions);
        var attempts = new AttemptsForTheGate(jdbc);
        rules.registerBean(JdbcClient.class, () -> jdbc);
        rules.registerBean(PlatformTransactionManager.class, () -> transactions);
        rules.registerBean(NumberPlan.class, () -> Cast.PLAN);
        rules.registerBean(WorkingCalendar.class, () -> calendar);
        rules.registerBean(PublicHolidays.class, () -> PublicHolidays.NONE);
        rules.registerBean(CampaignAttempts.class, () -> attempts);
        rules.scan("org.ringbook.dialrules");
        rules.refresh();
        gate = new EntryGate(
                rules.getBean(DialRules.class), rules.getBean(DoNotCallList.class), new Consents(jdbc), jdbc);
        work = new AgentWork(
                jdbc,
                results,
                gate,
                desk.log,
                desk.bean(Events.class),
                tasks,
                desk.crm.staff(),
                calendar,
                published::add,
                scriptRuns,
                quotas,
                transactions,
                new Turned());
        calls = new CampaignCalls(jdbc, results, quotas, desk.log, calendar, tasks, desk.crm.staff(), published::add);
        figures = new CampaignFigures(jdbc);
        measures = new CampaignMeasures(jdbc, calendar);
        ahead = new DiallingAhead(jdbc, calendar, published::add, transactions);
        forecasts = new Forecasts(jdbc, desk.crm.staff(), calendar, new Turned());
    }

    private final class Turned extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    public Instant now() {
        return now;
    }

    public void later(Duration time) {
        now = now.plus(time);
    }

    public void at(String moscow) {
        now = Instant.parse(moscow + ":00+03:00");
    }

    public Campaign campaign(Purpose purpose) {
        return campaigns.save(
                new Campaign(
                        null,
                        "Обзвон",
                        purpose,
                        Campaign.Mode.PREVIEW,
                        Campaign.State.DRAFT,
                        null,
                        null,
                        null,
                        null,
                        null,
                        ZoneId.of("Europe/Moscow"),
                        30,
                        8,
                        List.of(),
                        null,
                        0),
                null,
                vera);
    }

    /** Of people with these numbers, and running. */
    Campaign running(String... numbers) {
        Campaign campaign = campaign(Purpose.SERVICE);
        var people = new ArrayList<Person>();
        for (String one : numbers) {
            people.add(person("Клиент " + (people.size() + 1), one.split(" ")));
        }
        lists.add(campaign.id(), CallList.Source.HAND, null, people, vera);
        // Entries that were put there now may be taken at the moment of the story.
        desk.crm
                .jdbc()
                .sql("update campaign_entry set next_at = ?")
                .param(CampaignRows.time(now))
                .update();
        desk.crm
                .jdbc()
                .sql("update entry_number set next_at = ?")
                .param(CampaignRows.time(now))
                .update();
        return campaigns.move(campaign.id(), Campaign.State.RUNNING, vera);
    }

    public static Person person(String name, String... numbers) {
        return new Person(null, name, null, null, null, null, null, null, 0, Map.of(), List.of(numbers));
    }

    /** The agent calls the next one, and the log tells how it went. */
    Attempt tried(Campaign campaign, StaffMember who, Call.Result result, Call.Reason reason) {
        AgentWork.Before before = work.next(campaign.id(), who).orElseThrow();
        Attempt attempt = work.prepare(before.entry().id(), null, "101", who);
        work.placed(attempt.id(), attempt.id());
        return told(attempt, result, reason);
    }

    /** The call of an attempt is over, and the feed brings it. */
    public Attempt told(Attempt attempt, Call.Result result, Call.Reason reason) {
        log(call(attempt, result, reason));
        return work.attempt(attempt.id()).orElseThrow();
    }

    void log(Call call) {
        desk.log.write(List.of(CallsOfTheDay.change(call)));
        take(call.id());
    }

    void take(UUID call) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(status ->
                        calls.take(List.of(new FeedChange(++number, ChangeType.ENDED, call, null, null, now))));
        calls.taken();
    }

    Call call(Attempt attempt, Call.Result result, Call.Reason reason) {
        return Call.of(draft -> {
            draft.id = CallsOfTheDay.id(attempt.createdAt().plusNanos(number++ * 1_000_000));
            draft.source = "office";
            draft.sourceId = attempt.requestId().toString();
            draft.direction = Call.Direction.OUTBOUND;
            draft.state = Call.State.ENDED;
            draft.result = result;
            draft.reason = reason;
            draft.external = attempt.number();
            draft.line = CallsOfTheDay.LINE;
            draft.agent = "101";
            draft.startedAt = attempt.createdAt();
            draft.endedAt = now;
            draft.waitSeconds = new BigDecimal("12.000");
            if (result == Call.Result.ANSWERED) {
                draft.answeredAt = attempt.answeredAt() == null ? attempt.createdAt() : attempt.answeredAt();
                draft.talkSeconds = new BigDecimal("40.000");
            }
        });
    }

    /** They said that they must not be called, whoever heard it. */
    void never(Attempt attempt) {
        gate.doNotCall(attempt.number(), entry(attempt.entryId()), "просила письмом", vera, now);
        desk.crm
                .jdbc()
                .sql("update do_not_call set since = ?")
                .param(CampaignRows.time(now))
                .update();
    }

    public UUID disposition(CampaignResult.Effect effect) {
        return results.of(effect).orElseThrow().id();
    }

    public Entry entry(UUID id) {
        return work.entry(id).orElseThrow();
    }

    public List<Entry> entries(Campaign campaign) {
        return work.entries(EntryFilter.all(campaign.id()), null, 500);
    }

    @Override
    public void close() {
        loads.stop();
        rules.close();
        desk.crm.jdbc().sql("truncate do_not_call").update();
        desk.close();
    }
}
