package org.ringbook.calendar;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a file of holidays, short days and working Saturdays: a line each, {@code 2027-01-01;off}. */
final class SpecialDays {

    private static final int MOST_LINES = 20_000;

    private SpecialDays() {}

    /** @throws CalendarMisconfigured if it cannot be read, or a line says nothing that can be used */
    static Map<LocalDate, WorkingCalendar.DayKind> read(Path file) {
        try {
            return parse(Files.readAllLines(file, StandardCharsets.UTF_8), file.toString());
        } catch (MalformedInputException notUtf8) {
            throw new CalendarMisconfigured("The file " + file + " is no text in UTF-8. Save it as UTF-8.");
        } catch (IOException unreadable) {
            throw new CalendarMisconfigured("The file " + file + " of ringbook.calendar.file cannot be read: "
                    + unreadable.getClass().getSimpleName() + ". Check the path and who may read it.");
        }
    }

    static Map<LocalDate, WorkingCalendar.DayKind> parse(List<String> lines, String name) {
        if (lines.size() > MOST_LINES) {
            throw new CalendarMisconfigured(name + " has more than " + MOST_LINES + " lines.");
        }
        var days = new HashMap<LocalDate, WorkingCalendar.DayKind>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).replace("\uFEFF", "").strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("[;,\\t]");
            try {
                days.put(
                        LocalDate.parse(cells[0].strip()),
                        WorkingCalendar.DayKind.valueOf(cells[1].strip().toUpperCase(Locale.ROOT)));
            } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException unfit) {
                throw new CalendarMisconfigured("Line " + number + " of " + name
                        + " is no day. Write the date and what it is: 2027-01-01;off (or short, or work).");
            }
        }
        return days;
    }
}
