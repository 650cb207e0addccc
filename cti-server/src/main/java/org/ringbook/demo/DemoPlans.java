package org.ringbook.demo;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.sales.Earnings;
import org.ringbook.sales.PayRule;
import org.ringbook.sales.PayRules;
import org.ringbook.sales.Plan;
import org.ringbook.sales.Plans;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** What the demo's people are to sell this month, and what they are paid for it; made once a month, while there is no plan. */
@Component
class DemoPlans {

    private static final Logger LOG = LoggerFactory.getLogger(DemoPlans.class);
    private static final Map<String, Integer> WON = Map.of("anna", 400_000, "boris", 600_000, "gleb", 150_000);

    private final ObjectProvider<DemoPbx> pbx;
    private final Plans plans;
    private final PayRules rules;
    private final Earnings earnings;
    private final Rights rights;
    private final Staff staff;
    private final boolean alive;

    DemoPlans(
            ObjectProvider<DemoPbx> pbx,
            Plans plans,
            PayRules rules,
            Earnings earnings,
            Rights rights,
            Staff staff,
            Environment settings) {
        this.alive = settings.getProperty("ringbook.demo.calls-per-minute", Double.class, 6.0) > 0;
        this.pbx = pbx;
        this.plans = plans;
        this.rules = rules;
        this.earnings = earnings;
        this.rights = rights;
        this.staff = staff;
    }

    /** After the deals. */
    @Order(3)
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        DemoPbx demo = pbx.getIfAvailable();
        Optional<StaffMember> head = staff.all().stream()
                .filter(one -> one.active() && one.role() == Role.ADMINISTRATOR)
                .findFirst();
        if (demo == null || !alive || head.isEmpty()) {
            return;
        }
        try {
            plan(head.get(), earnings.month(), demo.cast() == DemoCastRussian.CAST);
        } catch (IllegalArgumentException changedByTheVisitor) {
            LOG.debug("The demo leaves out its plans", changedByTheVisitor);
        }
    }

    private void plan(StaffMember head, YearMonth month, boolean russian) {
        Permissions permissions = rights.of(head);
        if (!plans.of(month, permissions).isEmpty()) {
            return;
        }
        WON.forEach((login, value) -> staff.byLogin(login)
                .filter(StaffMember::active)
                .ifPresent(member -> plans.set(
                        new Plan(
                                null,
                                month,
                                member.id(),
                                null,
                                Plan.Indicator.WON_SUM,
                                BigDecimal.valueOf(value),
                                null),
                        head,
                        permissions)));
        if (rules.all().isEmpty()) {
            rules.add(
                    new PayRule(
                            null,
                            russian ? "Процент с выигранных" : "Percent of won deals",
                            null,
                            null,
                            PayRule.Kind.SHARE,
                            PayRule.Of.WON,
                            BigDecimal.valueOf(3),
                            PayRule.StepsBy.PLAN,
                            List.of(new PayRule.Step(BigDecimal.valueOf(100), BigDecimal.valueOf(4))),
                            List.of(),
                            month.minusMonths(1),
                            null),
                    head);
        }
    }
}
