package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;

/** What was told by mistake and taken back was not told, in whatever order the two came. */
class MistakesTest {

    private static final Instant NINE = Instant.parse("2026-03-19T09:00:00Z");
    private static final LegRang RANG = new LegRang("anna", NINE.plusSeconds(1));
    private static final Mistaken NOT_SO = new Mistaken("anna", RANG.at(), RANG);
    private static final Mistaken AND_YET = new Mistaken("anna", RANG.at(), NOT_SO);

    private static List<CallFact> mariaCallsAnna(CallFact... more) {
        var facts = new ArrayList<CallFact>(List.of(
                new LegBegan("maria", NINE, Side.CALLER, true, null, "+79161112233", "+74957770001"),
                new LegBegan("anna", NINE, Side.CALLED, false, "101", null, null),
                new LegDialled("anna", NINE, "maria", null),
                new DialEnded("anna", NINE.plusSeconds(1), CallFact.Outcome.BUSY, null),
                new LegEnded("anna", NINE.plusSeconds(1), CallFact.Outcome.OTHER),
                new LegEnded("maria", NINE.plusSeconds(2), CallFact.Outcome.OTHER)));
        Collections.addAll(facts, more);
        return facts;
    }

    @Test
    void aTelephoneThatDidNotRingAfterAllDidNotRing() {
        assertThat(rang(mariaCallsAnna(RANG))).containsExactly("101");
        assertThat(rang(mariaCallsAnna(RANG, NOT_SO))).isEmpty();
        assertThat(rang(mariaCallsAnna(RANG, NOT_SO, AND_YET))).containsExactly("101");
    }

    @Test
    void theOrderDoesNotMatterNorDoesRepetition() {
        List<CallFact> facts = mariaCallsAnna(RANG, NOT_SO, AND_YET, RANG, NOT_SO);
        Call inOrder = Calls.derive("pbx", Cast.PLAN, facts).get(0);
        for (int seed = 0; seed < 50; seed++) {
            var shuffled = new ArrayList<>(facts);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(Calls.derive("pbx", Cast.PLAN, shuffled)).containsExactly(inOrder);
        }
    }

    private static List<String> rang(List<CallFact> facts) {
        return Calls.derive("pbx", Cast.PLAN, facts).get(0).rang();
    }
}
