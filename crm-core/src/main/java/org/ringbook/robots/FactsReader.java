package org.ringbook.robots;

import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealTasks;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.fields.FieldValues;
import org.ringbook.leads.Lead;
import org.ringbook.leads.Leads;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what robots look at. Any thread; every method waits for the database. */
@Component
class FactsReader {

    private final Deals deals;
    private final DealTasks dealTasks;
    private final Pipelines pipelines;
    private final Leads leads;
    private final Tasks tasks;
    private final CallLog calls;
    private final CallerDirectory directory;
    private final FieldValues fields;
    private final Staff staff;
    private final JdbcClient jdbc;

    FactsReader(
            Deals deals,
            DealTasks dealTasks,
            Pipelines pipelines,
            Leads leads,
            Tasks tasks,
            CallLog calls,
            CallerDirectory directory,
            FieldValues fields,
            Staff staff,
            JdbcClient jdbc) {
        this.deals = deals;
        this.dealTasks = dealTasks;
        this.pipelines = pipelines;
        this.leads = leads;
        this.tasks = tasks;
        this.calls = calls;
        this.directory = directory;
        this.fields = fields;
        this.staff = staff;
        this.jdbc = jdbc;
    }

    /** Empty when it is gone. */
    Optional<RecordFacts> read(RecordKind kind, UUID id) {
        return switch (kind) {
            case DEAL -> deals.find(id, null).map(this::of);
            case LEAD -> leads.find(id).map(this::of);
            case CALL -> calls.find(id).map(this::of);
            case TASK -> tasks.find(id, null).map(this::of);
        };
    }

    private RecordFacts of(Deal deal) {
        var values = own(RecordKind.DEAL, deal.id());
        put(values, "number", deal.number());
        put(values, "title", deal.title());
        put(values, "amount", deal.amount());
        put(values, "currency", deal.currency());
        put(values, "stageId", deal.stageId().toString());
        put(values, "stage", pipelines.stage(deal.stageId()).map(Stage::name).orElse(null));
        put(values, "kind", deal.kind().word());
        put(values, "responsibleId", Objects.toString(deal.responsibleId(), null));
        put(values, "partyId", Objects.toString(deal.partyId(), null));
        put(values, "expectedClose", deal.expectedClose());
        put(values, "channel", deal.channel());
        put(values, "source", deal.source());
        put(values, "campaign", deal.campaign());
        put(values, "competitor", deal.competitor());
        put(values, "probability", deal.probability());
        UUID party = deal.contactId() == null ? deal.partyId() : deal.contactId();
        return new RecordFacts(
                RecordKind.DEAL, deal.id(), deal.title(), deal.responsibleId(), party, null, null, deal, values);
    }

    private RecordFacts of(Lead lead) {
        var values = own(RecordKind.LEAD, lead.id());
        put(values, "number", lead.number());
        put(values, "channel", RecordFacts.word(lead.channel()));
        put(values, "source", lead.source());
        put(values, "queue", lead.queue());
        put(values, "state", RecordFacts.word(lead.state()));
        put(values, "name", lead.name());
        put(values, "company", lead.company());
        put(values, "email", lead.email());
        put(values, "text", lead.text());
        put(values, "touches", lead.touches());
        put(values, "responsibleId", Objects.toString(lead.responsibleId(), null));
        return new RecordFacts(
                RecordKind.LEAD,
                lead.id(),
                lead.name() == null ? Long.toString(lead.number()) : lead.name(),
                lead.responsibleId(),
                lead.partyId(),
                lead.phone(),
                lead.callId(),
                null,
                values);
    }

    private RecordFacts of(Call call) {
        var values = new HashMap<String, Object>();
        Optional<Caller> known = Optional.ofNullable(call.external())
                .map(directory::whoIs)
                .filter(found -> found.size() == 1)
                .map(found -> found.get(0));
        put(values, "direction", RecordFacts.word(call.direction()));
        put(values, "result", RecordFacts.word(call.result()));
        put(values, "reason", RecordFacts.word(call.reason()));
        put(values, "external", Objects.toString(call.external(), null));
        put(values, "line", Objects.toString(call.line(), null));
        put(values, "queue", call.queue());
        put(values, "source", call.source());
        put(values, "waitSeconds", call.waitSeconds());
        put(values, "talkSeconds", call.talkSeconds());
        put(values, "name", known.map(Caller::name).orElse(null));
        return new RecordFacts(
                RecordKind.CALL,
                call.id(),
                known.map(Caller::name).orElse(Objects.toString(call.external(), "–")),
                responsible(call, known),
                known.map(one -> one.contactId() == null ? one.companyId() : one.contactId())
                        .orElse(null),
                call.external(),
                call.id(),
                null,
                values);
    }

