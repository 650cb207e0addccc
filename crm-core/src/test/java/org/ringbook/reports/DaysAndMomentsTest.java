package org.ringbook.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.reports.Moments.Standing;
import org.ringbook.reports.StateIntervals.Interval;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Anna's day as lanes, and the board as it was at any second. */
class DaysAndMomentsTest {

    private static final UUID ANNA = UUID.fromString("019ad000-0000-7000-8000-000000000101");
    private static final Instant NINE = CallsOfTheDay.NINE;
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    @AutoClose
    private final Ledger ledger = new Ledger();

    private final List<Interval> states = new ArrayList<>();

    private ObjectProvider<StateIntervals> ledgerOfStates() {
        var known = new StateIntervals() {
            @Override
            public List<Interval> during(Collection<UUID> people, Instant from, Instant to) {
                return states.stream()
                        .filter(one -> one.since().isBefore(to)
                                && (one.until() == null || one.until().isAfter(from)))
                        .toList();
            }

            @Override
            public List<Spent> spent(Collection<UUID> people, Instant from, Instant to) {
                throw new UnsupportedOperationException("A day and a moment ask for no sums");
            }

            @Override
            public List<Pauses> pauses(Collection<UUID> people, Instant from, Instant to) {
                throw new UnsupportedOperationException("A day and a moment ask for no sums");
            }
        };
        var beans = new StaticListableBeanFactory();
        beans.addBean("states", known);
        return beans.getBeanProvider(StateIntervals.class);
    }

    private static Instant minute(int minutes) {
        return NINE.plusSeconds(60L * minutes);
    }

    private void was(String state, String reason, int from, int to) {
        states.add(new Interval(ANNA, state, reason, minute(from), minute(to)));
    }

    private PersonDays.Day day() {
        ledger.jdbc
                .sql("update report_name set name = ? where kind = 4 and name = 'tel:101'")
                .param(ANNA.toString())
                .update();
        return new PersonDays(ledger.jdbc, ledgerOfStates()).of(ANNA, DAY, Ledger.MOSCOW);
    }

    @Test
    void herStatesFollowOneAnotherAndWhatNobodyKnowsIsSaid() {
        was("available", null, 0, 60);
        was("paused", "lunch", 60, 90);
        was("available", null, 120, 180);
        PersonDays.Day day = day();
        assertThat(day.states())
                .extracting(PersonDays.State::state)
                .containsExactly("unknown", "available", "paused", "unknown", "available", "unknown");
        assertThat(day.sums())
                .containsEntry("paused lunch", Duration.ofMinutes(30))
                .containsEntry("available", Duration.ofMinutes(120));
        for (int i = 1; i < day.states().size(); i++) {
            assertThat(day.states().get(i).since())
                    .isEqualTo(day.states().get(i - 1).until());
        }
        Duration all = day.sums().values().stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(all).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void herCallsLieAboveAndGapsOfMoreThanAQuarterAreNamed() {
        was("available", null, 0, 90);
        ledger.write(CallsOfTheDay.answered(minute(10)), CallsOfTheDay.answered(minute(40)));
        PersonDays.Day day = day();
        assertThat(day.calls()).hasSize(2);
        assertThat(day.talk()).isEqualTo(Duration.ofMinutes(2));
        assertThat(day.firstCall()).isEqualTo(minute(10).plusSeconds(1));
        assertThat(day.gaps()).hasSize(2);
        assertThat(day.gaps().get(0).until()).isEqualTo(minute(40).plusSeconds(1));
    }

    @Test
    void aGapThatEndsAsTheNextCallBeginsIsNamedThoughCallsFollow() {
        was("available", null, 15, 300);
        was("talking", null, 300, 301);
        was("available", null, 301, 400);
        ledger.write(
                CallsOfTheDay.answered(minute(300).minusSeconds(1)),
                CallsOfTheDay.answered(minute(330)),
                CallsOfTheDay.answered(minute(420)));
        assertThat(day().gaps())
                .extracting(PersonDays.State::since, PersonDays.State::until)
                .containsExactly(
                        tuple(minute(15), minute(300)),
                        tuple(minute(300).plusSeconds(63), minute(330).plusSeconds(1)),
                        tuple(minute(330).plusSeconds(64), minute(400)));
    }

    @Test
    void theBoardOfASecondSaysWhoWaitedRangAndTalked() {
        ledger.write(CallsOfTheDay.answered(NINE));
        var moments = new Moments(ledger.jdbc, ledgerOfStates());
        assertThat(moments.at(NINE.minusSeconds(1), null).calls()).isEmpty();
        assertThat(moments.at(NINE.plusMillis(1_500), null).calls())
                .extracting(Moments.Going::standing)
                .containsExactly(Standing.RINGING);
        assertThat(moments.at(NINE.plusSeconds(5), null).calls())
                .extracting(
                        Moments.Going::standing, call -> call.people().get(0).text())
                .containsExactly(tuple(Standing.TALKING, "tel:101"));
        assertThat(moments.at(NINE.plusSeconds(64), null).calls()).isEmpty();
        assertThat(moments.at(NINE.plusSeconds(5), List.of(UUID.randomUUID())).calls())
                .isEmpty();
    }

    @Test
    void atAHundredRandomInstantsTheBoardIsWhatTheCallsThemselvesSay() {
        List<Call> calls = new ManyCalls(9, NINE, Duration.ofHours(10)).of(800);
        ledger.write(calls);
        var moments = new Moments(ledger.jdbc, ledgerOfStates());
        var random = new Random(4);
        for (int i = 0; i < 100; i++) {
            Instant at = NINE.plusMillis(random.nextInt(36_000_000));
            List<String> plain = going(calls, at)
                    .map(call -> call.id() + " " + talks(call, at))
                    .sorted()
                    .toList();
            List<String> board = moments.at(at, null).calls().stream()
                    .map(call -> call.call() + " " + (call.standing() == Standing.TALKING))
                    .sorted()
                    .toList();
            assertThat(board).as(at.toString()).isEqualTo(plain);
        }
    }

    private static Stream<Call> going(List<Call> calls, Instant at) {
        return calls.stream()
                .filter(call -> !call.startedAt().isAfter(at))
                .filter(call -> call.endedAt() == null || call.endedAt().isAfter(at));
    }

    private static boolean talks(Call call, Instant at) {
        return call.answeredAt() != null && !call.answeredAt().isAfter(at);
    }
}
