package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.Intakes;
import org.ringbook.telephony.inbox.SimulatedInbox;

/** Asterisk dies while Olga speaks with Anna, and is back; the account may only listen. */
class CatchUpTest {

    private static final Instant NOON = Instant.parse("2026-03-19T12:00:00Z");

    private final List<CallChange> told = new CopyOnWriteArrayList<>();
    private final Calls calls = new Calls(Cast.PLAN, List.of(told::add));
    private final Intake intake =
            Intakes.of("office", (message, received, facts) -> true, calls, new SimulatedInbox(() -> NOON), new Gaps());
    private final CatchUp catchUp = new CatchUp("office", intake, null, () -> NOON.plusSeconds(11));

    @AfterEach
    void stop() {
        intake.close();
    }

    private void olgaSpeaksWithAnna() {
        calls.accept(
                "office",
                List.of(
                        new CallFact.LegBegan(
                                "1.1", NOON, CallFact.Side.CALLER, true, null, "79262223344", "74957770001"),
                        new CallFact.LegBegan("1.2", NOON, CallFact.Side.CALLED, false, "101", null, null),
                        new CallFact.LegDialled("1.2", NOON, "1.1", null),
                        new CallFact.Joined("1.1", NOON.plusSeconds(5), "bridge", CallFact.BridgeKind.TALK, null),
                        new CallFact.Joined("1.2", NOON.plusSeconds(5), "bridge", CallFact.BridgeKind.TALK, null)));
        intake.inOrder(catchUp::gapEnds);
    }

    private void isOver() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> told.get(told.size() - 1).now().state() == Call.State.ENDED);
    }

    @Test
    void itSaysThatItWasStartedAnewAndThenWhatTimeItIs() {
        olgaSpeaksWithAnna();
        catchUp.restarted();
        catchUp.afterGap(NOON.plusSeconds(10));
        isOver();
    }

    @Test
    void itIsBackSoQuicklyThatItSaysTheTimeFirst() {
        olgaSpeaksWithAnna();
        catchUp.afterGap(NOON.plusSeconds(10));
        catchUp.restarted();
        isOver();
    }

    /** Her hang-up was lost: nothing is heard any more, and nobody can be asked. */
    @Test
    void olgaRingsAndNothingMoreIsHeardForMinutes() {
        calls.accept(
                "office",
                List.of(
                        new CallFact.LegBegan(
                                "1.1", NOON, CallFact.Side.CALLER, true, null, "79262223344", "74957770001"),
                        new CallFact.LegBegan("1.2", NOON, CallFact.Side.CALLED, false, "101", null, null),
                        new CallFact.LegDialled("1.2", NOON, "1.1", null),
                        new CallFact.LegRang("1.2", NOON.plusSeconds(1))));
        var later = new CatchUp("office", intake, null, () -> NOON.plusSeconds(590));
        intake.inOrder(later::endWhatOnlyRings);
        assertThat(calls.current()).hasSize(1);
        var muchLater = new CatchUp("office", intake, null, () -> NOON.plusSeconds(610));
        intake.inOrder(muchLater::endWhatOnlyRings);
        isOver();
        assertThat(told.get(told.size() - 1).now().healed()).isTrue();
    }

    @Test
    void whoeverSpeaksForHoursIsNotOver() {
        olgaSpeaksWithAnna();
        var muchLater = new CatchUp("office", intake, null, () -> NOON.plusSeconds(9000));
        intake.inOrder(muchLater::endWhatOnlyRings);
        await().atMost(Duration.ofSeconds(10)).until(() -> intake.openLegs().size() == 2);
        assertThat(calls.current()).hasSize(1);
    }
}
