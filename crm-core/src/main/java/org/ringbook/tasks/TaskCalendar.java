package org.ringbook.tasks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Tasks as a calendar that other programs subscribe to (RFC 5545). Pure. What somebody typed cannot become a line of its own. */
public final class TaskCalendar {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final Duration LASTS = Duration.ofMinutes(15);
    private static final int LONGEST_LINE = 74;

    private TaskCalendar() {}

    /** Those without a date are left out. @param now when it is read */
    public static String of(List<Task> tasks, String name, Instant now) {
        var text = new StringBuilder();
        line(text, "BEGIN:VCALENDAR");
        line(text, "VERSION:2.0");
        line(text, "PRODID:-//Ringbook//Tasks//EN");
        line(text, "X-WR-CALNAME:" + escaped(name));
        tasks.stream()
                .filter(task -> task.dueAt() != null || task.dueOn() != null)
                .forEach(task -> event(text, task, now));
        line(text, "END:VCALENDAR");
        return text.toString();
    }

    private static void event(StringBuilder text, Task task, Instant now) {
        line(text, "BEGIN:VEVENT");
        line(text, "UID:" + task.id() + "@ringbook");
        line(text, "SEQUENCE:" + task.version());
        line(text, "DTSTAMP:" + MOMENT.format(now));
        if (task.dueAt() != null) {
            line(text, "DTSTART:" + MOMENT.format(task.dueAt()));
            line(text, "DTEND:" + MOMENT.format(task.dueAt().plus(LASTS)));
        } else {
            // Wherever the calendar is: a day has no zone.
            line(text, "DTSTART;VALUE=DATE:" + DAY.format(task.dueOn()));
            line(text, "DTEND;VALUE=DATE:" + DAY.format(task.dueOn().plusDays(1)));
        }
        line(text, "SUMMARY:" + escaped(task.title()));
        if (task.text() != null) {
            line(text, "DESCRIPTION:" + escaped(task.text()));
        }
        line(text, "END:VEVENT");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n")
                .replaceAll("\\p{Cntrl}", " ");
    }

    /** No line has more than 75 bytes; what is longer goes on behind a blank. */
    private static void line(StringBuilder text, String line) {
        int bytes = 0;
        for (int i = 0; i < line.length(); ) {
            int sign = line.codePointAt(i);
            int size = new String(Character.toChars(sign)).getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > LONGEST_LINE) {
                text.append("\r\n ");
                bytes = 1;
            }
            text.appendCodePoint(sign);
            bytes += size;
            i += Character.charCount(sign);
        }
        text.append("\r\n");
    }
}
