package org.ringbook.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.reports.FactQuery.Subject;
import org.ringbook.reports.Figure.Facts;

/**
 * Forty days of calls are counted twice: in the database, as reports do, and in plain Java straight from the calls. {@code
 * -Dreports.calls=100000} takes more of them.
 */
class SqlAndPlainJavaTest {

    private static final int CALLS = Integer.getInteger("reports.calls", 10_000);
    private static final Instant FROM = Instant.parse("2026-09-20T21:00:00Z");
    private static final int DAYS = 40;
    private static final LocalDate FIRST = LocalDate.of(2026, 9, 21);
    private static final ReportQuery ALL = ReportQuery.of(new Period(FIRST, FIRST.plusDays(DAYS - 1), Ledger.MOSCOW));

    @AutoClose
    private static final Ledger LEDGER = new Ledger();

    private static final List<Call> LOGGED = new ManyCalls(7, FROM, Duration.ofDays(DAYS)).of(CALLS);

    @BeforeAll
    static void theyAreLogged() {
        for (int i = 0; i < LOGGED.size(); i += 1_000) {
            LEDGER.write(LOGGED.subList(i, Math.min(LOGGED.size(), i + 1_000)));
        }
    }

    private static ZonedDateTime local(Call call) {
        return call.startedAt().atZone(Ledger.MOSCOW);
    }

    private static void same(Grouping by, Function<Call, Integer> key) {
        assertThat(LEDGER.calls(by, ALL)).as(by.name()).isEqualTo(PlainFold.calls(LOGGED, key));
    }

    private static void allAreTheSame() {
        same(Grouping.HOUR, call -> local(call).getHour());
        same(Grouping.WEEKDAY, call -> local(call).getDayOfWeek().getValue());
        same(Grouping.DAY, call -> Math.toIntExact(local(call).toLocalDate().toEpochDay()));
        same(Grouping.MONTH, call -> local(call).getYear() * 12 + local(call).getMonthValue() - 1);
        same(Grouping.ALL, call -> 0);
        assertThat(byName(LEDGER.calls(Grouping.LINE, ALL)))
                .isEqualTo(PlainFold.calls(
                        LOGGED, call -> call.line() == null ? "" : call.line().toString()));
        assertThat(byName(LEDGER.people(ALL))).isEqualTo(byTelephone());
    }

    private static Map<String, Sums> byTelephone() {
        var named = new TreeMap<String, Sums>();
        PlainFold.people(LOGGED).forEach((telephone, sums) -> named.put("tel:" + telephone, sums));
        return named;
    }

    private static Map<String, Sums> byName(Map<Integer, Sums> groups) {
        return byName(LEDGER, groups);
    }

    private static Map<String, Sums> byName(Ledger ledger, Map<Integer, Sums> groups) {
        var named = new TreeMap<String, Sums>();
        groups.forEach((key, sums) -> named.put(
                key == 0
                        ? ""
                        : ledger.jdbc
                                .sql("select name from report_name where id = ?")
                                .param(key)
                                .query(String.class)
                                .single(),
                sums));
        return named;
    }

    @Test
    void factsSumsOfDaysAndPlainJavaSayTheSame() {
        assertThat(LEDGER.dirtyDays()).isNotEmpty();
        allAreTheSame();
        LEDGER.days.one(LocalDate.of(2100, 1, 1));
        LEDGER.days.one(LocalDate.of(2100, 1, 1));
        allAreTheSame();
        LEDGER.sumUp();
        assertThat(LEDGER.dirtyDays()).isEmpty();
        allAreTheSame();
    }

    /** What the board of today counts. */
    @Test
    void queuesAreTheSameByCall() {
        var all = new ArrayList<Call>(LOGGED.subList(0, 2_000));
        all.addAll(odd());
        Map<String, Map<Figure, Long>> plain = new TreeMap<>();
        all.stream()
                .flatMap(call -> QueuedCall.of(call).stream())
                .filter(SqlAndPlainJavaTest::isOfThePeriod)
                .forEach(call -> add(plain.computeIfAbsent(call.queue(), name -> new EnumMap<>(Figure.class)), call));
        Map<String, Map<Figure, Long>> counted = new TreeMap<>();
        try (var ledger = new Ledger()) {
            ledger.write(all);
            byName(ledger, ledger.query.groups(new Subject(Facts.QUEUES, Grouping.QUEUE, false), ALL))
                    .forEach((queue, sums) -> counted.put(queue, ofQueues(sums)));
        }
        assertThat(plain.keySet()).contains("sales", "support", "night");
        assertThat(counted).isEqualTo(plain);
    }

    private static Map<Figure, Long> ofQueues(Sums sums) {
        var figures = new EnumMap<Figure, Long>(Figure.class);
        for (Figure figure : Figure.values()) {
            if (figure.facts() == Facts.QUEUES) {
                count(figures, figure, true, sums.of(figure));
            }
        }
        return figures;
    }

    private static boolean isOfThePeriod(QueuedCall call) {
        Period period = ALL.period();
        return !call.entered().isBefore(period.from()) && call.entered().isBefore(period.to());
    }

