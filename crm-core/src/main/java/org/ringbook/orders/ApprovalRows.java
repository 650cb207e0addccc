package org.ringbook.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.orders.Approval.Step;
import org.ringbook.orders.Approval.StepState;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of approvals. */
final class ApprovalRows {

    private final JdbcClient jdbc;

    ApprovalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Approval approval) {
        jdbc.sql("insert into approval (id, document_id, at_once, state, asked_by, asked_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        approval.id(),
                        approval.documentId(),
                        approval.atOnce(),
                        approval.state().word(),
                        approval.askedBy(),
                        PartRows.time(approval.askedAt()))
                .update();
        for (Step step : approval.steps()) {
            jdbc.sql("insert into approval_step (approval_id, place, person_id, state) values (?, ?, ?, ?)")
                    .params(
                            approval.id(),
                            step.place(),
                            step.personId(),
                            step.state().word())
                    .update();
        }
    }

    Optional<Approval> find(UUID id) {
        return jdbc.sql("select * from approval where id = ?")
                .param(id)
                .query(this::read)
                .optional();
    }

    /** The newest first. */
    List<Approval> ofDocument(UUID document) {
        return jdbc.sql("select * from approval where document_id = ? order by asked_at desc, id desc")
                .param(document)
                .query(this::read)
                .list();
    }

    /** Of each document of a deal the last. */
    List<Approval> lastOfDeal(UUID deal) {
        return jdbc.sql("select distinct on (a.document_id) a.* from approval a join document o on o.id = a.document_id"
                        + " where o.deal_id = ? order by a.document_id, a.asked_at desc, a.id desc")
                .param(deal)
                .query(this::read)
                .list();
    }

    boolean isOpen(UUID document) {
        return jdbc.sql("select exists (select from approval where document_id = ? and state = 'asked')")
                .param(document)
                .query(Boolean.class)
                .single();
    }

    /** Somebody was asked, and their assignment is over or gone. */
    List<UUID> decidedElsewhere() {
        return jdbc.sql("""
                        select distinct s.approval_id from approval_step s left join task k on k.id = s.task_id
                        where s.state = 'asked' and (k.id is null or k.state in ('done', 'done_unchecked', 'closed', 'cancelled'))""").query(UUID.class).list();
    }

    void asked(UUID approval, int place, UUID task, Instant now) {
        jdbc.sql("update approval_step set state = 'asked', task_id = ?, since = ? where approval_id = ? and place = ?")
                .params(task, PartRows.time(now), approval, place)
                .update();
    }

    /** @param person who decided, or was to */
    void decided(UUID approval, int place, UUID person, StepState state, String note, Instant now) {
        jdbc.sql("update approval_step set state = :state, person_id = :person, note = :note, decided_at = :now"
                        + " where approval_id = :id and place = :place")
                .param("state", state.word())
                .param("person", person)
                .param("note", note, Types.VARCHAR)
                .param("now", PartRows.time(now))
                .param("id", approval)
                .param("place", place)
                .update();
    }

    /** Whoever has not decided is not asked any more. */
    void ended(UUID approval, Approval.State state, Instant now) {
        jdbc.sql("update approval set state = ?, ended_at = ? where id = ?")
                .params(state.word(), PartRows.time(now), approval)
                .update();
        jdbc.sql("update approval_step set state = 'dropped' where approval_id = ? and state in ('waiting', 'asked')")
                .param(approval)
                .update();
    }

    /** Whether somebody asked, by this assignment, who has not decided. */
    boolean isAskedBy(UUID task, UUID person) {
        return jdbc.sql("select exists (select from approval_step s join approval a on a.id = s.approval_id"
                        + " where s.task_id = ? and s.state = 'asked' and a.asked_by = ?)")
                .params(task, person)
                .query(Boolean.class)
                .single();
    }

    /** What was approved is another now. */
    void lapse(UUID document) {
        jdbc.sql("update approval set state = 'withdrawn' where document_id = ? and state = 'approved'")
                .param(document)
                .update();
    }

    private Approval read(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        List<Step> steps = jdbc.sql("select * from approval_step where approval_id = ? order by place")
                .param(id)
                .query((step, n) -> new Step(
                        step.getInt("place"),
                        step.getObject("person_id", UUID.class),
                        StepState.valueOf(step.getString("state").toUpperCase(Locale.ROOT)),
                        step.getObject("task_id", UUID.class),
                        PartRows.instant(step, "since"),
                        PartRows.instant(step, "decided_at"),
                        step.getString("note")))
                .list();
        return new Approval(
                id,
                row.getObject("document_id", UUID.class),
                row.getBoolean("at_once"),
                Approval.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getObject("asked_by", UUID.class),
                PartRows.instant(row, "asked_at"),
                PartRows.instant(row, "ended_at"),
                steps);
    }
}
