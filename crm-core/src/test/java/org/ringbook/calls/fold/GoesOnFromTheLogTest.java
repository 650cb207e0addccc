package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;
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

        calls.takeUp("office", List.of(), List.of(before));
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

        calls.takeUp("office", List.of(MARIA_CALLS), List.of(logged));

        assertThat(told).as("nothing about it is new").isEmpty();
        assertThat(calls.find(logged.id())).as("and it goes on").contains(logged);
        assertThat(calls.openLegs("office")).containsOnlyKeys("office-1.1");
    }

    @Test
    void whatIsLeftOfTheCallCountsThoughItsBeginningIsLost() {
        Call logged = Calls.derive("office", PLAN, List.of(MARIA_CALLS)).get(0);
        var told = new ArrayList<Call>();
        var calls = new Calls(PLAN, List.of(change -> told.add(change.now())));

        calls.takeUp("office", annaAnswers(), List.of(logged));
        calls.accept("office", List.of(new LegEnded("office-1.1", NINE.plusSeconds(30), Outcome.OTHER)));

        assertThat(told).extracting(Call::id).containsOnly(logged.id());
        assertThat(told.get(told.size() - 1).answeredBy()).containsExactly("101");
    }

    /** The first leg is named only, as after a crash that took its beginning with it; Anna's is told once more by a list. */
    @Test
    void theRestOfACallThatIsOverIsNotTakenForAnotherCall() {
        var facts = new ArrayList<CallFact>(annaAnswers());
        facts.add(new LegBegan("office-1.2", NINE.plusMillis(500), Side.CALLED, false, "101", null, null));
        facts.add(new LegEnded("office-1.2", NINE.plusSeconds(30), Outcome.OTHER));
        var told = new ArrayList<Call>();
        var calls = new Calls(PLAN, List.of(change -> told.add(change.now())));

        calls.takeUp("office", facts, List.of());

        assertThat(told).isEmpty();
    }

    /** The PBX told in the last moment that what looked like a call was none; it was kept, and the log does not know it yet. */
    @Test
    void aCallThatTurnedOutToBeNoneInTheLastMomentIsTakenBack() {
        var end = new LegEnded("office-1.1", NINE.plusSeconds(30), Outcome.OTHER);
        Call logged = Calls.derive("office", PLAN, List.of(MARIA_CALLS, end)).get(0);
        var changes = new ArrayList<CallChange>();
        var calls = new Calls(PLAN, List.of(changes::add));
        var mistake = new Mistaken("office-1.1", NINE, MARIA_CALLS);
        var over = new Mistaken("office-1.1", end.at(), end);

        calls.takeUp("office", List.of(MARIA_CALLS, end, mistake, over), List.of(logged));

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.now().id()).isEqualTo(logged.id());
            assertThat(change.withdrawn()).isTrue();
        });
    }

    /** The same of two calls that turned out to be one. */
    @Test
    void twoCallsThatTurnedOutToBeOneInTheLastMomentAreOneRecord() {
        var end = new LegEnded("office-1.1", NINE.plusSeconds(30), Outcome.OTHER);
        var again = new LegBegan("office-2.1", NINE.plusSeconds(2), Side.CALLER, true, null, "79161112233", null);
        var over = new LegEnded("office-2.1", NINE.plusSeconds(30), Outcome.OTHER);
        List<CallFact> facts = List.of(MARIA_CALLS, end, again, over);
        List<Call> logged = Calls.derive("office", PLAN, facts);
        assertThat(logged).hasSize(2);
        var changes = new ArrayList<CallChange>();
        var calls = new Calls(PLAN, List.of(changes::add));

        var all = new ArrayList<>(facts);
        all.add(new Linked("office-2.1", NINE.plusSeconds(2), "office-1.1"));
        calls.takeUp("office", all, logged);

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.now().id()).isEqualTo(logged.get(0).id());
            assertThat(change.merged()).containsExactly(logged.get(1).id());
        });
    }

    /** What was told of it has passed out of sight; a recording that comes late must not make it another call. */
    @Test
    void aCallThatEndedAndOfWhichNothingIsKeptIsLeftAsItIs() {
        var end = new LegEnded("office-1.1", NINE.plusSeconds(30), Outcome.OTHER);
        Call logged = Calls.derive("office", PLAN, List.of(MARIA_CALLS, end)).get(0);
        var changes = new ArrayList<CallChange>();
        var calls = new Calls(PLAN, List.of(changes::add));

        calls.takeUp("office", List.of(), List.of(logged));
        calls.accept("office", List.of(new RecordingStarted("office-1.1", NINE.plusSeconds(3), "a.wav")));

        assertThat(changes).isEmpty();
    }

    private static List<CallFact> annaAnswers() {
        Instant answers = NINE.plusSeconds(4);
        return List.of(
                new LegBegan("office-1.2", NINE, Side.CALLED, false, "101", null, null),
                new Linked("office-1.2", NINE, "office-1.1"),
                new LegDialled("office-1.2", NINE, "office-1.1", "101"),
                new LegUp("office-1.2", answers),
                new Joined("office-1.2", answers, "bridge", BridgeKind.TALK, null),
                new Joined("office-1.1", answers, "bridge", BridgeKind.TALK, null));
    }
}
