package org.ringbook.sales;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.ringbook.calendar.WorkingCalendar;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the reports of sales together, for the company's zone. */
@Configuration(proxyBeanMethods = false)
class SalesConfiguration {

    @Bean
    SalesRows salesRows(DataSource database, WorkingCalendar calendar) {
        return new SalesRows(database, calendar.zone());
    }

    @Bean
    BuyingClasses buyingClasses(DataSource database, WorkingCalendar calendar) {
        return new BuyingClasses(database, calendar.zone());
    }

    @Bean
    SalesNow salesNow(SalesReports reports, SalesRows rows, Plans plans) {
        return new SalesNow(reports, rows, plans);
    }

    @Bean
    SalesReports salesReports(SalesRows rows, Plans plans, WorkingCalendar calendar) {
        List<SalesReport> all = new ArrayList<>(List.of(
                new FunnelReport(rows),
                new OpenReport(rows),
                new ForecastReport(rows),
                new CycleReport(rows, calendar),
                new WinsReport(rows),
                new WinsReport.Reasons(rows)));
        all.addAll(new ClientReports(rows).all());
        all.add(new AdReport(rows, plans::team));
        all.add(new PlanReport(plans));
        return new SalesReports(all, rows, calendar.zone());
    }
}
