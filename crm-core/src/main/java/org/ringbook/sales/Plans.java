package org.ringbook.sales;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Permissions;
import org.ringbook.sales.Plan.Indicator;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Plans of people and teams by month, and how far they are. Any thread; every method waits for the database and throws {@link
 * DataAccessException} without it.
 */
@Component
public class Plans {

    private static final BigDecimal MOST = new BigDecimal("1000000000000");
    private static final YearMonth EARLIEST = YearMonth.of(2000, 1);
    private static final int YEARS_AHEAD = 5;
    private static final int LONGEST_TEAM = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Staff staff;
    private final SalesRows rows;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    Plans(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Staff staff,
            SalesRows rows,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.staff = staff;
        this.rows = rows;
        this.calendar = calendar;
        this.events = events;
    }

    /** @param deals that make the fact */
    public record Reached(Plan plan, PlanProgress progress, List<UUID> deals) {}

    /** Plans of a month that one may see: of the people whose deals one sees, and of teams all of whose people are among them. */
    public List<Plan> of(YearMonth month, Permissions permissions) {
        return jdbc
                .sql("select * from plan where month = ? order by team, staff_id, indicator")
                .param(Date.valueOf(month.atDay(1)))
                .query(Plans::read)
                .list()
                .stream()
                .filter(plan -> isTheirs(plan, permissions))
                .toList();
    }

    /** Whose deals one sees; null for everybody's. */
    private static Collection<UUID> people(Permissions permissions) {
        return permissions == null ? null : permissions.people(Action.SEE);
    }

    private boolean isTheirs(Plan plan, Permissions permissions) {
        Collection<UUID> people = people(permissions);
        return people == null
                || (plan.staffId() != null
                        ? people.contains(plan.staffId())
                        : !team(plan.team()).isEmpty() && people.containsAll(team(plan.team())));
    }

    /** Everybody of a team, also who has left. */
    Set<UUID> team(String team) {
        String key = StaffMember.teamKey(team);
        var ids = new HashSet<UUID>();
        staff.all().stream()
                .filter(one -> key != null && key.equals(StaffMember.teamKey(one.team())))
                .forEach(one -> ids.add(one.id()));
        return ids;
    }

    private static Plan read(ResultSet row, int number) throws SQLException {
        Date since = row.getDate("since");
        return new Plan(
                row.getObject("id", UUID.class),
                YearMonth.from(row.getDate("month").toLocalDate()),
                row.getObject("staff_id", UUID.class),
                row.getString("team"),
                Indicator.of(row.getString("indicator")).orElseThrow(),
                row.getBigDecimal("value"),
                since == null ? null : since.toLocalDate());
    }

    /**
     * Sets a plan; one of the same month, indicator and person or team is changed by it.
     *
     * @param plan its id is not asked
     * @throws Refused in words; nothing was changed then
     */
    public Plan set(Plan plan, StaffMember by, Permissions permissions) {
        Plan fit = fitting(plan);
        if (!isTheirs(fit, permissions)) {
            throw Refused.because(fit.staffId() != null ? "staffId" : "team", "sales.plan.whose");
        }
        return transaction.execute(status -> {
            jdbc.sql("lock table plan in share row exclusive mode").update();
            Optional<Plan> known = jdbc.sql("select * from plan where month = :month and indicator = :indicator"
                            + " and staff_id is not distinct from cast(:staff as uuid)"
                            + " and lower(team) is not distinct from lower(cast(:team as text))")
                    .param("month", Date.valueOf(fit.month().atDay(1)))
                    .param("indicator", fit.indicator().word())
                    .param("staff", fit.staffId())
                    .param("team", fit.team())
                    .query(Plans::read)
                    .optional();
            UUID id = known.map(Plan::id).orElseGet(UUID::randomUUID);
            jdbc.sql(
                            "insert into plan (id, month, staff_id, team, indicator, value, since, set_by, set_at)"
                                    + " values (:id, :month, :staff, :team, :indicator, :value, :since, :by, now())"
                                    + " on conflict (id) do update set value = :value, since = :since, set_by = :by, set_at = now()")
                    .param("id", id)
                    .param("month", Date.valueOf(fit.month().atDay(1)))
                    .param("staff", fit.staffId())
                    .param("team", fit.team())
                    .param("indicator", fit.indicator().word())
                    .param("value", fit.value())
                    .param("since", fit.since() == null ? null : Date.valueOf(fit.since()))
                    .param("by", by.id())
                    .update();
            events.publishEvent(AuditEntry.of(AuditKind.PLAN, known.isPresent() ? "changed" : "added")
                    .on(id, name(fit))
                    .with(
                            "value",
                            known.map(Plan::value)
                                    .map(BigDecimal::toPlainString)
                                    .orElse(null),
                            fit.value().toPlainString())
                    .with("since", known.map(Plan::since).orElse(null), fit.since()));
            return new Plan(id, fit.month(), fit.staffId(), fit.team(), fit.indicator(), fit.value(), fit.since());
        });
    }

