package org.ringbook.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.calendar.WorkingCalendar.DayKind;

class WorkingCalendarTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    /** 27 November 2026 is a Friday. */
    private final WorkingCalendar calendar = WorkingCalendar.usual(MOSCOW);

    private static Instant at(String local) {
        return ZonedDateTime.parse(local + "+03:00").toInstant();
    }

    private WorkingCalendar with(String day, DayKind kind) {
        return new WorkingCalendar(
                MOSCOW, calendar.from(), calendar.to(), calendar.days(), Map.of(LocalDate.parse(day), kind));
    }

    @Test
    void fifteenMinutesFromTenToSixOnFridayAreOverOnMondayAtFivePastNine() {
        assertThat(calendar.plus(at("2026-11-27T17:50"), QUARTER)).isEqualTo(at("2026-11-30T09:05"));
    }

    @Test
    void whatBeginsAtNightOrOnSundayBeginsInTheMorning() {
        assertThat(calendar.plus(at("2026-11-24T03:00"), QUARTER)).isEqualTo(at("2026-11-24T09:15"));
        assertThat(calendar.plus(at("2026-11-29T12:00"), QUARTER)).isEqualTo(at("2026-11-30T09:15"));
        assertThat(calendar.plus(at("2026-11-27T18:00"), QUARTER)).isEqualTo(at("2026-11-30T09:15"));
    }

    @Test
    void aMinuteBeforeTheEndIsStillToday() {
        assertThat(calendar.plus(at("2026-11-27T17:45"), QUARTER)).isEqualTo(at("2026-11-27T18:00"));
    }

    @Test
    void aHolidayIsLeftOutAShortDayEndsSoonerAndAWorkingSaturdayCounts() {
        assertThat(with("2026-11-30", DayKind.OFF).plus(at("2026-11-27T17:50"), QUARTER))
                .isEqualTo(at("2026-12-01T09:05"));
        assertThat(with("2026-11-27", DayKind.SHORT).plus(at("2026-11-27T16:50"), QUARTER))
                .isEqualTo(at("2026-11-30T09:05"));
        assertThat(with("2026-11-28", DayKind.WORK).plus(at("2026-11-27T17:50"), QUARTER))
                .isEqualTo(at("2026-11-28T09:05"));
    }

    @Test
    void workingTimeBetweenFridayAndMondayHasNoWeekendInIt() {
        assertThat(calendar.between(at("2026-11-27T17:50"), at("2026-11-30T09:03")))
                .isEqualTo(Duration.ofMinutes(13));
        assertThat(calendar.between(at("2026-11-30T09:03"), at("2026-11-27T17:50")))
                .isZero();
        assertThat(calendar.isWorking(at("2026-11-27T17:59"))).isTrue();
        assertThat(calendar.isWorking(at("2026-11-28T12:00"))).isFalse();
    }

    @Test
    void aDayWithoutAnEndEndsAtMidnight() {
        var late = new WorkingCalendar(MOSCOW, LocalTime.of(9, 0), LocalTime.MIDNIGHT, calendar.days(), Map.of());
        assertThat(late.plus(at("2026-11-24T23:50"), QUARTER)).isEqualTo(at("2026-11-25T09:05"));
    }

    @Test
    void aCompanyThatNeverWorksGetsAnAnswerAllTheSame() {
        var never = new WorkingCalendar(MOSCOW, calendar.from(), calendar.to(), Set.of(), Map.of());
        assertThat(never.plus(at("2026-11-24T12:00"), QUARTER)).isEqualTo(at("2026-11-24T12:15"));
    }

    @Test
    void theFileOfDaysIsReadAndALineThatIsNoneIsNamed() {
        var days = SpecialDays.parse(
                List.of("\uFEFF2027-01-01;off", "", "# Friday", "2026-12-31 ; short", "2026-12-16;off;kz"), "days.csv");
        assertThat(days.get("KZ")).containsOnlyKeys(LocalDate.of(2026, 12, 16));
        assertThat(days.get(SpecialDays.OWN))
                .containsEntry(LocalDate.of(2027, 1, 1), DayKind.OFF)
                .containsEntry(LocalDate.of(2026, 12, 31), DayKind.SHORT);
        assertThatThrownBy(() -> SpecialDays.parse(List.of("2027-01-01;off", "1.1.2027;off"), "days.csv"))
                .isInstanceOf(CalendarMisconfigured.class)
                .hasMessageContaining("Line 2 of days.csv");
    }

    @Test
    void theHolidaysOfACountryAreThoseThatCameWithTheProgramUntilTheFileSaysOtherwise(@TempDir Path folder)
            throws IOException {
        Path file =
                Files.writeString(folder.resolve("days.csv"), "2026-12-31;work\n2027-01-01;off\n2026-12-16;off;KZ\n");
        PublicHolidays known = settings(file.toString()).holidays("RU");
        assertThat(known.isHoliday("RU", LocalDate.of(2026, 6, 12))).isTrue();
        assertThat(known.isHoliday("RU", LocalDate.of(2026, 12, 31))).isFalse();
        assertThat(known.isHoliday("KZ", LocalDate.of(2026, 12, 16))).isTrue();
        assertThat(known.knows("RU", 2027))
                .as("a day of the company's own is no calendar of a year")
                .isFalse();
        assertThat(known.isHoliday("RU", LocalDate.of(2027, 1, 1))).isTrue();
        Path whole = folder.resolve("whole.csv");
        Files.writeString(
                whole,
                IntStream.rangeClosed(1, 8)
                        .mapToObj(day -> "2027-01-0" + day + ";off\n")
                        .collect(Collectors.joining()));
        assertThat(settings(whole.toString()).holidays("RU").knows("RU", 2027)).isTrue();
        Path named = Files.writeString(folder.resolve("named.csv"), "2027-01-01;off;RU\n");
        assertThat(settings(named.toString()).holidays("RU").knows("RU", 2027)).isTrue();
        assertThat(settings("").holidays("RU").knows("RU", 2027)).isFalse();
        assertThat(known.knows("DE", 2027))
                .as("of a country of which nothing is kept only the days of its week count")
                .isTrue();
    }

    private static CalendarSettings settings(String file) {
        return new CalendarSettings("Europe/Moscow", Set.of(DayOfWeek.MONDAY), "09:00", "18:00", file);
    }

    @Test
    void aZoneThatIsOnlyAnOffsetHasANameThatTheDatabaseReadsAlike() {
        var settings = new CalendarSettings("UTC+3", Set.of(DayOfWeek.MONDAY), "09:00", "18:00", "");
        assertThat(settings.calendar().zone().getId()).isEqualTo("Etc/GMT-3");
        assertThat(settings.calendar()
                        .zone()
                        .getRules()
                        .getOffset(Instant.EPOCH)
                        .getTotalSeconds())
                .isEqualTo(3 * 3_600);
    }
}
