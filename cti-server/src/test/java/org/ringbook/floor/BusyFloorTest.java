package org.ringbook.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestCrm;
import org.ringbook.agentstates.AgentState;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.CallChange;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;

/**
 * Twenty people, two calls a second, for ten minutes: each tile is with every change what it must be, and a page that asks for what is
 * newer gets it. How soon a browser shows it is measured by the benchmark of tiles.
 */
class BusyFloorTest {

    private static final Instant NINE = Instant.parse("2026-12-01T06:00:00Z");
    private static final int PEOPLE = 20;
    private static final int CALLS = 1_200;
    private static final Duration WRAP_UP = Duration.ofSeconds(2);

    private final TestCrm crm = new TestCrm();
    private Instant now = NINE;
    private final InstantSource moved = () -> now;
    private final Clock clock = moved.withZone(ZoneOffset.UTC);
    private final AgentStateBook book = new AgentStateBook(clock, WRAP_UP);
    private final Map<String, UUID> people = new HashMap<>();
    private FloorFeed feed;

    @BeforeEach
    void theyCome() {
        for (int i = 0; i < PEOPLE; i++) {
            String extension = String.valueOf(201 + i);
            people.put(
                    extension,
                    crm.staff()
                            .save(new StaffMember(
                                    null,
                                    "Сотрудник " + extension,
                                    "person" + extension,
                                    Role.AGENT,
                                    List.of(new Extension(extension)),
                                    "ru",
                                    true))
                            .id());
        }
        feed = new FloorFeed(book, crm.staff(), clock);
    }

    @AfterEach
    void close() {
        crm.close();
    }

    /** What becomes of a call at a moment. @param state null when it ends */
    private record Step(
            Instant at, int order, int call, String extension, Call.State state, Instant rang, Instant answered) {}

    /** Whoever is free is rung, by chance; a call for which nobody is free does not come. */
    private List<Step> tenMinutes() {
        var random = new Random(1);
        var freeAt = new HashMap<String, Instant>();
        people.keySet().forEach(extension -> freeAt.put(extension, NINE));
        var steps = new PriorityQueue<Step>((one, other) -> one.at().equals(other.at())
                ? Integer.compare(one.order(), other.order())
                : one.at().compareTo(other.at()));
        for (int call = 0; call < CALLS; call++) {
            Instant rings = NINE.plusMillis(500L * call);
            List<String> free = freeAt.entrySet().stream()
                    .filter(one -> !one.getValue().isAfter(rings))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            if (!free.isEmpty()) {
                String extension = free.get(random.nextInt(free.size()));
                Instant answers = rings.plusMillis(400 + random.nextInt(2_000));
                Instant ends = answers.plusMillis(1_000 + random.nextInt(6_000));
                freeAt.put(extension, ends.plus(WRAP_UP).plusMillis(100));
                steps.add(new Step(rings, 3 * call, call, extension, Call.State.RINGING, rings, null));
                steps.add(new Step(answers, 3 * call + 1, call, extension, Call.State.TALKING, rings, answers));
                steps.add(new Step(ends, 3 * call + 2, call, extension, Call.State.ENDED, rings, answers));
            }
        }
        var inOrder = new ArrayList<Step>();
        while (!steps.isEmpty()) {
            inOrder.add(steps.poll());
        }
        return inOrder;
    }

    private static Call call(Step step) {
        boolean over = step.state() == Call.State.ENDED;
        return Call.of(draft -> {
            draft.id = new UUID(16, step.call());
            draft.source = "office";
            draft.direction = Call.Direction.INBOUND;
            draft.state = step.state();
            draft.external = PhoneNumber.of("+7916" + (1_000_000 + step.call()));
            draft.startedAt = step.rang();
            draft.answeredAt = step.answered();
            draft.endedAt = over ? step.at() : null;
            draft.legs = List.of(new Leg(
                    step.extension(),
                    LegKind.AGENT,
                    step.rang(),
                    step.answered(),
                    over ? step.at() : null,
                    null,
                    List.of()));
        });
    }

    @Test
    void eachTileIsWithEveryChangeWhatItMustBe() {
        var last = new HashMap<Integer, Call>();
        List<Step> steps = tenMinutes();
        assertThat(steps).as("enough of them to be busy").hasSizeGreaterThan(2_000);
        for (Step step : steps) {
            now = step.at();
            book.tick();
            long page = book.version();
            Call becomes = call(step);
            feed.changed(new CallChange(last.put(step.call(), becomes), becomes, List.of()));
            UUID person = people.get(step.extension());
            AgentState expected = switch (step.state()) {
                case RINGING -> AgentState.RINGING;
                case TALKING -> AgentState.TALKING;
                default -> AgentState.WRAP_UP;
            };
            assertThat(book.of(person).state()).as(step.toString()).isEqualTo(expected);
            assertThat(book.of(person).since()).as("by the stamp of the PBX").isEqualTo(step.at());
            assertThat(book.all().stream().filter(one -> one.version() > page).map(one -> one.staffId()))
                    .as("what a page gets that asks for what is newer")
                    .containsExactly(person);
        }
        now = now.plus(Duration.ofMinutes(1));
        book.tick();
        assertThat(book.all()).as("nobody is left in a call").allMatch(one -> one.state() == AgentState.UNKNOWN);
    }
}
