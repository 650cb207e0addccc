package org.ringbook.telephony.asterisk;

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
}
