package org.ringbook.sales;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.refusals.Refused;
import org.ringbook.sales.PayRule.Factor;
import org.ringbook.sales.PayRule.Step;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * By what people are paid. A rule that was ended goes on to hold for its months, so that an earlier pay can be looked at. Any thread;
 * every method waits for the database and throws {@link DataAccessException} without it.
 */
@Component
public class PayRules {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Step>> STEPS = new TypeReference<>() {};
    private static final TypeReference<List<Factor>> FACTORS = new TypeReference<>() {};
    private static final int LONGEST_NAME = 100;
    private static final int MOST_STEPS = 20;
    private static final BigDecimal MOST = new BigDecimal("1000000000");
    private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(100);
    private static final BigDecimal MOST_FACTOR = BigDecimal.TEN;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Staff staff;
    private final ApplicationEventPublisher events;

    PayRules(JdbcClient jdbc, PlatformTransactionManager transactions, Staff staff, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.staff = staff;
        this.events = events;
    }

    public List<PayRule> all() {
        return jdbc.sql("select * from pay_rule order by from_month desc, lower(name), id")
                .query(PayRules::read)
                .list();
    }

    /** What holds for somebody in a month: their own, their team's and everybody's. */
    List<PayRule> of(StaffMember member, YearMonth month) {
        String team = StaffMember.teamKey(member.team());
        return all().stream()
                .filter(rule -> rule.holdsIn(month))
                .filter(rule -> rule.staffId() != null
                        ? rule.staffId().equals(member.id())
                        : rule.team() == null
                                || StaffMember.teamKey(rule.team()).equals(team))
                .toList();
    }

    private static PayRule read(ResultSet row, int number) throws SQLException {
        Date until = row.getDate("until_month");
        return new PayRule(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("staff_id", UUID.class),
                row.getString("team"),
                PayRule.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                PayRule.Of.valueOf(row.getString("basis").toUpperCase(Locale.ROOT)),
                row.getBigDecimal("rate"),
                PayRule.StepsBy.valueOf(row.getString("steps_by").toUpperCase(Locale.ROOT)),
                JSON.readValue(row.getString("steps"), STEPS),
                JSON.readValue(row.getString("factors"), FACTORS),
                YearMonth.from(row.getDate("from_month").toLocalDate()),
                until == null ? null : YearMonth.from(until.toLocalDate()));
    }

