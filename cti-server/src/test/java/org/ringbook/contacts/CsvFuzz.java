package org.ringbook.contacts;

import java.nio.charset.StandardCharsets;

/** Files of contacts: see {@link org.ringbook.fuzz.Fuzzing}. */
public final class CsvFuzz {

    private CsvFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        var rows = new CsvRows(new String(input, StandardCharsets.UTF_8), StandardCharsets.UTF_8, null);
        long last = 0;
        for (ImportFile.Row row = rows.next(); row != null; row = rows.next()) {
            if (row.number() <= last) {
                throw new AssertionError("A row comes twice");
            }
            last = row.number();
        }
    }
}
