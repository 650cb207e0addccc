package org.ringbook.floor;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.TestDatabase;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.agentstates.AgentStates;
import org.ringbook.agentstates.PersonState;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.floor.Board.QueueNow;
import org.ringbook.floor.Board.SourceNow;
import org.ringbook.reports.CountedDay;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three hours are played. At a hundred random instants the board, as it lived through them in memory, is written down, and beside it what
 * follows of the facts alone that were written up to then: the report of queues in SQL, the calls of the log, the ledger of states.
 */
class BoardIsTheReportTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final String DAY = "2026-12-01";
    private static final Instant NINE = Instant.parse("2026-12-01T06:00:00Z");
    private static final Duration PLAYED = Duration.ofHours(3);
    private static final int INSTANTS = 100;
    private static final Duration WRAP_UP = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestCrm crm = new TestCrm();
    private final CountedDay counted = new CountedDay();
    private final HikariDataSource database = TestDatabase.pooledWith("agents", "agentstates");
    private final AgentStates ledger =
            new AgentStates(JdbcClient.create(database), new JdbcTransactionManager(database));
    private Instant now = NINE;
    private final InstantSource moved = () -> now;
    private final Clock clock = moved.withZone(ZoneOffset.UTC);
    private final AgentStateBook book = new AgentStateBook(clock, WRAP_UP);
    private final QueueDay day = new QueueDay(MOSCOW, CountedDay.SETTINGS, Set.of());
    private final Map<UUID, Call> known = new LinkedHashMap<>();
    private final Map<UUID, Call> unwritten = new LinkedHashMap<>();
    private List<StaffMember> people;
    private FloorFeed feed;
    private Floor floor;

    @BeforeEach
    void theyCome() {
        people = List.of(
                crm.staff().save(Cast.anna()),
                crm.staff().save(Cast.boris()),
                crm.staff().save(Cast.vera()));
        feed = new FloorFeed(book, crm.staff(), clock);
        day.turn(NINE);
        floor = floor(book, day, known);
        book.listen(change -> {
            if (change.kept()) {
                PersonState state = change.now();
                ledger.begin(state.staffId(), state.kept(), state.decision(), change.keptSince());
            }
        });
    }

    @AfterEach
    void close() {
        database.close();
        counted.close();
        crm.close();
    }

    private Floor floor(AgentStateBook states, QueueDay queues, Map<UUID, Call> calls) {
        return new Floor(
                states,
                crm.staff(),
                crm.directory(),
                CountedDay.SETTINGS,
                queues,
                new Supervisions(states, (call, telephone) -> Optional.empty()),
                new PauseConfirmations(states, clock),
                () -> calls.values().stream().filter(call -> !call.ended()).toList(),
                () -> List.of(new SourceNow("office", null, Duration.ZERO)),
                clock);
    }

    private void becomes(Call whole) {
        Call call = PlayedDay.asOf(whole, now);
        var change = new CallChange(known.put(call.id(), call), call, List.of());
        feed.changed(change);
        day.changed(change);
        unwritten.put(call.id(), call);
    }

    @Test
    void atAHundredRandomInstantsTheyAreTheSameToTheByte() {
        List<Call> calls = new PlayedDay(22, NINE, PLAYED, List.of("101", "102", "103"), 220).calls();
        var happens = new TreeMap<Instant, List<Call>>();
        calls.forEach(call -> PlayedDay.moments(call)
                .forEach(at ->
                        happens.computeIfAbsent(at, any -> new ArrayList<>()).add(call)));
        var frozen = new TreeSet<Instant>();
        new Random(100)
                .ints(0, Math.toIntExact(PLAYED.toMillis()))
                .distinct()
                .limit(INSTANTS)
                .forEach(millis -> frozen.add(NINE.plusMillis(millis)));
        var moments = new TreeSet<>(happens.keySet());
        moments.addAll(frozen);
        int waited = 0;
        for (Instant at : moments) {
            now = at;
            book.tick();
            happens.getOrDefault(at, List.of()).forEach(this::becomes);
            if (frozen.contains(at)) {
                counted.write(unwritten.values());
                unwritten.clear();
                String live = live();
                assertThat(live).as(at.toString()).isEqualTo(rebuilt());
                waited += live.contains("\"waiting\":[]") ? 0 : 1;
            }
        }
        assertThat(waited).as("instants in which somebody waited").isPositive();
    }

    private String live() {
        var board = new LinkedHashMap<String, Object>();
        board.put("at", now.toString());
        board.put("queues", floor.queues(call -> true).stream().map(this::queue).toList());
        board.put(
                "people", people.stream().map(one -> person(book.of(one.id()))).toList());
        return JSON.writeValueAsString(board);
    }

    private Map<String, Object> queue(QueueNow queue) {
        QueueFigures today = queue.today();
        return queue(
                queue,
                today.offered(),
                today.level().answered(),
                today.level().abandoned(),
                today.level().shortAbandoned(),
                today.overflowed(),
                queue.level(),
                millis(today.asa()),
                millis(today.longest()));
    }

    private static Double millis(OptionalDouble seconds) {
        return seconds.isEmpty() || seconds.getAsDouble() == 0 ? null : seconds.getAsDouble() * 1000;
    }

    private static Map<String, Object> queue(
            QueueNow now,
            long offered,
            long answered,
            long abandoned,
            long shortAbandoned,
            long overflow,
            Double level,
            Double asa,
            Double longest) {
        var queue = new LinkedHashMap<String, Object>();
        queue.put("name", now.name());
        queue.put(
                "waiting",
                now.waiting().stream()
                        .map(one -> one.callId() + " " + one.since() + " " + one.number() + " " + one.rings())
                        .toList());
        queue.put("talking", now.talking());
        queue.put("offered", offered);
        queue.put("answered", answered);
        queue.put("abandoned", abandoned);
        queue.put("shortAbandoned", shortAbandoned);
        queue.put("overflow", overflow);
        queue.put("level", level);
        queue.put("asa", written(asa));
        queue.put("longest", written(longest));
        return queue;
    }

    /** The board counts in seconds and the report in milliseconds: what the last bit of a double makes of that is nobody's. */
    private static String written(Double millis) {
        return millis == null ? null : String.format(Locale.ROOT, "%.6f", millis);
    }

    private static String person(PersonState state) {
        return state.staffId() + " " + state.state().word() + " " + state.since() + " "
                + state.decision().callId();
    }

    /** Of what was written alone: nothing here has seen the day. */
    private String rebuilt() {
        var logged = new LinkedHashMap<UUID, Call>();
        counted.calls().forEach(call -> logged.put(call.id(), call));
        var states = new AgentStateBook(clock, WRAP_UP);
        var again = new FloorFeed(states, crm.staff(), clock);
        again.takenUp(
                () -> logged.values().stream().filter(call -> !call.ended()).toList());
        var names = new QueueDay(MOSCOW, CountedDay.SETTINGS, Set.of());
        names.turn(now);
        logged.values().forEach(names::again);
        Map<String, Map<String, Double>> report = counted.report("queues", DAY);
        var board = new LinkedHashMap<String, Object>();
        board.put("at", now.toString());
        board.put(
                "queues",
                floor(states, names, logged).queues(call -> true).stream()
                        .map(queue -> ofTheReport(queue, report.get(queue.name())))
                        .toList());
        board.put("people", people.stream().map(one -> person(one.id(), states)).toList());
        return JSON.writeValueAsString(board);
    }

    private static Map<String, Object> ofTheReport(QueueNow now, Map<String, Double> cells) {
        return queue(
                now,
                cells.get("offered").longValue(),
                cells.get("queue-answered").longValue(),
                cells.get("abandoned").longValue(),
                cells.get("short-abandoned").longValue(),
                cells.get("overflow").longValue(),
                cells.get("service-level"),
                cells.get("asa"),
                cells.get("longest-wait"));
    }

    /** In a call by what the log says; else what the ledger says. */
    private String person(UUID id, AgentStateBook ofCalls) {
        if (ofCalls.of(id).state().isInACall()) {
            return person(ofCalls.of(id));
        }
        return ledger.list(List.of(id), now, now.plusMillis(1), 1).stream()
                .findFirst()
                .map(one -> id + " " + one.state().word() + " " + one.since() + " " + one.callId())
                .orElse(id + " unknown null null");
    }
}
