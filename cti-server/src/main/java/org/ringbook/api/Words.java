package org.ringbook.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Words, ids and times in the parameters and bodies of requests. */
final class Words {

    private static final int LAST_YEAR = 9999;

    private Words() {}

    /** @param known what the word means; empty for none that is known */
    static <T> T word(String name, String text, Function<String, Optional<T>> known, String examples) {
        return text == null || text.isBlank()
                ? null
                : known.apply(text)
                        .orElseThrow(() -> NotDone.wrong(
                                name,
                                "\"" + Shown.text(text) + "\" is not known for " + name + ". Known: " + examples
                                        + "."));
    }

    static UUID id(String name, String text) {
        return text == null || text.isBlank() ? null : CallSearch.Ids.read(name, text);
    }

    /** Years that the database and its readers reckon with: 1 to 9999. */
    static Instant time(String name, String text) {
        try {
            return text == null || text.isBlank()
                    ? null
                    : Instant.from(bounded(OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC)));
        } catch (DateTimeException unreadable) {
            throw NotDone.wrong(
                    name, "\"" + Shown.text(text) + "\" is no time. Write it as 2026-12-01T07:00:00Z, with an offset.");
        }
    }

    /** As {@link #time}. */
    static LocalDate day(String name, String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.from(bounded(LocalDate.parse(text)));
        } catch (DateTimeException unreadable) {
            throw NotDone.wrong(name, "\"" + Shown.text(text) + "\" is no date. Write it as 2026-12-01.");
        }
    }

    private static Temporal bounded(Temporal time) {
        int year = time.get(ChronoField.YEAR);
        if (year < 1 || year > LAST_YEAR) {
            throw new DateTimeException("The year " + year);
        }
        return time;
    }
}
