package org.ringbook.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.agentstates.AgentState;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.agentstates.Evidence.Device;
import org.ringbook.agentstates.Evidence.Membership;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.CallChange;
import org.ringbook.floor.Board.QueueNow;
import org.ringbook.floor.Board.SourceNow;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;

/** Maria calls, and the tiles of Anna and Boris follow. */
class FloorFeedTest {

    private static final UUID CALL = new UUID(7, 1);
    private static final Instant NINE = Instant.parse("2026-12-01T06:00:00Z");

    private final TestCrm crm = new TestCrm();
    private final Clock clock = Clock.fixed(NINE.plusSeconds(100), ZoneOffset.UTC);
    private final AgentStateBook book = new AgentStateBook(clock, Duration.ofSeconds(15));
    private Staff staff;
    private FloorFeed feed;
    private StaffMember anna;
    private StaffMember boris;
    private Call last;

    @BeforeEach
    void start() {
        staff = crm.staff();
        anna = staff.save(Cast.anna());
        boris = staff.save(Cast.boris());
        feed = new FloorFeed(book, staff, clock);
    }

    @AfterEach
    void close() {
        crm.close();
    }

    private static Leg phone(String extension, Integer rang, Integer answered, Integer ended) {
        return new Leg(extension, LegKind.AGENT, at(rang), at(answered), at(ended), null, List.of());
    }

    private static Instant at(Integer second) {
        return second == null ? null : NINE.plusSeconds(second);
    }

    private void becomes(Call.State state, Integer answered, Integer ended, Leg... legs) {
        Call now = Call.of(draft -> {
            draft.id = CALL;
            draft.source = "office";
            draft.direction = Call.Direction.INBOUND;
            draft.state = state;
            draft.external = Cast.MARIAS;
            draft.startedAt = NINE;
            draft.answeredAt = at(answered);
            draft.endedAt = at(ended);
            draft.legs = List.of(legs);
        });
        feed.changed(new CallChange(last, now, List.of()));
        last = now;
    }

    private AgentState state(StaffMember who) {
        return book.of(who.id()).state();
    }

    @Test
    void bothRingAnnaAnswersAndHasWorkAfterIt() {
        becomes(Call.State.RINGING, null, null, phone("101", 2, null, null), phone("102", 2, null, null));
        assertThat(state(anna)).isEqualTo(AgentState.RINGING);
        assertThat(state(boris)).isEqualTo(AgentState.RINGING);
        becomes(Call.State.TALKING, 6, null, phone("101", 2, 6, null), phone("102", 2, null, 6));
        assertThat(state(anna)).isEqualTo(AgentState.TALKING);
        assertThat(book.of(anna.id()).since()).isEqualTo(at(6));
        assertThat(book.of(anna.id()).decision().seen()).contains("101", Cast.MARIAS.toString());
        assertThat(state(boris)).isEqualTo(AgentState.UNKNOWN);
        becomes(Call.State.ENDED, 6, 90, phone("101", 2, 6, 90), phone("102", 2, null, 6));
        assertThat(state(anna)).isEqualTo(AgentState.WRAP_UP);
        assertThat(book.of(anna.id()).since()).as("from the end of the talk").isEqualTo(at(90));
        assertThat(state(boris)).as("who only rang has no work after it").isEqualTo(AgentState.UNKNOWN);
    }

    @Test
    void aTelephoneThatIsUpWithNobodyElseTalksWithNobody() {
        becomes(Call.State.QUEUED, null, null, phone("101", null, 3, null));
        assertThat(state(anna)).isEqualTo(AgentState.UNKNOWN);
    }

    @Test
    void whatTurnsOutToBeNoCallIsNoTalk() {
        becomes(Call.State.TALKING, 6, null, phone("101", 2, 6, null));
        feed.changed(CallChange.withdrawn(last, NINE.plusSeconds(9), List.of()));
        assertThat(state(anna)).as("neither a talk nor work after one").isEqualTo(AgentState.UNKNOWN);
    }

    @Test
    void aCallThatIsAPartOfAnotherOneLeavesNoWork() {
        becomes(Call.State.TALKING, 6, null, phone("101", 2, 6, null));
        Call whole = Call.of(draft -> {
            draft.id = new UUID(7, 2);
            draft.source = "office";
            draft.direction = Call.Direction.INBOUND;
            draft.state = Call.State.TALKING;
            draft.external = Cast.MARIAS;
            draft.startedAt = NINE;
            draft.answeredAt = at(6);
            draft.legs = List.of(phone("101", 2, 6, null));
        });
        feed.changed(new CallChange(null, whole, List.of(CALL)));
        assertThat(state(anna)).isEqualTo(AgentState.TALKING);
        assertThat(book.of(anna.id()).evidence().wrapUp()).isNull();
    }

