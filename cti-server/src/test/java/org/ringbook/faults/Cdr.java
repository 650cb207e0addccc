package org.ringbook.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** A call as Asterisk's own record of calls has it. */
record Cdr(String source, String destination, String disposition, String linkedId) {

    /** One a linked id, of {@code Master.csv} with {@code newcdrcolumns}. */
    static List<Cdr> read(Path masterCsv) {
        if (!Files.exists(masterCsv)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(masterCsv, StandardCharsets.ISO_8859_1)) {
            var seen = new HashSet<String>();
            return lines.map(line -> line.split("\",\"|\",|,\"|,(?=\\d)", -1))
                    .filter(parts -> parts.length > 5)
                    .map(Cdr::of)
                    .filter(cdr -> cdr != null && seen.add(cdr.linkedId))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Cdr of(String[] parts) {
        String linkedId = null;
        String disposition = "";
        for (String part : parts) {
            String text = part.replace("\"", "");
            if (text.matches("[\\w-]*-?\\d{10}\\.\\d+")) {
                linkedId = text;
            } else if (text.matches("ANSWERED|NO ANSWER|BUSY|FAILED|CONGESTION")) {
                disposition = text;
            }
        }
        return linkedId == null ? null : new Cdr(parts[1], parts[2], disposition, linkedId);
    }
}
