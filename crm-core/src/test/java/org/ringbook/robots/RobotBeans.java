package org.ringbook.robots;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.log.CallDispositions;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallReader;
import org.ringbook.calls.log.RecentCalls;
import org.ringbook.claims.ClaimCauses;
import org.ringbook.claims.Claims;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.contacts.duplicates.Duplicates;
import org.ringbook.feed.ChangeTable;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.leads.Absences;
import org.ringbook.leads.LeadConversion;
import org.ringbook.leads.LeadSettings;
import org.ringbook.leads.Leads;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.rights.Action;
import org.ringbook.rights.Rights;
import org.ringbook.sales.BuyingClasses;
import org.ringbook.segments.Segments;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.Staff;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Robots and what they work with, as the server has them; no thread of theirs runs. */
final class RobotBeans {

    private RobotBeans() {}

    static AnnotationConfigApplicationContext start(
            TestCrm crm, CallLog log, ChangeTable feed, HookReceivers receivers, Clock clock) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(JdbcClient.class, crm::jdbc);
        context.registerBean(PlatformTransactionManager.class, () -> crm.bean(PlatformTransactionManager.class));
        context.registerBean(Staff.class, crm::staff);
        context.registerBean(Contacts.class, crm::contacts);
        context.registerBean(CallerDirectory.class, crm::directory);
        context.registerBean(Fields.class, () -> crm.bean(Fields.class));
        context.registerBean(FieldValues.class, () -> crm.bean(FieldValues.class));
        context.registerBean(PartyDetails.class, () -> crm.bean(PartyDetails.class));
        context.registerBean(Duplicates.class, () -> crm.bean(Duplicates.class));
        context.registerBean(CallDispositions.class, () -> new CallDispositions(crm.jdbc(), feed));
        // Always at work: no story depends on the hour.
        context.registerBean(
                WorkingCalendar.class,
                () -> new WorkingCalendar(
                        ZoneId.of("Europe/Moscow"),
                        LocalTime.MIDNIGHT,
                        LocalTime.MIDNIGHT,
                        EnumSet.allOf(DayOfWeek.class),
                        Map.of()));
        context.registerBean(CallLog.class, () -> log);
        context.registerBean(Rights.class, () -> rights(crm));
        context.registerBean(RecentCalls.class);
        context.registerBean(CallReader.class);
        context.registerBean(NumberPlan.class, () -> Cast.PLAN);
        context.registerBean(
                LeadSettings.class,
                () -> new LeadSettings(
                        false, Duration.ofSeconds(5), Duration.ofMinutes(30), 14, Duration.ofMinutes(60), Map.of()));
        context.registerBean(Absences.class);
        context.registerBean(Leads.class);
        context.registerBean(LeadConversion.class);
        context.registerBean(HookReceivers.class, () -> receivers);
        context.register(
                RobotRows.class,
                FactsReader.class,
                FactsOfDeals.class,
                FactsOfLeads.class,
                FactsOfCalls.class,
                FactsOfTasks.class,
                FactsOfParts.class,
                FactsOfClaims.class,
                FactsOfClients.class,
                FactsOfMessages.class,
                FactsOfEntries.class,
                Known.class,
                People.class,
                StepWork.class,
                TasksOfRobots.class,
                SetField.class,
                MoveDeal.class,
                MakeTask.class,
                Assign.class,
                Tell.class,
                WriteNote.class,
                TakeClaim.class,
                AddPart.class,
                InSegment.class,
                CallHook.class,
                Wait.class,
                RobotEvents.class,
                RobotCalls.class,
                ClaimCauses.class,
                Claims.class,
                Segments.class);
        context.registerBean(BuyingClasses.class, () -> new BuyingClasses(crm.database(), ZoneId.of("Europe/Moscow")));
        context.registerBean(
                RobotWork.class,
                () -> new RobotWork(
                        context.getBean(RobotRows.class),
                        context.getBean(FactsReader.class),
                        context.getBean(Known.class),
                        context.getBean(StepWork.class),
                        context.getBean(People.class),
                        context.getBean(WorkingCalendar.class),
                        context.getBean(PlatformTransactionManager.class),
                        clock));
        context.registerBean(
                RobotClock.class,
                () -> new RobotClock(
                        context.getBean(RobotRows.class), crm.jdbc(), context.getBean(WorkingCalendar.class), clock));
        context.registerBean(
                HookDelivery.class,
                () -> new HookDelivery(
                        context.getBean(RobotRows.class),
                        context.getBean(FactsReader.class),
                        receivers,
                        context.getBean(People.class),
                        context.getBean(PlatformTransactionManager.class),
                        clock));
        context.register(Robots.class);
        context.scan("org.ringbook.events", "org.ringbook.tasks", "org.ringbook.deals", "org.ringbook.orders");
        context.refresh();
        return context;
    }

    private static Rights rights(TestCrm crm) {
        return new Rights(
                () -> crm.staff().all(),
                Map.of(
                        Action.SEE,
                        Map.of(Role.AGENT, Scope.OWN, Role.SUPERVISOR, Scope.ALL, Role.ADMINISTRATOR, Scope.ALL)));
    }
}
