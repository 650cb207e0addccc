package org.ringbook.calls.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;
import org.ringbook.calls.CallPeople.Person;
import org.ringbook.staff.TelephoneBook;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The legs of calls as rows, with the person of each. In the transaction that writes the calls. */
final class LegRows {

    /** Of an old row that stays the same person's, the team of that time stays. */
    private static final String UPSERT = """
            insert into call_leg as l (call_id, place, party, kind, ring_at, answered_at, ended_at, outcome, holds, at,
                staff_id, assumed, team)
            select call, place, party, kind, "ringAt", "answeredAt", "endedAt", outcome, holds, at, staff, assumed, team
            from json_to_recordset(?::json) as r (call uuid, place smallint, party text, kind text, "ringAt" timestamptz,
                "answeredAt" timestamptz, "endedAt" timestamptz, outcome text, holds jsonb, at timestamptz, staff uuid,
                assumed boolean, team text)
            on conflict (call_id, place) do update set
                party = excluded.party, kind = excluded.kind, ring_at = excluded.ring_at,
                answered_at = excluded.answered_at, ended_at = excluded.ended_at, outcome = excluded.outcome,
                holds = excluded.holds, at = excluded.at, staff_id = excluded.staff_id, assumed = excluded.assumed,
                team = case when l.staff_id = excluded.staff_id then l.team else excluded.team end
            where (l.party, l.kind, l.ring_at, l.answered_at, l.ended_at, l.outcome, l.holds, l.at, l.staff_id, l.assumed)
                is distinct from (excluded.party, excluded.kind, excluded.ring_at, excluded.answered_at,
                    excluded.ended_at, excluded.outcome, excluded.holds, excluded.at, excluded.staff_id, excluded.assumed)
            """;

    /** Of the calls asked for alone: whatever joins a list to the whole table may read the whole table. */
    private static final String PLACES =
            "select call_id, max(place) from call_leg where call_id = any(?) group by call_id";

    private static final String SHORTEN = "delete from call_leg where call_id = ? and place >= ?";

    private final JdbcClient jdbc;
    private final Function<UUID, String> teamOf;

    /** @param teamOf a person's team of today; null for none */
    LegRows(JdbcClient jdbc, Function<UUID, String> teamOf) {
        this.jdbc = jdbc;
        this.teamOf = teamOf;
    }

    private record Row(
            UUID call,
            int place,
            String party,
            Call.LegKind kind,
            Instant ringAt,
            Instant answeredAt,
            Instant endedAt,
            Call.LegOutcome outcome,
            List<Call.Span> holds,
            Instant at,
            UUID staff,
            boolean assumed,
            String team) {}

    /** The calls are in their table already. */
    void write(Collection<Call> calls, TelephoneBook book) {
        if (calls.isEmpty()) {
            return;
        }
        var rows = new ArrayList<Row>();
        for (Call call : calls) {
            CallPeople people = CallPeople.of(call, book);
            for (int place = 0; place < call.legs().size(); place++) {
                rows.add(row(call, place, people.legs().get(place)));
            }
        }
        shorten(calls);
        if (!rows.isEmpty()) {
            jdbc.sql(UPSERT).param(CallRow.jsonOf(rows)).update();
        }
    }

    /** A call that has fewer legs than it had: two became one, or one was none. */
    private void shorten(Collection<Call> calls) {
        var places = new HashMap<UUID, Integer>();
        jdbc.sql(PLACES)
                .param(calls.stream().map(Call::id).toArray(UUID[]::new))
                .query(row -> {
                    places.put(row.getObject(1, UUID.class), row.getInt(2));
                });
        for (Call call : calls) {
            if (places.getOrDefault(call.id(), -1) >= call.legs().size()) {
                jdbc.sql(SHORTEN).params(call.id(), call.legs().size()).update();
            }
        }
    }

    private Row row(Call call, int place, Person person) {
        Call.Leg leg = call.legs().get(place);
        return new Row(
                call.id(),
                place,
                leg.party(),
                leg.kind(),
                leg.ringAt(),
                leg.answeredAt(),
                leg.endedAt(),
                leg.outcome(),
                leg.holds(),
                CallPeople.mayBeOurs(leg, call) ? CallPeople.moment(leg, call) : null,
                person.staffId(),
                person.assumed(),
                person.staffId() == null ? null : teamOf.apply(person.staffId()));
    }
}
