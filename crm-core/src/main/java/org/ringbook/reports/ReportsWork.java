package org.ringbook.reports;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.schedule.RepeatedTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the ledger of reports does by itself: counts the calls of before, sums up days that are dirty, and checks each night what it has. */
@Component
class ReportsWork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReportsWork.class);
    private static final Duration OFTEN = Duration.ofSeconds(2);
    private static final Duration SELDOM = Duration.ofMinutes(10);
    private static final int CHECKED_AT_ONCE = 40;
    private static final int CHECK_HOURS = 5;

    private final FactTables facts;
    private final FactHistory history;
    private final DaySums days;
    private final LedgerCheck check;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ReportSettings settings;
    private final NumberPlan plan;
    private final ZoneId company;
    private final RepeatedTask sums = new RepeatedTask("report-sums", Duration.ofSeconds(1), OFTEN, this::sumUp);
    private final RepeatedTask nights =
            new RepeatedTask("report-check", Duration.ofMinutes(5), SELDOM, this::checkAtNight);
    private volatile boolean settled;

    ReportsWork(
            FactTables facts,
            FactHistory history,
            DaySums days,
            LedgerCheck check,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ReportSettings settings,
            NumberPlan plan,
            WorkingCalendar calendar) {
        this.facts = facts;
        this.history = history;
        this.days = days;
        this.check = check;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        this.plan = plan;
        this.company = calendar.zone();
    }

    private void sumUp() {
        if (!settled) {
            followSettings();
            settled = true;
        }
        while (isRunning() && history.some()) {
            LOG.debug("Calls of before are counted for reports");
        }
        LocalDate today = LocalDate.now(company);
        while (isRunning() && history.countedUpTo().isEmpty() && days.one(today).isPresent()) {
            LOG.debug("A day is summed up");
        }
    }

    /** Sums of days are made by some settings: by others they are made anew, and what was excluded counts again. */
    void followSettings() {
        List<Long> excluded = excluded();
        String now = company.getId() + " " + settings.shortTalkMillis() + " " + excluded;
        transaction.executeWithoutResult(status -> {
            facts.lock();
            String before = jdbc.sql("select value from report_state where name = 'settings'")
                    .query(String.class)
                    .optional()
                    .orElse(null);
            if (now.equals(before)) {
                return;
            }
            exclude(excluded);
            facts.dirtyAll("settings");
            jdbc.sql("insert into report_state (name, value) values ('settings', ?)"
                            + " on conflict (name) do update set value = excluded.value")
                    .param(now)
                    .update();
        });
    }

    private List<Long> excluded() {
        var numbers = new ArrayList<Long>();
        for (String text : settings.excluded()) {
            plan.parse(text)
                    .map(PhoneNumber::e164)
                    .ifPresentOrElse(
                            numbers::add,
                            () -> LOG.warn(
                                    "ringbook.reports.excluded: \"{}\" is no telephone number, and excludes nothing",
                                    text));
        }
        return numbers.stream().sorted().toList();
    }

    private void exclude(List<Long> numbers) {
        Long[] now = numbers.toArray(Long[]::new);
        List<UUID> calls = jdbc.sql("select call_id from report_call where party in (select number from report_excluded"
                        + " union select unnest(?::bigint[]))")
                .param(now)
                .query(UUID.class)
                .list();
        jdbc.sql("delete from report_excluded").update();
        jdbc.sql("insert into report_excluded select distinct unnest(?::bigint[])")
                .param(now)
                .update();
        facts.take(calls, "settings");
    }

    /** From the hour of the settings until the morning, what was not checked yet. */
    private void checkAtNight() {
        if (isNight(LocalTime.now(company), settings.checkAt())) {
            checkDue();
        }
    }

    /** The five hours from then on, over midnight where they go so far. */
    static boolean isNight(LocalTime now, LocalTime begins) {
        long since = begins.until(now, ChronoUnit.MINUTES);
        return Math.floorMod(since, Duration.ofDays(1).toMinutes())
                < Duration.ofHours(CHECK_HOURS).toMinutes();
    }

    /** @return how many days were checked */
    int checkDue() {
        List<LocalDate> due = check.due(LocalDate.now(company), CHECKED_AT_ONCE);
        for (LocalDate day : due) {
            List<LedgerCheck.Breach> found = check.check(day);
            if (!found.isEmpty()) {
                LOG.warn(
                        "Figures of {} do not tie out: {}. The page \"Reports\" has the calls",
                        day,
                        found.stream().map(LedgerCheck.Breach::identity).collect(Collectors.joining(", ")));
            }
        }
        return due.size();
    }

    @Override
    public void start() {
        sums.start();
        nights.start();
    }

    @Override
    public void stop() {
        sums.stop();
        nights.stop();
    }

    @Override
    public boolean isRunning() {
        return sums.isRunning();
    }
}
