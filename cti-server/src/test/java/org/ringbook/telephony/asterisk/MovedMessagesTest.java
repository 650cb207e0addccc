package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
import org.ringbook.telephony.inbox.Intake;

/** Captured calls whose messages do not come as they were sent; each is translated and folded as it comes. */
@AnyJava
class MovedMessagesTest {

    private static final NumberPlan PLAN = new NumberPlan("RU");

    static List<Case> cases() {
        return Cases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachMessageIsUpToFiveSecondsLate(Case call) {
        record Arrival(byte[] message, Instant at) {}
        for (int seed = 0; seed < 2; seed++) {
            var random = new Random(seed);
            var arrivals = new ArrayList<Arrival>();
            Instant sent = Instant.EPOCH;
            for (byte[] message : call.messages()) {
                Instant stamp = AmiEvents.time(new AmiMessage(message), null);
                sent = stamp == null ? sent : stamp;
                arrivals.add(new Arrival(message, sent.plus(Duration.ofMillis(random.nextInt(5001)))));
            }
            arrivals.sort(Comparator.comparing(Arrival::at));
            sameCalls(call, arrivals.stream().map(Arrival::message).toList(), "late, seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void messagesComeTwiceAtOnceAndLater(Case call) {
        var random = new Random(1);
        var messages = new ArrayList<byte[]>();
        var again = new ArrayList<byte[]>();
        for (byte[] message : call.messages()) {
            messages.add(message);
            if (random.nextBoolean()) {
                (random.nextBoolean() ? messages : again).add(message);
            }
        }
        messages.addAll(again);
        sameCalls(call, messages, "repeated");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void messagesChangePlacesWithTheirNeighbours(Case call) {
        for (int seed = 0; seed < 2; seed++) {
            var random = new Random(seed);
            var messages = new ArrayList<>(call.messages());
            for (int i = 1; i < messages.size(); i++) {
                if (random.nextBoolean()) {
                    Collections.swap(messages, i - 1, i);
                }
            }
            sameCalls(call, messages, "swapped, seed " + seed);
        }
    }

    private static void sameCalls(Case call, List<byte[]> messages, String how) {
        Map<UUID, Call> last = new LinkedHashMap<>();
        var calls = new Calls(PLAN, List.of(change -> {
            change.merged().forEach(last::remove);
            last.put(change.now().id(), change.now());
            if (change.withdrawn()) {
                last.remove(change.now().id());
            }
        }));
        Intake.Translation translation = new AsteriskSource("lab", Pbxs.at("127.0.0.1", 1), PLAN).translation();
        for (byte[] message : messages) {
            var facts = new ArrayList<CallFact>();
            translation.translate(message, Instant.EPOCH, facts::add);
            calls.accept("lab", facts);
        }
        assertThat(calls.current()).as(how + ": left talking").isEmpty();
        call.hold(last.values().stream()
                .sorted(Comparator.comparing(Call::startedAt))
                .toList());
    }
}
