package org.ringbook.telephony.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.numbers.NumberPlan;

/** More comes than is taken, or something that nobody understands. */
class IntakeTest {

    private final Calls calls = new Calls(new NumberPlan("RU"), List.of());
    private final RawInbox inbox = new RawInbox(null);
    private final SourceCounters counters = new SourceCounters();

    private Intake intake(Intake.Translation translation, long room) {
        return new Intake("pbx", translation, calls, new InboxStores(inbox, new Gaps()), counters, room);
    }

    @Test
    void whenTheRoomIsFullTheNextMessageIsNotTakenAndRoomComesBack() throws Exception {
        var begun = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        try (Intake intake = intake(
                (message, received, facts) -> {
                    begun.countDown();
                    waitFor(held);
                    return true;
                },
                100_000)) {
            assertThat(intake.offer(new byte[1000], Instant.now())).isTrue();
            waitFor(begun);
            int taken = 1;
            while (intake.offer(new byte[1000], Instant.now())) {
                taken++;
            }
            assertThat(taken).isBetween(90, 100);
            assertThat(intake.hasRoom()).isFalse();

            held.countDown();
            await().until(intake::hasRoom);
            assertThat(intake.offer(new byte[1000], Instant.now())).isTrue();
            int all = taken + 1;
            await().until(() -> counters.read().messages() == all);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aMessageThatBreaksTheTranslationIsCountedAndTheOthersGoOn() {
        var understood = new CopyOnWriteArrayList<String>();
        try (Intake intake = intake(
                (message, received, facts) -> {
                    String text = new String(message, StandardCharsets.UTF_8);
                    if (text.equals("2")) {
                        throw new IllegalStateException("of no use");
                    }
                    understood.add(text);
                    return true;
                },
                1_000_000)) {
            for (int i = 1; i <= 3; i++) {
                intake.offer(String.valueOf(i).getBytes(StandardCharsets.UTF_8), Instant.now());
            }
            await().until(() -> counters.read().messages() == 3);
            await().until(() -> understood.equals(List.of("1", "3")));
            assertThat(counters.read().refused()).isEqualTo(1);
        }
    }

    @Test
    void aTaskRunsWhenAllThatCameBeforeIsFolded() {
        var seen = new CopyOnWriteArrayList<List<String>>();
        try (Intake intake = intake(
                (message, received, facts) -> {
                    String leg = new String(message, StandardCharsets.UTF_8);
                    facts.accept(new CallFact.LegBegan(
                            leg, received, CallFact.Side.CALLER, true, null, "+79161112233", "+74957770001"));
                    return true;
                },
                1_000_000)) {
            for (int i = 0; i < 20; i++) {
                intake.offer(("leg" + i).getBytes(StandardCharsets.UTF_8), Instant.now());
                intake.inOrder(() -> seen.add(new ArrayList<>(intake.openLegs().keySet())));
            }
            await().until(() -> seen.size() == 20);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(seen.get(i)).hasSize(i + 1);
        }
    }
}
