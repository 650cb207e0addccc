package org.ringbook;

import java.time.ZoneId;
import java.util.Map;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.log.CallDispositions;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallReader;
import org.ringbook.calls.log.RecentCalls;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.contacts.Contacts;
import org.ringbook.deals.DealTasks;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.Deals;
import org.ringbook.feed.ChangeTable;
import org.ringbook.fields.FieldValues;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.rights.Action;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.scripts.OfferedInLists;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Events and tasks as the server has them, on a test's own database. */
public final class WorkDesk implements AutoCloseable {

    public final TestCrm crm = new TestCrm();
    public final ChangeTable feed = new ChangeTable(crm.database());
    public final CallLog log = new CallLog(crm.database(), feed, crm.staff());
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    public WorkDesk() {
        context.registerBean(JdbcClient.class, crm::jdbc);
        context.registerBean(PlatformTransactionManager.class, () -> crm.bean(PlatformTransactionManager.class));
        context.registerBean(Staff.class, crm::staff);
        context.registerBean(Contacts.class, crm::contacts);
        context.registerBean(CallerDirectory.class, crm::directory);
        context.registerBean(CallDispositions.class, () -> new CallDispositions(crm.jdbc(), feed));
        context.registerBean(WorkingCalendar.class, () -> WorkingCalendar.usual(ZoneId.of("Europe/Moscow")));
        context.registerBean(CallLog.class, () -> log);
        context.registerBean(Rights.class, () -> rights(Scope.OWN));
        context.registerBean(FieldValues.class, () -> crm.bean(FieldValues.class));
        context.registerBean(DealTasks.class);
        context.registerBean(Deals.class);
        context.registerBean(DealTypes.class);
        context.registerBean(RecentCalls.class);
        context.registerBean(CallReader.class);
        context.registerBean(NumberPlan.class, () -> Cast.PLAN);
        context.registerBean(
                OfferedInLists.class,
                () -> id -> crm.jdbc()
                        .sql("select exists (select from campaign_result where disposition_id = ?)")
                        .param(id)
                        .query(Boolean.class)
                        .single());
        context.scan(
                "org.ringbook.events",
                "org.ringbook.tasks",
                "org.ringbook.scripts",
                "org.ringbook.orders",
                "org.ringbook.claims");
        context.refresh();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Of an agent, with this scope; supervisors see all. */
    public Permissions permissions(StaffMember who, Scope scope) {
        return rights(scope).of(who);
    }

    private Rights rights(Scope ofAgents) {
        return new Rights(
                () -> crm.staff().all(),
                Map.of(
                        Action.SEE,
                        Map.of(Role.AGENT, ofAgents, Role.SUPERVISOR, Scope.ALL, Role.ADMINISTRATOR, Scope.ALL)));
    }

    @Override
    public void close() {
        context.close();
        crm.jdbc()
                .sql("truncate event, event_party, call_draft, call_disposition, task, task_move, call_change cascade")
                .update();
        crm.close();
    }
}
