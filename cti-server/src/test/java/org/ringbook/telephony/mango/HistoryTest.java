package org.ringbook.telephony.mango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ringbook.calls.Call;
import org.ringbook.demo.mango.MangoCall;
import org.ringbook.demo.mango.MangoLeg;
import org.ringbook.demo.mango.MangoOffice;
import org.ringbook.telephony.SourceHealth.State;
import org.ringbook.telephony.operators.Receipt;

/** Calls that were not heard are in the statistics, and come from there; those that were heard stay as they are. */
class HistoryTest {

    private MangoBench bench;

    private void serverStarts() {
        bench = new MangoBench(Duration.ofMillis(300));
        bench.office.at(Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(900));
    }

    @AfterEach
    void serverStops() {
        if (bench != null) {
            bench.close();
        }
        bench = null;
    }

    @TestFactory
    Stream<DynamicTest> whatWasNotHeardAtAllIsTheSameCallFromTheStatistics() {
        return Stream.of(
                        same("answered", Stories::answered),
                        same("group call", Stories::groupCall),
                        same("missed", Stories::missed),
                        same("outgoing", Stories::outgoing),
                        same("outgoing busy", Stories::outgoingBusy),
                        same("internal", Stories::internal),
                        same("forwarded", Stories::forwardedToAMobile))
                .map(test -> test);
    }

    private DynamicTest same(String name, Consumer<Stories> story) {
        return DynamicTest.dynamicTest(name, () -> {
            serverStarts();
            bench.office.collects(true);
            story.accept(new Stories(bench.office));
            Call call = bench.theCall();
            List<?> told = bench.office.told();
            serverStops();

            serverStarts();
            story.accept(new Stories(bench.office));
            Call heard = bench.theCall();
            serverStops();

            assertThat(told).isNotEmpty();
            assertThat(call.healed()).isTrue();
            assertThat(heard.healed()).isFalse();
            assertThat(call.direction()).isEqualTo(heard.direction());
            assertThat(call.result()).isEqualTo(heard.result());
            assertThat(call.external()).isEqualTo(heard.external());
            assertThat(call.agent()).isEqualTo(heard.agent());
            assertThat(call.talkSeconds()).isEqualByComparingTo(heard.talkSeconds());
            assertThat(call.answeredBy()).isEqualTo(heard.answeredBy());
            assertThat(call.rang()).isEqualTo(heard.rang());
        });
    }

    @Test
    void whatWasHeardIsNotTouchedByTheStatistics() {
        serverStarts();
        bench.exchange.awaitState(State.UP);
        new Stories(bench.office).consulted();
        Call heard = bench.theCall();
        long before = bench.exchange.counters().messages();

        bench.exchange.awaitCounters(count -> count.messages() > before);
        await().during(Duration.ofMillis(500))
                .until(() -> bench.exchange.calls().equals(List.of(heard)));
    }

    @Test
    void aCallWhoseMiddleWasLostIsHealed() {
        serverStarts();
        MangoCall call = bench.office.incoming(MangoBench.MARIA, MangoBench.LINE);
        MangoLeg anna = call.rings("101", null);
        bench.exchange.awaitCalls(calls -> calls.size() == 1);
        bench.office.collects(true);
        bench.office.pass(6);
        call.answers(anna);
        bench.office.pass(60);
        call.end(anna, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);

        Call healed = bench.theCall();
        assertThat(healed.result()).isEqualTo(Call.Result.ANSWERED);
        assertThat(healed.talkSeconds()).isEqualByComparingTo("60");
        assertThat(healed.healed()).isTrue();
        assertThat(healed.rang()).containsExactly("101");
    }

    /** New calls push the others down while the pages are turned. */
    @Test
    void fiftyThousandCallsAreReadWholeThoughTheyMoveWhileTheyAreRead() throws Exception {
        try (MangoOffice office = MangoBench.staffed()) {
            int calls = 50_000;
            Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1));
            for (int i = 0; i < calls; i++) {
                // Now and then a great many in one second.
                HistoryMemory.missed(office, from.plusSeconds(i < 900 ? 40_000 : i));
            }
            Set<String> before = office.calls().stream().map(MangoCall::entry).collect(Collectors.toSet());
            assertThat(before).hasSize(calls);
            var read = new HashSet<String>();
            var told = new AtomicInteger();
            HistoryMemory.history(office).read(from, from.plus(Duration.ofDays(1)), (id, message) -> {
                if (told.incrementAndGet() % 400 == 0) {
                    HistoryMemory.missed(office, from.plusSeconds(60_000 + told.get() % 9_000));
                }
                read.add(HistoryCall.of(ReceivedMessage.of(message).json(), Receipt.at(Instant.now()))
                        .entry());
            });
            // Not containsAll: it looks at each for each, and takes minutes.
            before.removeAll(read);
            assertThat(before).as("calls that were not read").isEmpty();
            assertThat(told.get()).isLessThan(calls + calls / 4);
        }
    }

    @Test
    void statisticsThatAreNotReadyAreAskedForAgain() {
        serverStarts();
        bench.office.api().notReadyFor(3);
        bench.office.collects(true);
        new Stories(bench.office).answered();

        assertThat(bench.theCall().result()).isEqualTo(Call.Result.ANSWERED);
    }
}