    private static void add(Map<Figure, Long> figures, QueuedCall call) {
        long wait = call.waitMillis() == null ? 0 : call.waitMillis();
        boolean answered = call.outcome() == QueuedCall.Outcome.ANSWERED;
        boolean abandoned = call.outcome() == QueuedCall.Outcome.ABANDONED;
        count(figures, Figure.OFFERED, true, 1);
        count(figures, Figure.QUEUE_ANSWERED, answered, 1);
        count(figures, Figure.IN_TIME, answered && wait <= 20_000, 1);
        count(figures, Figure.QUEUE_WAIT, answered, wait);
        count(figures, Figure.ABANDONED, abandoned, 1);
        count(figures, Figure.ABANDONED_IN_TIME, abandoned && wait <= 20_000, 1);
        count(figures, Figure.SHORT_ABANDONED, abandoned && wait < 5_000, 1);
        count(figures, Figure.OVERFLOW, call.outcome() == QueuedCall.Outcome.OVERFLOW, 1);
        count(figures, Figure.WAITING, call.waits(), 1);
        if (wait > 0) {
            figures.merge(Figure.LONGEST_WAIT, wait, Math::max);
        }
    }

    private static void count(Map<Figure, Long> figures, Figure figure, boolean counts, long value) {
        if (counts && value != 0) {
            figures.merge(figure, value, Long::sum);
        }
    }

    /** Through three queues, back into the first, from a source that does not say when, going on, over without an end, at the limits. */
    private static List<Call> odd() {
        Instant at = FROM.plus(Duration.ofDays(3));
        var odd = new ArrayList<Call>();
        odd.add(queued(
                1,
                at,
                Call.State.ENDED,
                at.plusSeconds(151),
                null,
                stint("sales", at, 1, 60, LegOutcome.NO_ANSWER),
                stint("support", at, 60, 119, LegOutcome.NO_ANSWER),
                stint("night", at, 119, 151, LegOutcome.ANSWERED)));
        odd.add(queued(
                2,
                at,
                Call.State.ENDED,
                null,
                null,
                stint("sales", at, 1, 31, LegOutcome.NO_ANSWER),
                stint("support", at, 31, 40, LegOutcome.NO_ANSWER),
                stint("sales", at, 40, 50, LegOutcome.CANCELLED)));
        odd.add(queued(3, at, Call.State.ENDED, at.plusSeconds(12), "night"));
        odd.add(queued(4, at, Call.State.ENDED, null, "night"));
        odd.add(queued(
                5,
                at,
                Call.State.QUEUED,
                null,
                null,
                new Leg("night", Call.LegKind.QUEUE, at.plusSeconds(2), null, null, null, List.of())));
        odd.add(queued(
                6,
                at,
                Call.State.ENDED,
                null,
                null,
                new Leg("night", Call.LegKind.QUEUE, at.plusSeconds(2), null, null, null, List.of())));
        odd.add(queued(
                7, at, Call.State.TALKING, at.plusSeconds(21), null, stint("night", at, 1, 21, LegOutcome.ANSWERED)));
        odd.add(queued(
                8,
                at,
                Call.State.ENDED,
                at.plusNanos(500_400_000),
                null,
                stint("night", at, 30, 34, LegOutcome.CANCELLED)));
        odd.add(queued(
                9,
                at,
                Call.State.ENDED,
                at.plusNanos(20_000_499_000L),
                null,
                stint("night", at, 0, 21, LegOutcome.ANSWERED)));
        odd.add(queued(
                10,
                at,
                Call.State.ENDED,
                at.plusNanos(20_000_500_000L),
                null,
                stint("night", at, 0, 21, LegOutcome.ANSWERED)));
        return odd;
    }

    private static Leg stint(String queue, Instant at, int from, int to, LegOutcome outcome) {
        return new Leg(queue, Call.LegKind.QUEUE, at.plusSeconds(from), null, at.plusSeconds(to), outcome, List.of());
    }

    private static Call queued(int number, Instant at, Call.State state, Instant answered, String queue, Leg... legs) {
        return Call.of(draft -> {
            draft.id = new UUID(0x0000000000007000L, 0x8000000000000000L + 900_000 + number);
            draft.source = "office";
            draft.sourceId = "odd-" + number;
            draft.direction = Call.Direction.INBOUND;
            draft.state = state;
            draft.queue = legs.length == 0 ? queue : legs[legs.length - 1].party();
            draft.startedAt = at;
            draft.answeredAt = answered;
            draft.endedAt = state == Call.State.ENDED ? at.plusSeconds(200) : null;
            draft.result =
                    state != Call.State.ENDED ? null : answered != null ? Call.Result.ANSWERED : Call.Result.MISSED;
            draft.reason = state == Call.State.ENDED && answered == null ? Call.Reason.ABANDONED : null;
            draft.legs = List.of(legs);
        });
    }

