package org.ringbook.workspace.tasks;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;

/**
 * A task as it stands in its form.
 *
 * @param day of the due date, "2026-12-01"
 * @param time of it, "10:00"; empty for the whole day
 * @param number of a party that nobody knows
 * @param version that the form was made from; null for a new one
 */
record TaskForm(
        Task.What what,
        String title,
        String text,
        UUID doer,
        UUID checker,
        String day,
        String time,
        UUID party,
        String number,
        UUID call,
        Integer version) {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    static TaskForm of(Task task, ZoneId zone) {
        LocalDateTime due = task.dueAt() == null ? null : LocalDateTime.ofInstant(task.dueAt(), zone);
        LocalDate day = due == null ? task.dueOn() : due.toLocalDate();
        return new TaskForm(
                task.what(),
                task.title(),
                task.text(),
                task.doerId(),
                task.checkerId(),
                day == null ? null : day.toString(),
                due == null ? null : CLOCK.format(due),
                task.partyId(),
                task.number() == null ? null : task.number().toString(),
                task.callId(),
                task.version());
    }

    /** @throws DateTimeException for what is no date or no time */
    NewTask task(ZoneId zone) {
        boolean dated = day != null && !day.isBlank();
        boolean timed = dated && time != null && !time.isBlank();
        Instant at = timed ? LocalDateTime.parse(day + "T" + time).atZone(zone).toInstant() : null;
        return new NewTask(
                what,
                title,
                text,
                doer,
                checker,
                at,
                dated && !timed ? LocalDate.parse(day) : null,
                null,
                party,
                number == null || number.isBlank() ? null : PhoneNumber.of(number),
                call);
    }
}
