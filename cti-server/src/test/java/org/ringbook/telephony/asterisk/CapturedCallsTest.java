package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringbook.AnyJava;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.asterisk.Cases.Case;

/** Calls that were played on real Asterisks, and what the telephones did. */
@AnyJava
class CapturedCallsTest {

    private static final NumberPlan PLAN = new NumberPlan("RU");
    private static final List<String> TRUNKS = Cases.TRUNKS;

    static List<Case> cases() {
        return Cases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRecordIsWhatTheTelephonesDid(Case call) {
        call.hold(Calls.derive("lab", PLAN, call.facts(TRUNKS)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTrunkIsKnownByItsNameAlone(Case call) {
        call.hold(Calls.derive("lab", PLAN, call.facts(List.of())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anyOrderOfArrivalAndAnyRepetitionGiveTheSameRecord(Case call) {
        List<CallFact> told = call.facts(TRUNKS);
        List<Call> calls = Calls.derive("lab", PLAN, told);
        for (int seed = 0; seed < 5; seed++) {
            var random = new Random(seed);
            var mixed = new ArrayList<>(told);
            told.stream().filter(fact -> random.nextInt(3) == 0).forEach(mixed::add);
            Collections.shuffle(mixed, random);
            assertThat(Calls.derive("lab", PLAN, mixed)).as("seed " + seed).isEqualTo(calls);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void messagesHeldUpForSecondsEndInTheSameRecordThoughEachIsFoldedAsItComes(Case call) {
        List<CallFact> told = call.facts(TRUNKS);
        for (int seed = 0; seed < 3; seed++) {
            var random = new Random(seed);
            Map<UUID, Call> last = new LinkedHashMap<>();
            var calls = new Calls(PLAN, List.of(change -> {
                change.merged().forEach(last::remove);
                last.put(change.now().id(), change.now());
                if (change.withdrawn()) {
                    last.remove(change.now().id());
                }
            }));
            for (CallFact fact : delayed(told, random)) {
                calls.accept("lab", List.of(fact));
            }
            assertThat(calls.current()).as("left talking, seed " + seed).isEmpty();
            call.hold(inOrder(last));
        }
    }

    /** On one PBX the stamps themselves are out of order, by the time that a message takes to be written. */
    @ParameterizedTest
    @MethodSource("cases")
    void stampsThatAreOutByMillisecondsMakeNoOtherCall(Case call) {
        for (int seed = 0; seed < 5; seed++) {
            var random = new Random(seed);
            var translation = new AmiTranslation(new Endpoints(TRUNKS, Map.of()));
            var facts = new ArrayList<CallFact>();
            for (byte[] bytes : call.messages()) {
                facts.addAll(translation.translate(
                        new AmiMessage(Stamps.moved(bytes, random.nextInt(2001))), Instant.EPOCH));
            }
            call.hold(Calls.derive("lab", PLAN, facts));
        }
    }

    private static List<CallFact> delayed(List<CallFact> facts, Random random) {
        record Arrival(CallFact fact, Instant at) {}
        return facts.stream()
                .map(fact -> new Arrival(
                        fact,
                        random.nextInt(3) > 0 ? fact.at() : fact.at().plus(Duration.ofMillis(random.nextInt(5000)))))
                .sorted(java.util.Comparator.comparing(Arrival::at))
                .map(Arrival::fact)
                .toList();
    }

    private static List<Call> inOrder(Map<UUID, Call> calls) {
        return calls.values().stream()
                .sorted(java.util.Comparator.comparing(Call::startedAt))
                .toList();
    }
}
