package org.ringbook.calls.log;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;

/**
 * What ended calls with the world outside come to: in all, each call once, and for each of our people.
 *
 * @param people by their ids; nobody who had no part in any
 */
public record CallFigures(Figures all, Map<UUID, Figures> people) {

    static final CallFigures NONE = new CallFigures(Figures.NONE, Map.of());

    /**
     * @param answered calls to us: of a person, in which they spoke
     * @param placed calls of ours, reached or not
     * @param missed calls to us that nobody answered: of a person, that rang them
     * @param talkSeconds of a person: of the calls that are theirs. Who speaks last has the talk
     */
    public record Figures(int answered, int placed, int missed, BigDecimal talkSeconds) {

        public static final Figures NONE = new Figures(0, 0, 0, BigDecimal.ZERO);

        Figures plus(Figures other) {
            return new Figures(
                    answered + other.answered,
                    placed + other.placed,
                    missed + other.missed,
                    talkSeconds.add(other.talkSeconds));
        }
    }

    public Figures of(UUID person) {
        return people.getOrDefault(person, Figures.NONE);
    }

    CallFigures plus(CallFigures other) {
        var both = new HashMap<>(people);
        other.people.forEach((id, figures) -> both.merge(id, figures, Figures::plus));
        return new CallFigures(all.plus(other.all), both);
    }

    /** Of calls in memory, as {@link CountedCalls} counts those of the log. Pure. */
    static CallFigures of(Collection<Call> calls, Function<Call, CallPeople> peopleOf) {
        CallFigures sum = NONE;
        for (Call call : calls) {
            if (call.ended() && call.direction() != Call.Direction.INTERNAL) {
                sum = sum.plus(of(call, peopleOf.apply(call)));
            }
        }
        return sum;
    }

    private static CallFigures of(Call call, CallPeople people) {
        BigDecimal talk = call.talkSeconds() == null ? BigDecimal.ZERO : call.talkSeconds();
        UUID agent = people.agent() == null ? null : people.agent().staffId();
        var each = new HashMap<UUID, Figures>();
        if (call.direction() == Call.Direction.OUTBOUND) {
            if (agent != null) {
                each.put(agent, new Figures(0, 1, 0, talk));
            }
            return new CallFigures(new Figures(0, 1, 0, talk), each);
        }
        if (call.result() != Call.Result.ANSWERED) {
            ids(people.rang()).forEach(id -> each.put(id, new Figures(0, 0, 1, BigDecimal.ZERO)));
            return new CallFigures(new Figures(0, 0, 1, talk), each);
        }
        ids(people.answeredBy())
                .forEach(id -> each.put(id, new Figures(1, 0, 0, id.equals(agent) ? talk : BigDecimal.ZERO)));
        return new CallFigures(new Figures(1, 0, 0, talk), each);
    }

    private static List<UUID> ids(List<CallPeople.Person> people) {
        return people.stream()
                .map(CallPeople.Person::staffId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
