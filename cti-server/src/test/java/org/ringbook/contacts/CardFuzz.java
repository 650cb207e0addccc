package org.ringbook.contacts;

import java.nio.charset.StandardCharsets;
import org.ringbook.refusals.Refused;

/** Cards of telephones: see {@link org.ringbook.fuzz.Fuzzing}. */
public final class CardFuzz {

    private CardFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try (var rows = CardRows.of(new String(input, StandardCharsets.UTF_8), StandardCharsets.UTF_8)) {
            for (ImportFile.Row row = rows.next(); row != null; row = rows.next()) {
                if (row.cells().size() != 9) {
                    throw new AssertionError("A row has another width");
                }
            }
        } catch (Refused told) {
            // as it should be
        }
    }
}
