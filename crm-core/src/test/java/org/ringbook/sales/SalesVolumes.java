package org.ringbook.sales;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.reports.Period;
import org.ringbook.rights.Action;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.JdbcTemplate;

/** How long reports take over half a million deals of three years. Not run with the others: {@code -Dtest=SalesVolumes}. */
class SalesVolumes {

    private static final int DEALS = Integer.getInteger("sales.deals", 500_000);
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final UUID PIPELINE = Ways.id(1);

    @Test
    void aYearOfHalfAMillionDeals() {
        try (HikariDataSource database = TestDatabase.pooledWith(
                "staff",
                "contacts",
                "calls",
                "events",
                "tasks",
                "fields",
                "followups",
                "leads",
                "reports",
                "deals",
                "plans")) {
            fill(new JdbcTemplate(database));
            var rows = new SalesRows(database, MOSCOW);
            LocalDate today = LocalDate.now(MOSCOW);
            SalesQuery year = SalesQuery.of(new Period(today.minusYears(1), today, MOSCOW), all())
                    .of(PIPELINE);
            List<SalesReport> reports = List.of(
                    new FunnelReport(rows),
                    new OpenReport(rows),
                    new ForecastReport(rows),
                    new CycleReport(rows, WorkingCalendar.usual(MOSCOW)),
                    new WinsReport(rows),
                    new WinsReport.Reasons(rows),
                    new AdReport(rows, team -> Set.of()));
            for (int round = 0; round < 2; round++) {
                for (SalesReport report : reports) {
                    Instant begin = Instant.now();
                    report.count(year);
                    System.out.println("VOLUME " + report.name() + " "
                            + Duration.between(begin, Instant.now()).toMillis() + " ms");
                }
            }
        }
    }

    private static Permissions all() {
        var member = new StaffMember(
                Ways.id(77),
                "Вера",
                null,
                Role.SUPERVISOR,
                List.of(),
                List.of(),
                List.of(),
                null,
                true,
                null,
                Scope.ALL,
                null);
        return new Rights(() -> List.of(member), new EnumMap<>(Map.of(Action.SEE, Map.of()))).of(member);
    }

    private static void fill(JdbcTemplate jdbc) {
        jdbc.update("insert into pipeline (id, name, position) values (?, 'Оптовые продажи', 1)", PIPELINE);
        for (char letter : new char[] {'N', 'Q', 'O', 'C', 'W', 'L'}) {
            Stage stage = Ways.stage(letter);
            jdbc.update(
                    "insert into stage (id, pipeline_id, name, position, kind, probability) values (?, ?, ?, ?, ?, ?)",
                    Ways.id(300 + stage.position()),
                    PIPELINE,
                    stage.name(),
                    stage.position(),
                    stage.kind().name().toLowerCase(Locale.ROOT),
                    stage.probability() * 100);
        }
        jdbc.update(
                "insert into deal_type (id, name, pipeline_id, control, position) values (?, 'Оптовая', ?, 'free', 1)",
                Ways.id(2),
                PIPELINE);
        // Two of ten are open, three are won; five moves each.
        String stage = "('00000000-0000-0000-0000-' || lpad(to_hex(300 + %s), 12, '0'))::uuid";
        String end = "case when n %% 10 < 2 then 2 when n %% 10 < 5 then 5 else 6 end".replace("%%", "%");
        jdbc.update(
                "insert into deal (id, title, type_id, pipeline_id, stage_id, stage_entered_at, responsible_id, amount, source,"
                        + " closed_at, rank, created_at, changed_at) select ('00000000-0000-0001-0000-' || lpad(to_hex(n), 12, '0'))::uuid,"
                        + " 'Сделка', '" + Ways.id(2) + "', '" + PIPELINE + "', " + stage.formatted(end) + ", now(), '"
                        + Ways.id(9)
                        + "', n, 'site', case when n % 10 >= 2 then now() - (n % 1000) * interval '1 day' end, 'a',"
                        + " now() - (n % 1000 + 30) * interval '1 day', now() from generate_series(1, " + DEALS
                        + ") n");
        jdbc.update("insert into stage_move (deal_id, at, from_stage, to_stage, responsible_id, cause, kind, amount)"
                + " select ('00000000-0000-0001-0000-' || lpad(to_hex(n), 12, '0'))::uuid, now() - (n % 1000 + 30 - m * 6) * interval '1 day',"
                + " case when m > 0 then " + stage.formatted("m") + " end, "
                + stage.formatted("case when m < 4 then m + 1 else " + end + " end")
                + ", '" + Ways.id(9) + "', 'user', 'moved', n from generate_series(0, 4) m, generate_series(1, " + DEALS
                + ") n");
        jdbc.execute("analyze");
    }
}
