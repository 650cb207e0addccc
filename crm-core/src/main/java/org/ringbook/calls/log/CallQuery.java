package org.ringbook.calls.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.calls.CallPermissions;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.rights.Condition;

/** The question of one filter, in SQL. Values are always parameters. */
final class CallQuery {

    /** Theirs is also the call that only another source has them in. */
    private static final String AGENTS =
            "(agents && :agents::text[] or id = any(array(select call_id from call_seen_again"
                    + " where agents <> '{}' and agents && :agents::text[])))";

    private static final String PEOPLE =
            "(people && :people::uuid[] or id = any(array(select call_id from call_seen_again"
                    + " where people <> '{}' and people && :people::uuid[])))";

    private static final String BAD_SOUND = "id = any(array(select coalesce(s.call_id, a.call_id, q.call_id)"
            + " from leg_quality q left join call_alias a on a.id = q.call_id"
            + " left join call_seen_again s on s.other_id = coalesce(a.call_id, q.call_id)"
            + " where least(q.estimate, q.estimate_there) < " + LegQuality.BAD + "))";

    private static final String NEWEST_FIRST = " order by started_at desc, id desc limit :limit";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    private final String select;

    /**
     * @param who only calls that they may see; null for all
     * @param select the columns that are wanted
     */
    CallQuery(CallLog.CallFilter filter, CallPermissions who, CallCursor after, String select) {
        this.select = select;
        conditions.add("not exists (select from call_seen_again where other_id = call.id)");
        add("started_at >= :from", "from", time(filter.from()));
        add("started_at < :to", "to", time(filter.to()));
        add("direction = :direction", "direction", CallRow.word(filter.direction()));
        add("result = :result", "result", CallRow.word(filter.result()));
        add("line = :line", "line", filter.line());
        add("queue = :queue", "queue", filter.queue());
        if (filter.agents() != null) {
            add(AGENTS, "agents", filter.agents().toArray(String[]::new));
        }
        if (filter.people() != null) {
            add(PEOPLE, "people", filter.people().toArray(UUID[]::new));
        }
        if (who != null && who.people() != null) {
            Condition seen = who.seen();
            conditions.add(
                    "(" + seen.sql() + " or id = any(array(select call_id from call_seen_again where people <> '{}'"
                            + " and " + seen.sql() + ")))");
            parameters.putAll(seen.parameters());
        }
        if (filter.numbers() != null) {
            String[] numbers =
                    filter.numbers().stream().map(PhoneNumber::toString).toArray(String[]::new);
            add("external = any(:numbers::text[])", "numbers", numbers);
        }
        if (filter.part() != null) {
            List<String> patterns = filter.part().patterns("+");
            List<String> any = new ArrayList<>();
            for (int i = 0; i < patterns.size(); i++) {
                any.add("external like :part" + i);
                parameters.put("part" + i, patterns.get(i));
            }
            conditions.add("(" + String.join(" or ", any) + ")");
        }
        add(
                "id in (select call_id from call_disposition where disposition_id = :disposition)",
                "disposition",
                filter.disposition());
        if (filter.badSound()) {
            conditions.add(BAD_SOUND);
        }
        if (after != null) {
            add("(started_at, id) < (:afterStart, :afterId)", "afterStart", time(after.startedAt()));
            parameters.put("afterId", after.id());
        }
    }

    String sql() {
        return select + where() + NEWEST_FIRST;
    }

    /** Without an order or an end: for counting. */
    String sqlOfAll() {
        return select + where();
    }

    /** Of those that began at :sinceStart or later alone. */
    String sqlOfNewest() {
        return select + where() + " and started_at >= :sinceStart" + NEWEST_FIRST;
    }

    /** All that fit are found before they are put in order. */
    String sqlByIndex() {
        return "with hit as materialized (select id as hit_id, started_at as hit_start from call" + where() + ") "
                + select
                + " where id in (select hit_id from hit order by hit_start desc, hit_id desc limit :limit)"
                + NEWEST_FIRST;
    }

    private String where() {
        return " where " + String.join(" and ", conditions);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    private void add(String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(name, value);
        }
    }

    private static Object time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