    /** Who looks after the client; else whose telephone it was last. */
    private UUID responsible(Call call, Optional<Caller> known) {
        return known.map(Caller::responsible)
                .flatMap(staff::byTelephone)
                .or(() -> Optional.ofNullable(call.agent()).flatMap(agent -> staff.byTelephone(call.source(), agent)))
                .or(() -> call.rang().stream()
                        .map(rang -> staff.byTelephone(call.source(), rang))
                        .flatMap(Optional::stream)
                        .findFirst())
                .filter(StaffMember::active)
                .map(StaffMember::id)
                .orElse(null);
    }

    private RecordFacts of(Task task) {
        var values = own(RecordKind.TASK, task.id());
        put(values, "what", RecordFacts.word(task.what()));
        put(values, "title", task.title());
        put(values, "doerId", task.doerId().toString());
        return new RecordFacts(
                RecordKind.TASK,
                task.id(),
                task.title(),
                task.doerId(),
                task.partyId(),
                task.number(),
                task.callId(),
                dealTasks
                        .dealOf(task.id())
                        .flatMap(deal -> deals.find(deal, null))
                        .orElse(null),
                values);
    }

    private Map<String, Object> own(RecordKind kind, UUID id) {
        var values = new HashMap<String, Object>();
        fields.of(kind.own(), id).forEach((key, value) -> put(values, KnownFields.OWN + key, value));
        return values;
    }

    private static void put(Map<String, Object> values, String name, Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /** Whether something is to be done with it already; what somebody was only told is not to be done. */
    boolean hasOpenTask(RecordFacts facts) {
        return jdbc.sql("""
                        select exists (select from task where closed_at is null and id <> :id
                            and (deal_id = :deal or call_id = :call or number = :number or (:lead and party_id = :party))
                            and not exists (select from robot_told t where t.task_id = task.id))""")
                .param("id", facts.id())
                .param("deal", facts.deal() == null ? null : facts.deal().id(), Types.OTHER)
                .param("call", facts.callId(), Types.OTHER)
                .param("number", Objects.toString(facts.number(), null), Types.VARCHAR)
                .param("lead", facts.kind() != RecordKind.DEAL)
                .param("party", facts.partyId(), Types.OTHER)
                .query(Boolean.class)
                .single();
    }

    /** The last ones to which a trigger may have happened, the newest first. */
    List<UUID> last(Definition.Trigger trigger, int most) {
        String newest = switch (trigger.when()) {
            case DEAL_STAGE_ENTERED ->
                "select deal_id from stage_move where (cast(:stage as uuid) is null or to_stage = :stage) group by deal_id"
                        + " order by max(id) desc limit :most";
            case DEAL_REOPENED ->
                "select deal_id from stage_move where kind = 'reopened' group by deal_id order by max(id) desc limit :most";
            case DEAL_CHANGED -> "select id from deal order by changed_at desc, id desc limit :most";
            case DEAL_STUCK, DEAL_DATE, OFFER_SILENT ->
                "select id from deal where closed_at is null and (cast(:stage as uuid) is null or stage_id = :stage)"
                        + " order by created_at desc, id desc limit :most";
            case DEAL_CREATED -> "select id from deal order by created_at desc, id desc limit :most";
            case LEAD_CREATED, LEAD_WAITING -> "select id from lead order by created_at desc, id desc limit :most";
            case MISSED_CALL ->
                "select id from call where ended_at is not null and direction = 'inbound' and result = 'missed'"
                        + " order by started_at desc, id desc limit :most";
            case CALL_ENDED ->
                "select id from call where ended_at is not null and (cast(:result as text) is null or result = :result)"
                        + " order by started_at desc, id desc limit :most";
            case TASK_OVERDUE ->
                "select id from task where closed_at is null and due_sort < now() order by due_sort desc, id limit :most";
        };
        return jdbc.sql(newest)
                .param("stage", trigger.stageId(), Types.OTHER)
                .param("result", trigger.result(), Types.VARCHAR)
                .param("most", most)
                .query(UUID.class)
                .list();
    }
}
