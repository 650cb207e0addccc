package org.ringbook.robots;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.ringbook.robots.Definition.Trigger;
import org.ringbook.robots.Definition.When;
import org.ringbook.robots.RobotRows.Event;

/**
 * How what happens is noted, and which of it a trigger means. Pure.
 *
 * @param event as it is noted
 * @param detail what the event has to say of itself; null for anything
 * @param fits what else has to be so
 * @param newest finds the last records to which it may have happened; may name {@code :stage}, {@code :detail} and {@code :most}
 */
record TriggerKind(String event, Function<Trigger, String> detail, BiPredicate<Trigger, Event> fits, String newest) {

    private static final String CALLS = "select id from call where ended_at is not null";
    private static final String NEWEST_CALLS = " order by started_at desc, id desc limit :most";
    private static final String DEALS = "select id from deal order by created_at desc, id desc limit :most";
    private static final String OPEN_DEALS =
            "select id from deal where closed_at is null and (cast(:stage as uuid) is null or stage_id = :stage)"
                    + " order by created_at desc, id desc limit :most";
    private static final String LEADS = "select id from lead order by created_at desc, id desc limit :most";
    private static final String IS_ASKED = "(cast(:detail as text) is null or %s = :detail)";

    private static final Map<When, TriggerKind> ALL = all();

    static TriggerKind of(When when) {
        return ALL.get(when);
    }

    /** Of those for which a word of the outbox may be meant. */
    static List<String> of(String event) {
        return Arrays.stream(When.values())
                .filter(when -> of(when).event().equals(event))
                .map(When::word)
                .toList();
    }

    boolean matches(Trigger trigger, Event event) {
        String asked = detail.apply(trigger);
        return (asked == null || asked.equals(event.detail())) && fits.test(trigger, event);
    }

    private static TriggerKind kind(String event, Function<Trigger, String> detail, String newest) {
        return new TriggerKind(event, detail, (trigger, one) -> true, newest);
    }

    private static Map<When, TriggerKind> all() {
        var all = new EnumMap<When, TriggerKind>(When.class);
        all.put(When.DEAL_CREATED, kind(RobotRows.MOVED, trigger -> "created", DEALS));
        all.put(
                When.DEAL_REOPENED,
                kind(
                        RobotRows.MOVED,
                        trigger -> "reopened",
                        "select deal_id from stage_move where kind = 'reopened' group by deal_id order by max(id) desc limit :most"));
        all.put(
                When.DEAL_STAGE_ENTERED,
                new TriggerKind(
                        RobotRows.MOVED,
                        trigger -> null,
                        (trigger, event) -> event.stageId() != null
                                && (trigger.stageId() == null
                                        || trigger.stageId().equals(event.stageId())),
                        "select deal_id from stage_move where (cast(:stage as uuid) is null or to_stage = :stage)"
                                + " group by deal_id order by max(id) desc limit :most"));
        all.put(
                When.DEAL_CHANGED,
                new TriggerKind(
                        When.DEAL_CHANGED.word(),
                        trigger -> null,
                        (trigger, event) -> event.fields().contains(trigger.field()),
                        "select id from deal order by changed_at desc, id desc limit :most"));
        all.put(
                When.CALL_ENDED,
                kind("call_ended", Trigger::result, CALLS + " and " + IS_ASKED.formatted("result") + NEWEST_CALLS));
        all.put(
                When.MISSED_CALL,
                kind(
                        "call_ended",
                        trigger -> "missed",
                        CALLS + " and direction = 'inbound' and result = :detail" + NEWEST_CALLS));
        all.put(
                When.PART_STATE,
                kind(
                        When.PART_STATE.word(),
                        Trigger::state,
                        "select id from deal_part where " + IS_ASKED.formatted("state")
                                + " order by state_since desc, id desc limit :most"));
        all.put(
                When.CLAIM_STATE,
                kind(
                        When.CLAIM_STATE.word(),
                        Trigger::state,
                        "select id from claim where " + IS_ASKED.formatted("state")
                                + " order by number desc limit :most"));
        for (When way : List.of(When.SEGMENT_ENTERED, When.SEGMENT_LEFT)) {
            all.put(
                    way,
                    kind(
                            way.word(),
                            trigger -> text(trigger.segmentId()),
                            "select party_id from segment_move where segment_id = cast(:detail as uuid) and entered = "
                                    + (way == When.SEGMENT_ENTERED)
                                    + " group by party_id order by max(id) desc limit :most"));
        }
        all.put(
                When.CALL_LIST_RESULT,
                kind(
                        When.CALL_LIST_RESULT.word(),
                        trigger -> text(trigger.dispositionId()),
                        "select entry_id from call_attempt where disposition_id is not null and "
                                + IS_ASKED.formatted("disposition_id::text")
                                + " group by entry_id order by max(created_at) desc limit :most"));
        all.put(
                When.MESSAGE_IN,
                kind(
                        When.MESSAGE_IN.word(),
                        trigger -> null,
                        "select id from event where direction = 'inbound' and kind in ('mail', 'sms', 'message')"
                                + " and deleted_at is null order by at desc, id desc limit :most"));
        all.put(When.HOOK, kind(When.HOOK.word(), Trigger::code, DEALS));
        all.put(When.LEAD_CREATED, kind(When.LEAD_CREATED.word(), trigger -> null, LEADS));
        all.put(When.LEAD_WAITING, kind(When.LEAD_WAITING.word(), trigger -> null, LEADS));
        all.put(
                When.TASK_OVERDUE,
                kind(
                        When.TASK_OVERDUE.word(),
                        trigger -> null,
                        "select id from task where closed_at is null and due_sort < now() order by due_sort desc, id limit :most"));
        for (When deal : List.of(When.DEAL_STUCK, When.DEAL_DATE, When.OFFER_SILENT)) {
            all.put(deal, kind(deal.word(), trigger -> null, OPEN_DEALS));
        }
        return all;
    }

    private static String text(UUID id) {
        return Objects.toString(id, null);
    }
}
