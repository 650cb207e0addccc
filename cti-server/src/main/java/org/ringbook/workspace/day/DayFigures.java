package org.ringbook.workspace.day;

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
 * What somebody's calls of a day come to. Pure.
 *
 * @param answered calls to us in which they spoke
 * @param placed calls that they made, reached or not
 * @param missed calls that rang them, and that nobody answered
 * @param talkSeconds of the calls that are theirs
 */
record DayFigures(int answered, int placed, int missed, BigDecimal talkSeconds) {

    static final DayFigures NONE = new DayFigures(0, 0, 0, BigDecimal.ZERO);

    private DayFigures plus(int moreAnswered, int morePlaced, int moreMissed, BigDecimal talk) {
        return new DayFigures(
                answered + moreAnswered,
                placed + morePlaced,
                missed + moreMissed,
                talk == null ? talkSeconds : talkSeconds.add(talk));
    }

    /** Each person's. Who speaks last has the talk, as the call is theirs. */
    static Map<UUID, DayFigures> byPerson(Collection<Call> calls, Function<Call, CallPeople> peopleOf) {
        var figures = new HashMap<UUID, DayFigures>();
        for (Call call : calls) {
            if (call.ended()) {
                add(figures, call, peopleOf.apply(call));
            }
        }
        return figures;
    }

    private static void add(Map<UUID, DayFigures> figures, Call call, CallPeople people) {
        UUID agent = people.agent() == null ? null : people.agent().staffId();
        if (isMissed(call)) {
            ids(people.rang()).forEach(id -> figures.merge(id, NONE.plus(0, 0, 1, null), DayFigures::sum));
        } else if (call.direction() == Call.Direction.INBOUND) {
            ids(people.answeredBy())
                    .forEach(id -> figures.merge(
                            id, NONE.plus(1, 0, 0, id.equals(agent) ? call.talkSeconds() : null), DayFigures::sum));
        } else if (agent != null && call.direction() == Call.Direction.OUTBOUND) {
            figures.merge(agent, NONE.plus(0, 1, 0, call.talkSeconds()), DayFigures::sum);
        }
    }

    private static List<UUID> ids(List<CallPeople.Person> people) {
        return people.stream()
                .map(CallPeople.Person::staffId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static boolean isMissed(Call call) {
        return call.direction() == Call.Direction.INBOUND && call.result() != Call.Result.ANSWERED;
    }

    private static DayFigures sum(DayFigures one, DayFigures other) {
        return one.plus(other.answered, other.placed, other.missed, other.talkSeconds);
    }

    /** Each call once. */
    static DayFigures ofAll(Collection<Call> calls) {
        DayFigures all = NONE;
        for (Call call : calls) {
            if (call.ended() && call.direction() != Call.Direction.INTERNAL) {
                boolean inbound = call.direction() == Call.Direction.INBOUND;
                boolean missed = isMissed(call);
                all = all.plus(inbound && !missed ? 1 : 0, inbound ? 0 : 1, missed ? 1 : 0, call.talkSeconds());
            }
        }
        return all;
    }
}
