package org.ringbook.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.contacts.NewId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of what comes again. */
final class TaskRepeats {

    private final JdbcClient jdbc;

    TaskRepeats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Recurrence> of(UUID task) {
        return jdbc.sql("select s.* from task_series s join task t on t.series_id = s.id"
                        + " where t.id = ? and s.ended_at is null")
                .param(task)
                .query(TaskRepeats::read)
                .optional();
    }

    /** Of the tasks that one person has to do, those that come again. */
    Map<UUID, Recurrence> ofDoer(UUID doer) {
        return jdbc
                .sql("select t.id as task_id, s.* from task_series s join task t on t.series_id = s.id"
                        + " where t.doer_id = ? and t.closed_at is null and s.ended_at is null limit 200")
                .param(doer)
                .query((row, number) -> Map.entry(row.getObject("task_id", UUID.class), read(row, number)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @param repeat null to end it */
    void set(UUID task, Recurrence repeat) {
        jdbc.sql("update task_series set ended_at = now() where ended_at is null"
                        + " and id = (select series_id from task where id = ?)")
                .param(task)
                .update();
        if (repeat == null) {
            return;
        }
        UUID id = NewId.next();
        jdbc.sql("insert into task_series (id, every, step, weekdays, from_on, at_time, zone, until_on)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        repeat.every().name().toLowerCase(Locale.ROOT),
                        repeat.step(),
                        repeat.weekdays().stream().map(DayOfWeek::getValue).toArray(Integer[]::new),
                        repeat.from(),
                        repeat.time(),
                        repeat.zone().getId(),
                        repeat.until())
                .update();
        jdbc.sql("update task set series_id = ? where id = ?").params(id, task).update();
    }

    void follows(UUID task, UUID after) {
        jdbc.sql("update task set series_id = (select series_id from task where id = ?) where id = ?")
                .params(after, task)
                .update();
    }

    /** Whether another task of the same series is not over. */
    boolean goesOn(UUID task) {
        return jdbc.sql("select exists (select from task o join task t on t.series_id = o.series_id"
                        + " where t.id = ? and o.id <> t.id and o.closed_at is null)")
                .param(task)
                .query(Boolean.class)
                .single();
    }

    /** The day of the series that a task stands for: as it was made, though it may have been put off. */
    LocalDate lastDay(Task task, Recurrence repeat, Instant now) {
        LocalDate due = task.dueAt() == null
                ? task.dueOn()
                : task.dueAt().atZone(repeat.zone()).toLocalDate();
        LocalDate today = now.atZone(repeat.zone()).toLocalDate();
        // What has passed meanwhile is left out; what is still to come today comes.
        boolean toCome = repeat.time() == null || repeat.dueAt(today).isAfter(now);
        LocalDate passed = toCome ? today.minusDays(1) : today;
        return due == null || due.isBefore(passed) ? passed : due;
    }

    private static Recurrence read(ResultSet row, int number) throws SQLException {
        Integer[] days = (Integer[]) row.getArray("weekdays").getArray();
        return new Recurrence(
                Recurrence.Every.valueOf(row.getString("every").toUpperCase(Locale.ROOT)),
                row.getInt("step"),
                Arrays.stream(days).map(DayOfWeek::of).collect(Collectors.toSet()),
                row.getObject("from_on", LocalDate.class),
                row.getObject("at_time", LocalTime.class),
                ZoneId.of(row.getString("zone")),
                row.getObject("until_on", LocalDate.class));
    }
}
