package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringbook.AnyJava;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.numbers.NumberPlan;

/** Whatever the order in which the facts of an hour arrive, and whichever come twice: the same calls. */
@AnyJava
class AnyOrderTest {

    private static final NumberPlan PLAN = new NumberPlan("RU");

    static java.util.stream.LongStream seeds() {
        return new Random(20260302).longs(60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shuffledAndRepeatedFactsMakeTheSameCalls(long seed) {
        var random = new Random(seed);
        List<CallFact> told = new GeneratedHour(random).facts();
        List<Call> asTold = Calls.derive("office", PLAN, told);

        var mixed = new ArrayList<>(told);
        for (CallFact fact : told) {
            if (random.nextInt(4) == 0) {
                mixed.add(fact);
            }
        }
        Collections.shuffle(mixed, random);

        assertThat(Calls.derive("office", PLAN, mixed)).isEqualTo(asTold);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lateFactsEndInTheSameCallsWhenEachIsFoldedAsItComes(long seed) {
        var random = new Random(seed);
        List<CallFact> told = new GeneratedHour(random).facts();
        Map<String, Call> expected = bySourceId(Calls.derive("office", PLAN, told));

        var last = new HashMap<UUID, Call>();
        var calls = new Calls(PLAN, List.of(change -> {
            change.merged().forEach(last::remove);
            last.put(change.now().id(), change.now());
        }));
        for (CallFact fact : GeneratedHour.delayed(told, random, 5.0)) {
            calls.accept("office", List.of(fact));
        }

        Map<String, Call> live = bySourceId(last.values());
        assertThat(live.keySet()).isEqualTo(expected.keySet());
        live.forEach((id, call) ->
                assertThat(call).usingRecursiveComparison().ignoringFields("id").isEqualTo(expected.get(id)));
        assertThat(calls.current()).isEmpty();
    }

    private static Map<String, Call> bySourceId(Iterable<Call> calls) {
        var map = new HashMap<String, Call>();
        for (Call call : calls) {
            assertThat(map.put(call.sourceId(), call))
                    .as("two records of one call")
                    .isNull();
        }
        return map;
    }
}
