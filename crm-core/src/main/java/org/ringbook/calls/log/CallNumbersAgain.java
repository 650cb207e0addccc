package org.ringbook.calls.log;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallDifference;
import org.ringbook.calls.log.CallRewrites.Rewrite;
import org.ringbook.numbers.NumberChange;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the numbers of logged calls again by today's rules: for calls of which no messages are kept any more. What a call was before
 * is kept as when it is derived again, and can be brought back likewise. Written some hundred at a time: it may be ended at any moment
 * and run again. Every method waits for the database.
 */
public class CallNumbersAgain {

    private static final int AT_ONCE = 500;
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{2,14}");

    /** Nobody else's numbers are read again: most calls have only such as somebody may have. */
    private static final String NUMBERS = """
            select external from call where external is not null
            union select line from call where line is not null
            union select party from call_leg where party like '+%'
            """;

    private static final String CONCERNED = " where (started_at, id) > (:after, :last) and (external = any(:numbers)"
            + " or line = any(:numbers) or id in (select call_id from call_leg where party = any(:numbers))"
            + " or external is null and dialled is not null)"
            + " order by started_at, id limit " + AT_ONCE;

    private final JdbcClient jdbc;
    private final CallRewrites rewrites;
    private final NumberPlan plan;

    public CallNumbersAgain(JdbcClient jdbc, CallRewrites rewrites, NumberPlan plan) {
        this.jdbc = jdbc;
        this.rewrites = rewrites;
        this.plan = plan;
    }

    /**
     * @param calls that are read otherwise
     * @param derivation by which they can be brought back; null when nothing was written
     */
    public record Result(long calls, UUID derivation) {}

    /**
     * @param by who has it written; null to write nothing
     * @param found told of each number that changes in calls, or that nobody can have
     */
    public Result read(String by, Consumer<NumberChange> found) {
        Map<String, String> changes = changes(found);
        Timestamp after = Timestamp.from(Instant.EPOCH);
        UUID last = new UUID(0, 0);
        UUID derivation = null;
        Instant from = null;
        long calls = 0;
        List<Call> some;
        do {
            some = jdbc.sql(CallRow.SELECT + CONCERNED)
                    .param("after", after)
                    .param("last", last)
                    .param("numbers", changes.keySet().toArray(String[]::new))
                    .query(CallRow::read)
                    .list();
            List<Rewrite> wanted = rewrites(some, changes);
            calls += wanted.size();
            if (by != null && !wanted.isEmpty()) {
                if (derivation == null) {
                    from = wanted.get(0).before().startedAt();
                    derivation = rewrites.begin(by, from, Instant.now());
                }
                rewrites.write(derivation, wanted);
            }
            if (!some.isEmpty()) {
                after = Timestamp.from(some.get(some.size() - 1).startedAt());
                last = some.get(some.size() - 1).id();
            }
        } while (!some.isEmpty());
        if (derivation != null) {
            rewrites.correlate(from, Instant.now());
        }
        return new Result(calls, derivation);
    }

    private Map<String, String> changes(Consumer<NumberChange> found) {
        var changes = new HashMap<String, String>();
        for (String text : jdbc.sql(NUMBERS).query(String.class).list()) {
            // A queue may have a name that begins with a plus.
            PhoneNumber stored = E164.matcher(text).matches() ? PhoneNumber.of(text) : null;
            if (stored != null && !plan.canBe(stored)) {
                String read = plan.readAgain(stored).map(PhoneNumber::toString).orElse(null);
                found.accept(new NumberChange("", text, read));
                if (read != null) {
                    changes.put(text, read);
                }
            }
        }
        return changes;
    }

    private List<Rewrite> rewrites(List<Call> calls, Map<String, String> changes) {
        var wanted = new ArrayList<Rewrite>();
        for (Call before : calls) {
            Call after = renumbered(before, changes);
            if (!after.equals(before)) {
                wanted.add(new Rewrite(before, after, List.of(), CallDifference.between(before, after)));
            }
        }
        return wanted;
    }

    private Call renumbered(Call before, Map<String, String> changes) {
        return before.with(call -> {
            call.external = number(before.external(), changes);
            call.line = number(before.line(), changes);
            if (call.external == null && before.dialled() != null) {
                call.external = plan.parse(before.dialled()).orElse(null);
                call.dialled = call.external == null ? before.dialled() : null;
            }
            call.answeredBy = names(before.answeredBy(), changes);
            call.rang = names(before.rang(), changes);
            call.legs = before.legs().stream()
                    .map(leg -> new Call.Leg(
                            name(leg.party(), changes),
                            leg.kind(),
                            leg.ringAt(),
                            leg.answeredAt(),
                            leg.endedAt(),
                            leg.outcome(),
                            leg.holds()))
                    .toList();
            call.transfers = before.transfers().stream()
                    .map(one ->
                            new Call.Transfer(name(one.from(), changes), name(one.to(), changes), one.kind(), one.at()))
                    .toList();
        });
    }

    private static PhoneNumber number(PhoneNumber stored, Map<String, String> changes) {
        String read = stored == null ? null : changes.get(stored.toString());
        return read == null ? stored : PhoneNumber.of(read);
    }

    private static List<String> names(List<String> names, Map<String, String> changes) {
        return names.stream().map(name -> name(name, changes)).toList();
    }

    private static String name(String name, Map<String, String> changes) {
        return name == null ? null : changes.getOrDefault(name, name);
    }
}