    private String name(Plan plan) {
        String whose = plan.staffId() == null
                ? plan.team()
                : staff.find(plan.staffId()).map(StaffMember::name).orElse("");
        return plan.month() + " · " + whose + " · " + plan.indicator().word();
    }

    private Plan fitting(Plan plan) {
        String team = plan.team() == null || plan.team().isBlank()
                ? null
                : plan.team().strip();
        if (plan.month() == null
                || plan.month().isBefore(EARLIEST)
                || plan.month().isAfter(YearMonth.now(calendar.zone()).plusYears(YEARS_AHEAD))) {
            throw Refused.because("month", "sales.plan.month");
        }
        if ((plan.staffId() == null) == (team == null)) {
            throw Refused.because("staffId", "sales.plan.one");
        }
        if (plan.staffId() != null && staff.find(plan.staffId()).isEmpty()) {
            throw Refused.because("staffId", "sales.person.none");
        }
        if (team != null && (team.length() > LONGEST_TEAM || team(team).isEmpty())) {
            throw Refused.because("team", "sales.team.none", team.length() > LONGEST_TEAM ? "…" : team);
        }
        if (plan.indicator() == null) {
            throw Refused.because("indicator", "sales.plan.indicator");
        }
        if (plan.value() == null || plan.value().signum() <= 0 || plan.value().compareTo(MOST) >= 0) {
            throw Refused.because("value", "sales.plan.value");
        }
        if (plan.since() != null && !YearMonth.from(plan.since()).equals(plan.month())) {
            throw Refused.because("since", "sales.plan.since");
        }
        return new Plan(
                null,
                plan.month(),
                plan.staffId(),
                team,
                plan.indicator(),
                plan.value().setScale(2, RoundingMode.HALF_UP),
                plan.since());
    }

    /** @throws Refused if it is not there, or is of somebody whose deals one may not see */
    public void delete(UUID id, Permissions permissions) {
        Plan known = jdbc.sql("select * from plan where id = ?")
                .param(id)
                .query(Plans::read)
                .optional()
                .filter(plan -> isTheirs(plan, permissions))
                .orElseThrow(() -> Refused.because("id", "sales.plan.none"));
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from plan where id = ?").param(id).update();
            events.publishEvent(AuditEntry.of(AuditKind.PLAN, "removed")
                    .on(id, name(known))
                    .with("value", known.value().toPlainString(), null));
        });
    }

    /** How far the plans of a month are, by indicator. */
    public List<Reached> reached(YearMonth month, Permissions permissions) {
        SalesFacts facts = SalesFacts.of(rows, month, null, calendar.zone());
        return of(month, permissions).stream()
                .sorted(Comparator.comparing(Plan::indicator))
                .map(plan -> reached(plan, facts))
                .toList();
    }

    /** How far the plans of a month are, and what whoever has none did. @param permissions null for all */
    public List<Reached> reached(YearMonth month, Indicator indicator, Permissions permissions) {
        SalesFacts facts = SalesFacts.of(rows, month, null, calendar.zone());
        var reached = new ArrayList<Reached>();
        var planned = new HashSet<UUID>();
        for (Plan plan : of(month, permissions)) {
            if (plan.indicator() == indicator) {
                reached.add(reached(plan, facts));
                planned.add(plan.staffId());
            }
        }
        Collection<UUID> seen = people(permissions);
        for (UUID person : facts.people(indicator)) {
            if (!planned.contains(person) && (seen == null || seen.contains(person))) {
                reached.add(reached(new Plan(null, month, person, null, indicator, BigDecimal.ZERO, null), facts));
            }
        }
        return reached;
    }

    /** Of one person; empty without a plan. */
    Optional<Reached> reached(UUID person, Indicator indicator, YearMonth month, SalesFacts facts) {
        return jdbc.sql("select * from plan where month = ? and staff_id = ? and indicator = ?")
                .params(Date.valueOf(month.atDay(1)), person, indicator.word())
                .query(Plans::read)
                .optional()
                .map(plan -> reached(plan, facts));
    }

    private Reached reached(Plan plan, SalesFacts facts) {
        List<Pay.Piece> pieces = plan.staffId() != null
                ? facts.pieces(plan.indicator(), plan.staffId())
                : team(plan.team()).stream()
                        .flatMap(person -> facts.pieces(plan.indicator(), person).stream())
                        .toList();
        return new Reached(
                plan,
                PlanProgress.of(
                        plan, SalesFacts.value(plan.indicator(), pieces), LocalDate.now(calendar.zone()), calendar),
                pieces.stream().map(Pay.Piece::deal).distinct().toList());
    }
}
