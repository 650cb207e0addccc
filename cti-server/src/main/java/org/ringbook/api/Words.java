package org.ringbook.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Words, ids and times in the parameters and bodies of requests. */
final class Words {

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

    static Instant time(String name, String text) {
        try {
            return text == null || text.isBlank()
                    ? null
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw NotDone.wrong(
                    name, "\"" + Shown.text(text) + "\" is no time. Write it as 2026-12-01T07:00:00Z, with an offset.");
        }
    }

    static LocalDate day(String name, String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw NotDone.wrong(name, "\"" + Shown.text(text) + "\" is no date. Write it as 2026-12-01.");
        }
    }
}