    @Test
    void whateverThePeriodIsCutInto_theParts_comeToTheWhole() {
        Sums whole = LEDGER.calls(Grouping.ALL, ALL).get(0);
        var random = new Random(11);
        for (int round = 0; round < 8; round++) {
            Sums parts = Sums.NONE;
            LocalDate day = FIRST;
            while (!day.isAfter(ALL.period().last())) {
                LocalDate last = day.plusDays(random.nextInt(9));
                LocalDate to = last.isAfter(ALL.period().last()) ? ALL.period().last() : last;
                ReportQuery some = ALL.in(new Period(day, to, Ledger.MOSCOW));
                parts = parts.plus(LEDGER.calls(Grouping.ALL, some).getOrDefault(0, Sums.NONE));
                day = to.plusDays(1);
            }
            assertThat(parts).isEqualTo(whole);
        }
        for (Grouping by : List.of(
                Grouping.HOUR, Grouping.WEEKDAY, Grouping.DAY, Grouping.LINE, Grouping.RESULT, Grouping.WEEK_HOUR)) {
            assertThat(LEDGER.calls(by, ALL).values().stream().reduce(Sums.NONE, Sums::plus))
                    .as(by.name())
                    .isEqualTo(whole);
        }
    }

    @Test
    void anyCutOfTheCallsThemselvesComesToTheSame() {
        var random = new Random(5);
        Sums whole = PlainFold.calls(LOGGED, call -> 0).get(0);
        for (int round = 0; round < 20; round++) {
            int parts = 1 + random.nextInt(50);
            var keys = new ArrayList<Integer>();
            LOGGED.forEach(call -> keys.add(random.nextInt(parts)));
            var place = new int[1];
            assertThat(PlainFold.calls(LOGGED, call -> keys.get(place[0]++)).values().stream()
                            .reduce(Sums.NONE, Sums::plus))
                    .isEqualTo(whole);
        }
    }

    /** Quarters of an hour are half hours are hours are the day, of each queue and of all. */
    @Test
    void whateverADayIsCutIntoItsPartsComeToTheDay() {
        var queues = new ArrayList<String>(List.of("sales", "support"));
        queues.add(null);
        for (int day = 0; day < 7; day++) {
            var period = new Period(FIRST.plusDays(day), FIRST.plusDays(day), Ledger.MOSCOW);
            for (String queue : queues) {
                Sums whole = LEDGER.query
                        .groups(new Subject(Facts.QUEUES, Grouping.ALL, false), of(period, queue, 60))
                        .getOrDefault(0, Sums.NONE);
                assertThat(whole.of(Figure.OFFERED)).isPositive();
                for (int minutes : new int[] {15, 30, 60}) {
                    Map<Integer, Sums> parts = LEDGER.query.groups(
                            new Subject(Facts.QUEUES, Grouping.INTERVAL, false), of(period, queue, minutes));
                    assertThat(parts.values().stream().reduce(Sums.NONE, Sums::plus))
                            .as(period.first() + " " + queue + " by " + minutes)
                            .isEqualTo(whole);
                }
            }
        }
    }

    private static ReportQuery of(Period period, String queue, int minutes) {
        return new ReportQuery(period, null, null, null, queue, null, null, minutes, null);
    }

    @Test
    void anotherZoneIsCountedFromTheCallsThemselves() {
        var there = new Period(FIRST.plusDays(2), FIRST.plusDays(30), java.time.ZoneId.of("Asia/Vladivostok"));
        Map<Integer, Sums> hours = LEDGER.calls(Grouping.HOUR, ALL.in(there));
        List<Call> inPeriod = LOGGED.stream()
                .filter(call -> !call.startedAt().isBefore(there.from())
                        && call.startedAt().isBefore(there.to()))
                .toList();
        assertThat(hours)
                .isEqualTo(PlainFold.calls(
                        inPeriod, call -> call.startedAt().atZone(there.zone()).getHour()));
    }

    @Test
    void eachFigureOpensExactlyTheCallsThatMakeIt() {
        for (Figure figure :
                List.of(Figure.ANSWERED, Figure.MISSED, Figure.REACHED, Figure.SHORT, Figure.MINUTE_TALKS)) {
            Subject hours = new Subject(Facts.CALLS, Grouping.HOUR, false);
            long counted = LEDGER.calls(Grouping.HOUR, ALL).get(11).of(figure);
            assertThat(LEDGER.query.calls(hours, ALL, 11, figure, 0, 100_000))
                    .as(figure.name())
                    .hasSize(Math.toIntExact(counted));
        }
    }

    @Test
    void aFilterLeavesOutWhatItSays() {
        var missed = new ReportQuery(
                ALL.period(), Call.Direction.INBOUND, Call.Result.MISSED, "+74957770001", null, null, null, 60, null);
        long plain = LOGGED.stream()
                .filter(call -> call.direction() == Call.Direction.INBOUND && call.result() == Call.Result.MISSED)
                .filter(call -> call.line() != null && call.line().toString().equals("+74957770001"))
                .count();
        assertThat(LEDGER.calls(Grouping.ALL, missed).get(0).of(Figure.CALLS))
                .isEqualTo(plain)
                .isPositive();
    }
}
