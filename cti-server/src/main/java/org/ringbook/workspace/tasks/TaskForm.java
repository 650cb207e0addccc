package org.ringbook.workspace.tasks;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Recurrence;
import org.ringbook.tasks.Task;

/**
 * A task as it stands in its form.
 *
 * @param day of the due date, "2026-12-01"
 * @param time of it, "10:00"; empty for the whole day
 * @param number of a party that nobody knows
 * @param version that the form was made from; null for a new one
 * @param every null for what does not come again
 * @param until last day of that, "2026-12-31"; empty for none
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
        Integer version,
        Recurrence.Every every,
        Integer step,
        Set<DayOfWeek> weekdays,
        String until) {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    static TaskForm of(Task task, Recurrence repeat, ZoneId zone) {
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
                task.version(),
                repeat == null ? null : repeat.every(),
                repeat == null ? null : repeat.step(),
                repeat == null ? Set.of() : repeat.weekdays(),
                repeat == null || repeat.until() == null ? null : repeat.until().toString());
    }

    /**
     * As {@link #repeat(ZoneId)}; but what comes as often as before, and of which this one stays at its day and time, goes on to be
     * counted from where it began.
     *
     * @param shown the form before anything was typed; null for a new task
     * @param stored how it comes again now; null when it does not
     */
    Recurrence repeat(TaskForm shown, Recurrence stored, ZoneId zone) {
        boolean asOften = stored != null && stored.every() == every && stored.step() == (step == null ? 1 : step);
        boolean stays = shown != null && same(shown.day, day) && same(shown.time, time);
        return asOften && stays
                ? new Recurrence(
                        every,
                        stored.step(),
                        every == Recurrence.Every.WEEK ? weekdays : Set.of(),
                        stored.from(),
                        stored.time(),
                        stored.zone(),
                        lastDay())
                : repeat(zone);
    }

    private static boolean same(String shown, String typed) {
        return (shown == null ? "" : shown).equals(typed == null ? "" : typed.strip());
    }

    private LocalDate lastDay() {
        return until == null || until.isBlank() ? null : LocalDate.parse(until);
    }

    /**
     * @return null for what does not come again
     * @throws DateTimeException for what is no date or no time
     * @throws Refused if it has no day, or it cannot come again like that
     */
    Recurrence repeat(ZoneId zone) {
        if (every == null) {
            return null;
        }
        if (day == null || day.isBlank()) {
            throw Refused.because("day", "tasks.repeat.day");
        }
        return new Recurrence(
                every,
                step == null ? 1 : step,
                every == Recurrence.Every.WEEK ? weekdays : Set.of(),
                LocalDate.parse(day),
                time == null || time.isBlank() ? null : LocalTime.parse(time),
                zone,
                lastDay());
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
