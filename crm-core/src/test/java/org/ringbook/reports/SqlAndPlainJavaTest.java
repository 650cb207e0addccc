package org.ringbook.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
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
        var named = new TreeMap<String, Sums>();
        groups.forEach((key, sums) -> named.put(
                key == 0
                        ? ""
                        : LEDGER.jdbc
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
