package org.ringbook.workspace.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringbook.tasks.Recurrence;
import org.ringbook.tasks.Task;

/** Anna's task comes again on the last day of each month at 10:00 in Moscow; Boris looks at February's in Samara. */
class TaskFormTest {

    private static final ZoneId SAMARA = ZoneId.of("Europe/Samara");
    private static final Recurrence MONTHLY = new Recurrence(
            Recurrence.Every.MONTH,
            1,
            Set.of(),
            LocalDate.of(2026, 1, 31),
            LocalTime.of(10, 0),
            ZoneId.of("Europe/Moscow"),
            null);
    private static final TaskForm SHOWN = form("Отчёт", "2026-02-28", "11:00", "");

    private static TaskForm form(String title, String day, String time, String until) {
        return new TaskForm(
                Task.What.CALL,
                title,
                null,
                null,
                null,
                day,
                time,
                null,
                null,
                null,
                1,
                Recurrence.Every.MONTH,
                1,
                Set.of(),
                until);
    }

    @Test
    void anotherTitleLeavesTheDaysAsTheyAre() {
        assertThat(form("Отчёт за месяц", "2026-02-28", "11:00", "").repeat(SHOWN, MONTHLY, SAMARA))
                .isEqualTo(MONTHLY);
    }

    @Test
    void aLastDayEndsTheSameDays() {
        Recurrence ends = form("Отчёт", "2026-02-28", "11:00", "2026-06-30").repeat(SHOWN, MONTHLY, SAMARA);
        assertThat(ends.from()).isEqualTo(MONTHLY.from());
        assertThat(ends.until()).isEqualTo(LocalDate.of(2026, 6, 30));
    }

    @Test
    void anotherDayCountsAnew() {
        Recurrence moved = form("Отчёт", "2026-02-20", "11:00", "").repeat(SHOWN, MONTHLY, SAMARA);
        assertThat(moved.from()).isEqualTo(LocalDate.of(2026, 2, 20));
        assertThat(moved.zone()).isEqualTo(SAMARA);
    }
}
