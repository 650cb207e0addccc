package org.ringbook.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.LegEnded;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Side;
import org.ringbook.numbers.NumberPlan;

/** The server is killed a moment after Maria has called: her call is in the log, and what the PBX said of it is lost. */
class GoesOnFromTheLogTest {

    private static final NumberPlan PLAN = new NumberPlan("RU");
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final LegBegan MARIA_CALLS =
            new LegBegan("office-1.1", NINE, Side.CALLER, true, null, "79161112233", "74957770001");

    @Test
    void theCallEndsAsTheSameRecord() {
        Call before = Calls.derive("office", PLAN, List.of(MARIA_CALLS)).get(0);
        var told = new ArrayList<Call>();
        var calls = new Calls(PLAN, List.of(change -> told.add(change.now())));

        calls.goesOn(before);
        assertThat(calls.openLegs("office")).containsOnlyKeys("office-1.1");
        calls.accept("office", List.of(new LegEnded("office-1.1", NINE.plusSeconds(30), Outcome.OTHER)));

        assertThat(told).extracting(Call::id).containsOnly(before.id());
        Call ended = told.get(told.size() - 1);
        assertThat(ended.ended()).isTrue();
        assertThat(ended.result()).isEqualTo(Call.Result.MISSED);
        assertThat(ended.external()).isEqualTo(before.external());
        assertThat(ended.line()).isEqualTo(before.line());
    }

    @Test
    void aCallThatIsKnownAnywayIsLeftAlone() {
        Call logged = Calls.derive("office", PLAN, List.of(MARIA_CALLS)).get(0);
        var told = new ArrayList<Call>();
        var calls = new Calls(PLAN, List.of(change -> told.add(change.now())));
        calls.accept("office", List.of(MARIA_CALLS));

        calls.goesOn(logged);

        assertThat(told).hasSize(1);
    }
}
