package org.ringbook.times;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The dates that stand where a program has none. */
final class NoDates {

    /** Of Windows, of spreadsheets, of SQL, of Unix. */
    private static final List<Instant> ZEROS = List.of(
            Instant.parse("1601-01-01T00:00:00Z"),
            Instant.parse("1753-01-01T00:00:00Z"),
            Instant.parse("1899-12-30T00:00:00Z"),
            Instant.parse("1900-01-01T00:00:00Z"),
            Instant.EPOCH);

    private static final Instant YEAR_2 = Instant.parse("0002-01-01T00:00:00Z");
    private static final Instant YEAR_9998 = Instant.parse("9998-12-31T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-02T00:00:00Z");

    private NoDates() {}

    /** Midnight of some zone is another time elsewhere: a day around each of them counts. */
    static boolean has(Instant at) {
        boolean first = at.isBefore(YEAR_2);
        boolean last = at.isAfter(YEAR_9998) && at.isBefore(YEAR_10000);
        return first || last || ZEROS.stream().anyMatch(zero -> Math.abs(ChronoUnit.HOURS.between(zero, at)) <= 24);
    }
}
