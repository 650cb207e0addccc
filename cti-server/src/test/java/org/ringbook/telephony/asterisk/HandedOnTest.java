package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.LegEnded;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Side;
import org.ringbook.calls.fold.Calls;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.Intakes;
import org.ringbook.telephony.inbox.SimulatedInbox;
import org.ringbook.telephony.asterisk.records.Told;

/** The records of a gap are read for a minute and a half, and a call is remembered for two minutes after its end. */
class HandedOnTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Told MARIA_CALLS =
            Told.of(NOON, "1.1", "Newchannel", "Channel", "PJSIP/carrier-00000001", "Uniqueid", "1.1");

    private final Calls calls = new Calls(new NumberPlan("RU"), List.of());
    private final Intake intake =
            Intakes.of("office", (message, received, facts) -> true, calls, new SimulatedInbox(() -> NOON), new Gaps());
    private final HandedOn handed = new HandedOn(intake);

    @AfterEach
    void close() {
        intake.close();
    }

    private void mariaCalledAndHungUp() {
        calls.accept(
                "office",
                List.of(
                        new LegBegan("1.1", NOON, Side.CALLER, true, null, "79161112233", "74957770001"),
                        new LegEnded("1.1", NOON.plusSeconds(9), Outcome.OTHER)));
    }

    @Test
    void aCallThatWasKnownIsNotToldAnewWhenItIsForgotten() {
        mariaCalledAndHungUp();
        assertThat(handed.knew("1.1")).isTrue();
        assertThat(handed.before(MARIA_CALLS)).isFalse();

        calls.forget("office", NOON.plusSeconds(300));

        assertThat(handed.knew("1.1")).isTrue();
        assertThat(handed.before(MARIA_CALLS)).isTrue();
    }

    @Test
    void aCallThatNobodyHeardIsToldOnce() {
        assertThat(handed.knew("1.1")).isFalse();
        assertThat(handed.before(MARIA_CALLS)).isFalse();
        handed.on(MARIA_CALLS);
        assertThat(handed.before(MARIA_CALLS)).isTrue();
    }
}
