package org.ringbook.deals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.rights.Permissions;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is to be done in a deal. Any thread; every method waits for the database. */
@Component
public class DealTasks {

    private static final int MOST = 200;

    /** Each of the three finds few by an index of its own; in one condition none would fit. */
    private static final String OF_LEAD = """
            (select t.id from lead l join task t on t.call_id = l.call_id where l.id = :lead
            union select t.id from lead l join task t on t.number = '+' || l.phone::text where l.id = :lead
            union select t.id from lead_event e join task t on t.call_id = e.call_id where e.lead_id = :lead)""";

    private final JdbcClient jdbc;
    private final Tasks tasks;
    private final Staff staff;
    private final TransactionTemplate transaction;

    DealTasks(JdbcClient jdbc, Tasks tasks, Staff staff, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.staff = staff;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What is to do first, then what was done last; as far as they may be seen. @param who null for all */
    public List<Task> of(UUID deal, Permissions who) {
        return jdbc
                .sql("select id from task where deal_id = ? order by closed_at desc nulls first, due_sort, id limit ?")
                .params(deal, MOST)
                .query(UUID.class)
                .list()
                .stream()
                .map(id -> tasks.find(id, who))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Of which deal a task is. */
    public Optional<UUID> dealOf(UUID task) {
        return jdbc.sql("select deal_id from task where id = ? and deal_id is not null")
                .param(task)
                .query(UUID.class)
                .optional();
    }

    /** @throws org.ringbook.refusals.Refused see {@link Tasks#add} */
    public Task add(Deal deal, NewTask what, StaffMember author) {
        return transaction.execute(status -> {
            Task task = tasks.add(what, author);
            link(task.id(), deal.id());
            return task;
        });
    }

    /** A task that is there becomes one of a deal. */
    public void link(UUID task, UUID deal) {
        jdbc.sql("update task set deal_id = ? where id = ?").params(deal, task).update();
    }

    /** What was to be done with somebody before they had a deal is to be done in it. */
    void takeOver(UUID lead, UUID deal) {
        jdbc.sql("update task set deal_id = :deal where deal_id is null and closed_at is null and id in " + OF_LEAD)
                .param("deal", deal)
                .param("lead", lead)
                .update();
    }

    /** The lead parts from the deal, and what is still to be done with it does, too. */
    void giveBack(UUID lead, UUID deal) {
        jdbc.sql("update task set deal_id = null where deal_id = :deal and closed_at is null and id in " + OF_LEAD)
                .param("deal", deal)
                .param("lead", lead)
                .update();
    }

    /** The tasks that a stage begins with, for who answers for the deal. */
    void ofStage(Deal deal, Stage stage, ZoneId zone, Instant now) {
        Optional<StaffMember> doer =
                Optional.ofNullable(deal.responsibleId()).flatMap(staff::find).filter(StaffMember::active);
        doer.ifPresent(person -> stage.taskTemplates().stream()
                .filter(template -> !isOpen(deal, template))
                .forEach(template -> add(deal, task(deal, template, zone, now), person)));
    }

    /** A deal that comes back to a stage has what it brought the first time, as long as that is not done. */
    private boolean isOpen(Deal deal, Stage.TaskTemplate template) {
        return jdbc.sql(
                        "select exists (select from task where deal_id = ? and closed_at is null and title = ? and what = ?)")
                .params(deal.id(), template.title(), what(template).name().toLowerCase(Locale.ROOT))
                .query(Boolean.class)
                .single();
    }

    private static Task.What what(Stage.TaskTemplate template) {
        return template.what() == null
                ? Task.What.OTHER
                : Task.What.valueOf(template.what().toUpperCase(Locale.ROOT));
    }

    private static NewTask task(Deal deal, Stage.TaskTemplate template, ZoneId zone, Instant now) {
        LocalDate due = template.dueDays() == null
                ? null
                : LocalDate.ofInstant(now, zone).plusDays(template.dueDays());
        UUID party = deal.contactId() == null ? deal.partyId() : deal.contactId();
        return new NewTask(what(template), template.title(), null, null, null, null, due, null, party, null, null);
    }
}