    @Test
    void whoTalkedWhenTheServerStoppedTalksWhenItIsBackAndHasWorkAfterIt() {
        Call logged = Call.of(draft -> {
            draft.id = CALL;
            draft.source = "office";
            draft.sourceId = "1701.1";
            draft.direction = Call.Direction.INBOUND;
            draft.state = Call.State.TALKING;
            draft.external = Cast.MARIAS;
            draft.startedAt = NINE;
            draft.answeredAt = at(6);
            draft.legs = List.of(phone("101", 2, 6, null));
        });
        feed.takenUp(() -> List.of(logged));
        assertThat(state(anna)).isEqualTo(AgentState.TALKING);
        assertThat(book.of(anna.id()).since()).isEqualTo(at(6));
        assertThat(book.of(anna.id()).decision().callId()).isEqualTo(CALL);
        last = logged;
        becomes(Call.State.ENDED, 6, 95, phone("101", 2, 6, 95));
        assertThat(state(anna)).isEqualTo(AgentState.WRAP_UP);
    }

    @Test
    void aPauseOfASystemWhoseClockIsAheadBeganWhenItDidByOurs() {
        feed.skews(Map.of("office", Duration.ofSeconds(90)));
        feed.telephone(new Telephone(
                "office", "101", Device.IDLE, at(95), List.of(new Membership("sales", true, "lunch", at(95)))));
        assertThat(state(anna)).isEqualTo(AgentState.PAUSED);
        assertThat(book.of(anna.id()).since()).isEqualTo(at(5));
    }

    @Test
    void aCallerWaitsByOurClockWhateverThatOfTheSystemIs() {
        Call waits = Call.of(draft -> {
            draft.id = CALL;
            draft.source = "office";
            draft.direction = Call.Direction.INBOUND;
            draft.state = Call.State.QUEUED;
            draft.startedAt = NINE;
            draft.legs = List.of(new Leg("sales", LegKind.QUEUE, at(2), null, null, null, List.of()));
        });
        var day = new QueueDay(ZoneOffset.UTC, QueueFiguresTest.SETTINGS, Set.of());
        day.changed(new CallChange(null, waits, List.of()));
        var floor = new Floor(
                book,
                staff,
                null,
                QueueFiguresTest.SETTINGS,
                day,
                new Supervisions(book, (call, telephone) -> Optional.empty()),
                new PauseConfirmations(book, clock),
                () -> List.of(waits),
                () -> List.of(new SourceNow("office", null, Duration.ofSeconds(-90))),
                clock);
        QueueNow sales = floor.queues(call -> false).get(0);
        assertThat(sales.longestSince()).isEqualTo(at(92));
        assertThat(sales.sources()).containsExactly("office");
    }

    @Test
    void whoTalksInASystemThatIsHeardIsNotStaleBecauseAnotherOfTheirsIsAway() {
        feed.telephone(new Telephone("branch", "101", Device.IDLE, NINE, List.of()));
        becomes(Call.State.TALKING, 6, null, phone("101", 2, 6, null));
        feed.stale(Map.of("branch", NINE), telephone -> List.of("office"), Set.of("office", "branch"));
        assertThat(book.of(anna.id()).stale()).isNull();
        feed.stale(Map.of("office", NINE), telephone -> List.of("office"), Set.of("office", "branch"));
        assertThat(book.of(anna.id()).stale().source()).isEqualTo("office");
    }

    @Test
    void telephonesSpeakForThoseWhoseTheyAreAndForWhoGetsThemLater() {
        feed.telephone(new Telephone("office", "101", Device.IDLE, NINE, List.of()));
        feed.telephone(new Telephone("branch", "101", Device.IDLE, NINE, List.of()));
        feed.telephone(new Telephone("office", "104", Device.IDLE, NINE, List.of()));
        assertThat(book.of(anna.id()).evidence().telephones())
                .extracting(Telephone::source)
                .containsExactly("branch", "office");
        StaffMember gleb = staff.save(Cast.gleb());
        feed.staffChanged(List::of);
        assertThat(book.of(gleb.id()).evidence().telephones())
                .as("it said so before it was his")
                .extracting(Telephone::telephone)
                .containsExactly("104");
        feed.telephone(new Telephone("office", "101", Device.RINGING, at(1), List.of()));
        assertThat(book.of(anna.id()).evidence().telephones())
                .extracting(Telephone::device)
                .containsExactly(Device.IDLE, Device.RINGING);
    }

    @Test
    void aClockThatIsAheadIsCorrected() {
        feed.skews(Map.of("office", Duration.ofSeconds(90)));
        becomes(Call.State.TALKING, 96, null, phone("101", 92, 96, null));
        assertThat(book.of(anna.id()).since()).isEqualTo(at(6));
    }

    @Test
    void peopleOfASystemThatIsAwayAreStaleAndThenFreshAgain() {
        feed.telephone(new Telephone("office", "101", Device.IDLE, NINE, List.of()));
        assertThat(state(anna)).isEqualTo(AgentState.AVAILABLE);
        feed.stale(Map.of("office", NINE), telephone -> List.of(), Set.of("office", "branch"));
        assertThat(book.of(anna.id()).stale()).isNotNull();
        assertThat(book.of(anna.id()).kept()).isEqualTo(AgentState.UNKNOWN);
        assertThat(book.of(boris.id()).stale())
                .as("nobody knows whose telephone that is")
                .isNull();
        feed.stale(Map.of(), telephone -> List.of(), Set.of("office", "branch"));
        assertThat(book.of(anna.id()).kept()).isEqualTo(AgentState.AVAILABLE);
    }
}
