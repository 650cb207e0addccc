package org.ringbook.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/**
 * Reads a file of holidays, short days and working Saturdays: a line each, {@code 2027-01-01;off}. A line with a country,
 * {@code 2027-12-16;off;KZ}, is none of the company's own days: it says what is a holiday there.
 */
final class SpecialDays {

    /** In place of a country: the company's own. */
    static final String OWN = "";

    private static final int MOST_LINES = 20_000;

    private SpecialDays() {}

    /** @throws CalendarMisconfigured if it cannot be read, or a line says nothing that can be used */
    static Map<String, Map<LocalDate, WorkingCalendar.DayKind>> read(Path file) {
        try {
            return parse(Files.readAllLines(file, StandardCharsets.UTF_8), file.toString());
        } catch (MalformedInputException notUtf8) {
            throw new CalendarMisconfigured("The file " + file + " is no text in UTF-8. Save it as UTF-8.");
        } catch (IOException unreadable) {
            throw new CalendarMisconfigured("The file " + file + " of ringbook.calendar.file cannot be read: "
                    + unreadable.getClass().getSimpleName() + ". Check the path and who may read it.");
        }
    }

    /** The public holidays that the program brings. */
    static Map<String, Map<LocalDate, WorkingCalendar.DayKind>> shipped() {
        try (var text = SpecialDays.class.getResourceAsStream("holidays.csv")) {
            String whole = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            return parse(whole.lines().toList(), "holidays.csv");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** By country, {@link #OWN} among them. */
    static Map<String, Map<LocalDate, WorkingCalendar.DayKind>> parse(List<String> lines, String name) {
        if (lines.size() > MOST_LINES) {
            throw new CalendarMisconfigured(name + " has more than " + MOST_LINES + " lines.");
        }
        var days = new HashMap<String, Map<LocalDate, WorkingCalendar.DayKind>>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).replace("\uFEFF", "").strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("[;,\\t]");
            try {
                days.computeIfAbsent(country(cells), country -> new HashMap<>())
                        .put(
                                LocalDate.parse(cells[0].strip()),
                                WorkingCalendar.DayKind.valueOf(cells[1].strip().toUpperCase(Locale.ROOT)));
            } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException unfit) {
                throw new CalendarMisconfigured("Line " + number + " of " + name
                        + " is no day. Write the date and what it is: 2027-01-01;off (or short, or work), and for another country"
                        + " its code: 2027-12-16;off;KZ.");
            }
        }
        return days;
    }

    private static String country(String[] cells) {
        String country = cells.length < 3 ? OWN : cells[2].strip().toUpperCase(Locale.ROOT);
        if (!country.matches("([A-Z]{2})?")) {
            throw new IllegalArgumentException(country);
        }
        return country;
    }
}
