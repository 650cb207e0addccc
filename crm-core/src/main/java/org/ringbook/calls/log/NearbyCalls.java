package org.ringbook.calls.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.ringbook.calls.Call;
import org.ringbook.calls.correlation.CorrelationRules;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of the log that may be of the same call as another row: of another source, by number and time. Each question is one
 * range of an index; with one source alone nothing is asked.
 */
final class NearbyCalls {

    /** Of one number; more at one time is a machine that dials, and proves nothing. */
    private static final int MOST_OF_ONE_NUMBER = 200;

    /** A call that was forwarded later than this is not found again. */
    private static final String LONGEST_BEFORE = "2 hours";

    /** A party is what the line says it is, and may be any text. */
    private static final Pattern NUMBER = Pattern.compile("\\+\\d{3,15}");

    private static final String SOURCES = """
            with recursive each (source) as (
                (select source from call order by source limit 1)
                union all
                select (select c.source from call c where c.source > each.source order by c.source limit 1)
                from each where each.source is not null)
            select source from each where source is not null""";

    /** Of its number; on a line that showed itself to a mobile; or from such a line, on the mobile. */
    private static final String NEARBY =
            """
            select x.id as asked, c.id as found
            from json_to_recordset(?::json) as x (id uuid, source text, direction text, external text, line text,
                ended boolean, began timestamptz, until timestamptz, forwarded text[])
            cross join lateral (
                select * from (select id, source, direction, state, ended_at from call
                    where external = x.external and started_at <= x.until + interval '%1$s'
                        and started_at >= x.began - interval '%2$s'
                    order by started_at desc, id desc limit %3$d) by_number
                union all
                select * from (select id, source, direction, state, ended_at from call
                    where line = x.external and started_at <= x.began + interval '%1$s'
                        and started_at >= x.began - interval '%2$s'
                    order by started_at desc, id desc limit %3$d) forwards_it
                union all
                select * from (select id, source, direction, state, ended_at from call
                    where x.forwarded is not null and external = x.line and line = any(x.forwarded)
                        and started_at <= x.until + interval '%1$s' and started_at >= x.began
                    order by started_at desc, id desc limit %3$d) forwarded_by_it
            ) c
            where c.source <> x.source and c.direction = x.direction and (c.state = 'ended') = x.ended
                and (c.ended_at is null or c.ended_at >= x.began - interval '%1$s')
            """.formatted(CorrelationRules.NEAR.toSeconds() + " seconds", LONGEST_BEFORE, MOST_OF_ONE_NUMBER);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Set<String> sources = ConcurrentHashMap.newKeySet();
    private volatile boolean sourcesRead;

    NearbyCalls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean severalSources(Collection<Call> written) {
        if (!sourcesRead) {
            sources.addAll(jdbc.sql(SOURCES).query(String.class).list());
            sourcesRead = true;
        }
        written.forEach(call -> sources.add(call.source()));
        return sources.size() > 1;
    }

    private record Asked(
            UUID id,
            String source,
            String direction,
            String external,
            String line,
            boolean ended,
            String began,
            String until,
            List<String> forwarded) {

        static Asked of(Call call) {
            List<String> forwarded = call.line() == null
                    ? List.of()
                    : call.legs().stream()
                            .filter(leg -> leg.kind() == Call.LegKind.OUTSIDE)
                            .map(Call.Leg::party)
                            .filter(party ->
                                    party != null && NUMBER.matcher(party).matches())
                            .filter(party -> !party.equals(call.external().toString()))
                            .toList();
            return new Asked(
                    call.id(),
                    call.source(),
                    CallRow.word(call.direction()),
                    call.external().toString(),
                    call.line() == null ? null : call.line().toString(),
                    call.ended(),
                    call.startedAt().toString(),
                    call.endedAt() == null ? "infinity" : call.endedAt().toString(),
                    forwarded.isEmpty() ? null : forwarded);
        }
    }

    /** Ids by id; those of which nothing is near are left out. */
    Map<UUID, List<UUID>> of(Collection<Call> calls) {
        List<Asked> asked = calls.stream()
                .filter(call -> call.external() != null && call.direction() != Call.Direction.INTERNAL)
                .map(Asked::of)
                .toList();
        var found = new HashMap<UUID, List<UUID>>();
        if (!asked.isEmpty()) {
            jdbc.sql(NEARBY)
                    .param(JSON.writeValueAsString(asked))
                    .query((row, number) -> found.computeIfAbsent(
                                    row.getObject("asked", UUID.class), id -> new ArrayList<>())
                            .add(row.getObject("found", UUID.class)))
                    .list();
        }
        return found;
    }

    List<Call> byId(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(CallRow.SELECT + " where id = any(?)")
                        .param(new HashSet<>(ids).toArray(UUID[]::new))
                        .query(CallRow::read)
                        .list();
    }
}
