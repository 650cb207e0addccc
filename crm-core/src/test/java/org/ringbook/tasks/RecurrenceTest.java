package org.ringbook.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringbook.refusals.Refused;
import org.ringbook.tasks.Recurrence.Every;

class RecurrenceTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalTime TEN = LocalTime.of(10, 0);

    private static Recurrence of(Every every, int step, String from, String until, DayOfWeek... days) {
        return new Recurrence(
                every,
                step,
                Set.of(days),
                LocalDate.parse(from),
                TEN,
                MOSCOW,
                until == null ? null : LocalDate.parse(until));
    }

    private static List<String> next(Recurrence repeat, String from, int count) {
        LocalDate begin = LocalDate.parse(from);
        return repeat.between(begin, begin.plusYears(20), count).stream()
                .map(LocalDate::toString)
                .toList();
    }

    @Test
    void everyThirdDayCountsFromTheFirst() {
        assertThat(next(of(Every.DAY, 3, "2026-12-01", null), "2026-12-02", 3))
                .containsExactly("2026-12-04", "2026-12-07", "2026-12-10");
    }

    @Test
    void mondaysAndThursdaysOfEverySecondWeek() {
        var repeat = of(Every.WEEK, 2, "2026-12-03", null, DayOfWeek.THURSDAY, DayOfWeek.MONDAY);
        assertThat(next(repeat, "2026-12-01", 5))
                .containsExactly("2026-12-03", "2026-12-14", "2026-12-17", "2026-12-28", "2026-12-31");
        assertThat(next(repeat, "2026-12-05", 1)).containsExactly("2026-12-14");
    }

    @Test
    void withoutWeekdaysItIsTheWeekdayOfTheFirst() {
        assertThat(next(of(Every.WEEK, 1, "2026-12-03", null), "2026-12-04", 2))
                .containsExactly("2026-12-10", "2026-12-17");
    }

    @Test
    void the31stIsTheLastDayOfShorterMonthsAndComesBack() {
        assertThat(next(of(Every.MONTH, 1, "2027-01-31", null), "2027-01-01", 4))
                .containsExactly("2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30");
        assertThat(next(of(Every.YEAR, 1, "2028-02-29", null), "2028-03-01", 4))
                .containsExactly("2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29");
    }

    @Test
    void afterTheLastDayThereIsNone() {
        var repeat = of(Every.DAY, 1, "2026-12-01", "2026-12-02");
        assertThat(next(repeat, "2026-11-01", 9)).containsExactly("2026-12-01", "2026-12-02");
        assertThat(repeat.after(LocalDate.parse("2026-12-02"))).isEmpty();
    }

    @Test
    void tenIsTenInSummerAndInWinterAndATimeThatIsLeftOutIsLater() {
        var daily = new Recurrence(Every.DAY, 1, Set.of(), LocalDate.parse("2027-03-27"), TEN, BERLIN, null);
        assertThat(daily.dueAt(LocalDate.parse("2027-03-27"))).isEqualTo(Instant.parse("2027-03-27T09:00:00Z"));
        assertThat(daily.dueAt(LocalDate.parse("2027-03-28"))).isEqualTo(Instant.parse("2027-03-28T08:00:00Z"));
        var night = new Recurrence(
                Every.DAY, 1, Set.of(), LocalDate.parse("2027-03-27"), LocalTime.of(2, 30), BERLIN, null);
        assertThat(night.dueAt(LocalDate.parse("2027-03-28"))).isEqualTo(Instant.parse("2027-03-28T01:30:00Z"));
        assertThat(night.dueAt(LocalDate.parse("2027-10-31"))).isEqualTo(Instant.parse("2027-10-31T00:30:00Z"));
    }

    @Test
    void whatIsNoStepAndWhatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> of(Every.DAY, 0, "2026-12-01", null)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> of(Every.DAY, 1, "2026-12-02", "2026-12-01")).isInstanceOf(Refused.class);
    }
}
