package org.ringbook.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Monday to Friday, nine to six in Moscow; the first of May is off. */
class WorkingTimeTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final WorkingTime WORK = new WorkingTime(
            MOSCOW,
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            LocalTime.of(9, 0),
            LocalTime.of(18, 0),
            Set.of(LocalDate.of(2026, 5, 1)));

    private static Instant at(String there) {
        return LocalDateTime.parse(there).atZone(MOSCOW).toInstant();
    }

    @Test
    void halfAnHourFromFridayEveningEndsOnMondayMorning() {
        assertThat(WORK.after(at("2026-03-06T17:50"), Duration.ofMinutes(30))).isEqualTo(at("2026-03-09T09:20"));
        assertThat(WORK.after(at("2026-03-07T12:00"), Duration.ofMinutes(30))).isEqualTo(at("2026-03-09T09:30"));
        assertThat(WORK.after(at("2026-03-09T10:00"), Duration.ofMinutes(30))).isEqualTo(at("2026-03-09T10:30"));
    }

    @Test
    void theAnswerOnMondayCameAfterThirteenWorkingMinutes() {
        assertThat(WORK.between(at("2026-03-06T17:50"), at("2026-03-09T09:03"))).isEqualTo(Duration.ofMinutes(13));
        assertThat(WORK.between(at("2026-03-09T09:03"), at("2026-03-06T17:50"))).isEqualTo(Duration.ZERO);
    }

    @Test
    void aHolidayIsNoWorkingDay() {
        assertThat(WORK.isOpen(at("2026-05-01T12:00"))).isFalse();
        assertThat(WORK.isOpen(at("2026-04-30T17:59"))).isTrue();
        assertThat(WORK.isOpen(at("2026-04-30T18:00"))).isFalse();
        assertThat(WORK.after(at("2026-04-30T17:50"), Duration.ofMinutes(20))).isEqualTo(at("2026-05-04T09:10"));
    }
}
