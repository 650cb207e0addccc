package org.ringbook.dialrules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The limits that the program brings, by stable key. */
public final class ShippedLimits {

    private static final int COLUMNS = 9;

    private ShippedLimits() {}

    public static List<DialLimit> all() {
        return List.copyOf(byKey().values());
    }

    static Map<String, DialLimit> byKey() {
        try (var reader = new BufferedReader(
                new InputStreamReader(ShippedLimits.class.getResourceAsStream("limits.csv"), StandardCharsets.UTF_8))) {
            var limits = new LinkedHashMap<String, DialLimit>();
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] cells = line.split(";", COLUMNS);
                        limits.put(cells[0], limit(cells));
                    });
            return limits;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static DialLimit limit(String[] cells) {
        return new DialLimit(
                null,
                DialLimit.Kind.of(cells[1]).orElseThrow(),
                cells[2].isEmpty() ? null : Purpose.of(cells[2]).orElseThrow(),
                cells[3].isEmpty() ? null : cells[3],
                cells[4],
                cells[5].equals("yes"),
                LocalDate.parse(cells[6]),
                cells[7].isEmpty() ? null : LocalDate.parse(cells[7]),
                cells[8]);
    }
}
