package org.ringbook.calls.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.UUID;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.log.CallFigures.Figures;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts the calls of a filter in the database: what comes of them is a row for each of our people, however many calls there are. */
final class CountedCalls {

    /** Whose a call is: the telephone's owner when it answered, or rang. A call without that leg is its only speaker's. */
    private static final String AGENT = """
            coalesce((select l.staff_id from call_leg l where l.call_id = call.id and l.party = call.agent and l.at is not null
                    order by l.answered_at is null, l.place limit 1),
                case when cardinality(speakers) = 1 then speakers[1] end)""";

    private static final String CALLS = "select id, direction, coalesce(result = 'answered', false) as answered,"
            + " coalesce(talk_seconds, 0) as talk, people, speakers, case when agent is not null then " + AGENT
            + " end as agent_id from call";

    private static final String OF_ALL = """
            select null::uuid as person, count(*) filter (where direction = 'inbound' and answered),
                count(*) filter (where direction = 'outbound'), count(*) filter (where direction = 'inbound' and not answered),
                sum(talk)
            from c having count(*) > 0""";

    private static final String OF_EACH = """
            select person, count(*) filter (where direction = 'inbound' and answered),
                count(*) filter (where direction = 'outbound'), count(*) filter (where direction = 'inbound' and not answered),
                coalesce(sum(talk) filter (where person = agent_id and (direction = 'outbound' or answered)), 0)
            from c cross join lateral unnest(case when direction = 'outbound' then array_remove(array[agent_id], null)
                when answered then speakers else people end) person
            group by person""";

    private final JdbcClient jdbc;

    CountedCalls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param but these, which are counted elsewhere */
    CallFigures of(CallFilter filter, CallPermissions who, Collection<UUID> but) {
        var query = new CallQuery(filter, who, null, CALLS);
        String counted = "with c as (" + query.sqlOfAll()
                + " and state = 'ended' and direction <> 'internal' and not id = any(:but)) " + OF_ALL + " union all "
                + OF_EACH;
        var people = new HashMap<UUID, Figures>();
        jdbc.sql(counted)
                .params(query.parameters())
                .param("but", but.toArray(UUID[]::new))
                .query(row -> {
                    people.put(
                            row.getObject(1, UUID.class),
                            new Figures(row.getInt(2), row.getInt(3), row.getInt(4), row.getBigDecimal(5)));
                });
        Figures all = people.remove(null);
        return new CallFigures(all == null ? Figures.NONE : all, people);
    }
}