    /** @param rule its id is not asked @throws Refused in words; nothing was changed then */
    public PayRule add(PayRule rule, StaffMember by) {
        PayRule fit = fitting(rule);
        UUID id = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            jdbc.sql(
                            "insert into pay_rule (id, name, staff_id, team, kind, basis, rate, steps_by, steps, factors, from_month,"
                                    + " until_month, set_by, set_at) values (:id, :name, :staff, :team, :kind, :basis, :rate, :by,"
                                    + " :steps::jsonb, :factors::jsonb, :from, :until, :who, now())")
                    .param("id", id)
                    .param("name", fit.name())
                    .param("staff", fit.staffId())
                    .param("team", fit.team())
                    .param("kind", word(fit.kind()))
                    .param("basis", word(fit.of()))
                    .param("rate", fit.rate())
                    .param("by", word(fit.stepsBy()))
                    .param("steps", JSON.writeValueAsString(fit.steps()))
                    .param("factors", JSON.writeValueAsString(fit.factors()))
                    .param("from", Date.valueOf(fit.from().atDay(1)))
                    .param(
                            "until",
                            fit.until() == null
                                    ? null
                                    : Date.valueOf(fit.until().atDay(1)))
                    .param("who", by.id())
                    .update();
            events.publishEvent(AuditEntry.of(AuditKind.PLAN, "added")
                    .on(id, fit.name())
                    .with("kind", null, word(fit.kind()))
                    .with("value", null, fit.rate().toPlainString()));
        });
        return all().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private PayRule fitting(PayRule rule) {
        String name = rule.name() == null ? "" : rule.name().strip();
        String team = rule.team() == null || rule.team().isBlank()
                ? null
                : rule.team().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Refused.because("name", "sales.rule.name", LONGEST_NAME);
        }
        if (rule.staffId() != null && team != null) {
            throw Refused.because("staffId", "sales.rule.one");
        }
        if (rule.staffId() != null && staff.find(rule.staffId()).isEmpty()) {
            throw Refused.because("staffId", "sales.person.none");
        }
        if (team != null
                && staff.all().stream()
                        .noneMatch(one -> StaffMember.teamKey(team).equals(StaffMember.teamKey(one.team())))) {
            throw Refused.because("team", "sales.team.none", team.length() > LONGEST_NAME ? "…" : team);
        }
        if (rule.kind() == null || rule.of() == null) {
            throw Refused.because("kind", "sales.rule.kind");
        }
        if (rule.kind() == PayRule.Kind.PIECE && rule.of() != PayRule.Of.WON) {
            throw Refused.because("of", "sales.rule.piece");
        }
        rate("rate", rule, rule.rate());
        if (rule.steps().size() > MOST_STEPS || rule.factors().size() > MOST_STEPS) {
            throw Refused.because("steps", "sales.rule.many", MOST_STEPS);
        }
        for (Step step : rule.steps()) {
            if (step == null || step.from() == null || step.from().signum() < 0) {
                throw Refused.because("steps", "sales.rule.step");
            }
            rate("steps", rule, step.rate());
        }
        for (Factor factor : rule.factors()) {
            boolean fits = factor != null
                    && factor.factor() != null
                    && factor.factor().signum() >= 0
                    && factor.factor().compareTo(MOST_FACTOR) <= 0
                    && (factor.days() == null || factor.days() >= 0);
            if (!fits) {
                throw Refused.because("factors", "sales.rule.factor");
            }
        }
        if (rule.from() == null || rule.until() != null && rule.until().isBefore(rule.from())) {
            throw Refused.because("from", "sales.rule.months");
        }
        return new PayRule(
                null,
                name,
                rule.staffId(),
                team,
                rule.kind(),
                rule.of(),
                rule.rate(),
                rule.stepsBy() == null ? PayRule.StepsBy.SUM : rule.stepsBy(),
                rule.steps(),
                rule.factors(),
                rule.from(),
                rule.until());
    }

    private static void rate(String field, PayRule rule, BigDecimal rate) {
        BigDecimal most = rule.kind() == PayRule.Kind.SHARE ? MOST_PERCENT : MOST;
        if (rate == null || rate.signum() < 0 || rate.compareTo(most) > 0 || rate.scale() > 2) {
            throw Refused.because(field, rule.kind() == PayRule.Kind.SHARE ? "sales.rule.percent" : "sales.rule.money");
        }
    }

    /** It holds for the last time in that month. @throws Refused if it is not there, or began later */
    public void end(UUID id, YearMonth last) {
        PayRule known = all().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.because("id", "sales.rule.none"));
        if (last.isBefore(known.from())) {
            throw Refused.because("until", "sales.rule.months");
        }
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update pay_rule set until_month = ? where id = ?")
                    .params(Date.valueOf(last.atDay(1)), id)
                    .update();
            events.publishEvent(AuditEntry.of(AuditKind.PLAN, "changed")
                    .on(id, known.name())
                    .with("until", known.until(), last));
        });
    }

    /** Takes back what was set by mistake: no month has it any more. @throws Refused if it is not there */
    public void delete(UUID id) {
        PayRule known = all().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.because("id", "sales.rule.none"));
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from pay_rule where id = ?").param(id).update();
            events.publishEvent(AuditEntry.of(AuditKind.PLAN, "removed")
                    .on(id, known.name())
                    .with("value", known.rate().toPlainString(), null));
        });
    }
}
