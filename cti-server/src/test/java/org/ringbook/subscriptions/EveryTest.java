package org.ringbook.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.ringbook.reports.Period;

/** When a report is due, and of which days it is then. */
class EveryTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final LocalTime EIGHT = LocalTime.of(8, 0);

    private static ZonedDateTime at(String local) {
        return java.time.LocalDateTime.parse(local).atZone(MOSCOW);
    }

    private static Period days(String first, String last) {
        return new Period(LocalDate.parse(first), LocalDate.parse(last), MOSCOW);
    }

    @Test
    void eachDayOfTheDayBefore() {
        assertThat(Every.DAY.next(at("2026-12-01T07:59"), EIGHT)).isEqualTo(at("2026-12-01T08:00"));
        assertThat(Every.DAY.next(at("2026-12-01T08:00"), EIGHT)).isEqualTo(at("2026-12-02T08:00"));
        assertThat(Every.DAY.of(at("2026-12-01T08:00"))).isEqualTo(days("2026-11-30", "2026-11-30"));
    }

    @Test
    void onMondaysOfTheWeekBefore() {
        assertThat(Every.WEEK.next(at("2026-12-01T08:00"), EIGHT)).isEqualTo(at("2026-12-07T08:00"));
        assertThat(Every.WEEK.of(at("2026-12-07T08:00"))).isEqualTo(days("2026-11-30", "2026-12-06"));
        assertThat(Every.WEEK.of(at("2026-12-09T08:00"))).isEqualTo(days("2026-11-30", "2026-12-06"));
    }

    @Test
    void onTheFirstOfTheMonthBefore() {
        assertThat(Every.MONTH.next(at("2026-12-01T08:00"), EIGHT)).isEqualTo(at("2027-01-01T08:00"));
        assertThat(Every.MONTH.of(at("2027-01-01T08:00"))).isEqualTo(days("2026-12-01", "2026-12-31"));
    }

    @Test
    void byTheClockOfAZoneThatChangesIt() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        ZonedDateTime saturday =
                java.time.LocalDateTime.parse("2026-03-28T09:00").atZone(berlin);
        ZonedDateTime next = Every.DAY.next(saturday, EIGHT);
        assertThat(next.toLocalTime()).isEqualTo(EIGHT);
        assertThat(java.time.Duration.between(saturday, next)).hasHours(22);
    }
}
