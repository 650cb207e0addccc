package org.ringbook.reports;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import org.ringbook.reports.FactQuery.Subject;
import org.ringbook.reports.ReportTable.DataState;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What reports of a period rest on: how much of it was filled in later, left out, is being counted. Waits for the database; any thread. */
final class LedgerState {

    private static final Subject ALL = new Subject(Figure.Facts.CALLS, Grouping.ALL, false);

    private static final String EXCLUDED =
            "select count(*) from report_call f where f.party in (select number from report_excluded)"
                    + " and f.started_at >= :from and f.started_at < :to";

    private static final String SEEN_AGAIN =
            "select count(*) from call_seen_again s join report_call f on f.call_id = s.call_id"
                    + " where f.started_at >= :from and f.started_at < :to";

    private static final String DIRTY = "select count(*) from report_dirty_day where day >= :first and day <= :last";

    private static final String CORRECTED =
            "select count(*) from report_day where corrected and day >= :first and day <= :last";

    private final JdbcClient jdbc;
    private final FactHistory history;
    private final FactQuery facts;

    LedgerState(JdbcClient jdbc, FactHistory history, FactQuery facts) {
        this.jdbc = jdbc;
        this.history = history;
        this.facts = facts;
    }

    DataState of(ReportQuery query) {
        Period period = query.period();
        Sums all = facts.groups(ALL, ReportQuery.of(period)).getOrDefault(0, Sums.NONE);
        return new DataState(
                Instant.now(),
                all.of(Figure.CALLS),
                all.of(Figure.HEALED),
                count(EXCLUDED, period),
                count(SEEN_AGAIN, period),
                (int) count(DIRTY, period),
                (int) count(CORRECTED, period),
                history.countedUpTo().orElse(null));
    }

    private long count(String sql, Period period) {
        return jdbc.sql(sql)
                .param("first", Date.valueOf(period.first()))
                .param("last", Date.valueOf(period.last()))
                .param("from", Timestamp.from(period.from()))
                .param("to", Timestamp.from(period.to()))
                .query(Long.class)
                .single();
    }
}
