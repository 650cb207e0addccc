package org.ringbook.contacts;

import java.nio.charset.StandardCharsets;
import org.ringbook.refusals.Refused;

/** Files of contacts, rows and cards: see {@link org.ringbook.fuzz.Fuzzing}. */
public final class CsvFuzz {

    private CsvFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try (ImportFile file = CardRows.are(text)
                ? CardRows.of(text, StandardCharsets.UTF_8)
                : new CsvRows(text, StandardCharsets.UTF_8, null)) {
            long last = 0;
            for (ImportFile.Row row = file.next(); row != null; row = file.next()) {
                if (row.number() < last) {
                    throw new AssertionError("The rows are out of order");
                }
                last = row.number();
            }
        } catch (Refused told) {
            // as it should be
        }
    }
}
