package org.ringbook.deals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.log.CallDispositions;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallReader;
import org.ringbook.calls.log.RecentCalls;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.contacts.duplicates.Duplicates;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.DealType.Control;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.feed.ChangeTable;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.leads.Absences;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadConversion;
import org.ringbook.leads.LeadSettings;
import org.ringbook.leads.Leads;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.rights.Action;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Deals as the server has them, on a test's own database; agents see their own, supervisors their team's, administrators all. */
final class DealDesk implements AutoCloseable {

    final TestCrm crm = new TestCrm();
    final List<Object> announced = new CopyOnWriteArrayList<>();
    final StaffMember anna = crm.staff().save(Cast.anna());
    final StaffMember boris = crm.staff().save(Cast.boris());
    final StaffMember vera = crm.staff().save(Cast.vera());
    private final ChangeTable feed = new ChangeTable(crm.database());
    private final CallLog log = new CallLog(crm.database(), feed, crm.staff());
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    DealDesk() {
        context.registerBean(JdbcClient.class, crm::jdbc);
        context.registerBean(PlatformTransactionManager.class, () -> crm.bean(PlatformTransactionManager.class));
        context.registerBean(Staff.class, crm::staff);
        context.registerBean(Contacts.class, crm::contacts);
        context.registerBean(CallerDirectory.class, crm::directory);
        context.registerBean(FieldValues.class, () -> crm.bean(FieldValues.class));
        context.registerBean(Fields.class, () -> crm.bean(Fields.class));
        context.registerBean(PartyDetails.class, () -> crm.bean(PartyDetails.class));
        context.registerBean(Duplicates.class, () -> crm.bean(Duplicates.class));
        context.registerBean(CallDispositions.class, () -> new CallDispositions(crm.jdbc(), feed));
        context.registerBean(WorkingCalendar.class, () -> WorkingCalendar.usual(ZoneId.of("Europe/Moscow")));
        context.registerBean(CallLog.class, () -> log);
        context.registerBean(Rights.class, this::rights);
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
        context.addApplicationListener(
                (ApplicationListener<PayloadApplicationEvent<?>>) event -> announced.add(event.getPayload()));
        context.scan("org.ringbook.events", "org.ringbook.tasks", "org.ringbook.deals");
        context.refresh();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Deals deals() {
        return bean(Deals.class);
    }

    private Rights rights() {
        return new Rights(
                () -> crm.staff().all(),
                Map.of(
                        Action.SEE,
                        Map.of(Role.AGENT, Scope.OWN, Role.SUPERVISOR, Scope.ALL, Role.ADMINISTRATOR, Scope.ALL)));
    }

    /** A pipeline of its own: New, Qualification, Offer, Contract, Won, Lost. */
    final class Way {

        final Pipeline pipeline;
        final DealType type;

        Way(Control control, Map<String, List<EntryRule>> rules) {
            Pipelines pipelines = bean(Pipelines.class);
            pipeline = pipelines.save(new Pipeline(null, "Воронка " + UUID.randomUUID(), null, 0, false, 0));
            for (String name : List.of("Потребность", "Предложение", "Договор")) {
                pipelines.save(new Stage(
                        null,
                        pipeline.id(),
                        name,
                        null,
                        0,
                        Stage.Kind.OPEN,
                        new BigDecimal(50),
                        10,
                        null,
                        null,
                        rules.getOrDefault(name, List.of()),
                        List.of(),
                        false,
                        0));
            }
            type = bean(DealTypes.class)
                    .save(new DealType(
                            null,
                            "Вид " + UUID.randomUUID(),
                            null,
                            pipeline.id(),
                            control,
                            List.of(),
                            List.of(),
                            false,
                            0,
                            false,
                            0));
        }

        Stage stage(String name) {
            return bean(Pipelines.class).stages(pipeline.id()).stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        UUID at(String name) {
            return stage(name).id();
        }

        Deal deal(String title, StaffMember by) {
            return deals().create(NewDeal.of(Content.titled(title)).of(type.id(), null), By.user(by));
        }

        Deal worth(String title, String amount, StaffMember by) {
            return deals().create(
                            NewDeal.of(Content.titled(title).withAmount(new BigDecimal(amount)))
                                    .of(type.id(), null),
                            By.user(by));
        }
    }

    Way way(Control control) {
        return new Way(control, Map.of());
    }

    UUID reason(String name) {
        return bean(LostReasons.class).all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    Lead lead(String name, PhoneNumber phone, Map<String, String> marks) {
        return bean(Leads.class)
                .take(new Lead.Incoming(
                        Lead.Channel.FORM,
                        "сайт",
                        null,
                        name,
                        null,
                        phone,
                        null,
                        "нужен прайс",
                        null,
                        marks,
                        null,
                        null,
                        null,
                        Instant.now()))
                .orElseThrow();
    }

    @Override
    public void close() {
        context.close();
        crm.jdbc()
                .sql("truncate event, event_party, task, deal, call_change cascade")
                .update();
        for (String table : List.of("deal_type", "stage", "pipeline", "lost_reason")) {
            crm.jdbc()
                    .sql("delete from " + table + " where id::text not like '019ad000-%'")
                    .update();
        }
        crm.close();
    }
}
