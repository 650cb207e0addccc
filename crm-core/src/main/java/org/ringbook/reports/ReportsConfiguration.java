package org.ringbook.reports;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.ringbook.calendar.WorkingCalendar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the ledger and the reports together, for the company's zone. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReportSettings.class)
class ReportsConfiguration {

    private static TransactionTemplate transaction(DataSource database) {
        return new TransactionTemplate(new JdbcTransactionManager(database));
    }

    private static String zone(WorkingCalendar calendar) {
        return calendar.zone().getId();
    }

    @Bean
    FactTables reportFacts(JdbcClient jdbc, WorkingCalendar calendar) {
        return new FactTables(jdbc, zone(calendar));
    }

    @Bean
    FactHistory reportHistory(JdbcClient jdbc, DataSource database, FactTables facts) {
        return new FactHistory(jdbc, transaction(database), facts);
    }

    @Bean
    DaySums reportDays(JdbcClient jdbc, DataSource database, WorkingCalendar calendar, ReportSettings settings) {
        return new DaySums(jdbc, transaction(database), zone(calendar), settings.shortTalkMillis());
    }

    @Bean
    LedgerCheck reportCheck(JdbcClient jdbc, WorkingCalendar calendar) {
        return new LedgerCheck(jdbc, calendar.zone());
    }

    @Bean
    Reports reports(
            JdbcClient jdbc,
            DataSource database,
            WorkingCalendar calendar,
            ReportSettings settings,
            FactHistory history,
            Channels channels,
            ObjectProvider<StateIntervals> states,
            ObjectProvider<TalkShares> talk) {
        ZoneId company = calendar.zone();
        var facts = new FactQuery(jdbc, company, settings);
        List<Report> all = new ArrayList<>(
                new Catalogue(facts, new Labels(jdbc), settings, new Workdays(calendar), channels).all());
        all.add(new MissedReport(jdbc, calendar));
        all.add(new SpeedToLeadReport(jdbc, calendar));
        all.addAll(new Questions(jdbc, facts).all());
        all.add(new LoadReport(database, facts));
        var people = new PeopleAsked(jdbc);
        states.ifAvailable(ledger -> {
            all.add(new OccupancyReport(ledger, people));
            all.add(new PausesReport(ledger, people));
        });
        talk.ifAvailable(heard -> all.add(new TalkReport(heard, jdbc, facts)));
        return new Reports(all, new LedgerState(jdbc, history, facts), company);
    }
}
