package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.fields.FieldFilter;
import org.ringbook.fields.FieldFilter.Asked;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.springframework.stereotype.Component;

/** The company's own fields of what the API gives and takes: {@code fields} in each record. */
@Component
class OwnFieldsOfRows {

    static final String FILTER =
            "Own fields, as `KEY:VALUE`; may stand several times, and all must hold. Texts are found by the"
                    + " beginnings of their words, choices by key or name, numbers, money and days by `FROM..TO`, either of which may be left"
                    + " out. The keys stand in `/api/fields`.";

    static final String INPUT =
            "Own fields by key, as in `/api/fields`: what is left out stays, null empties. Choices by key or name,"
                    + " days as 2026-12-01, companies, contacts and people by id.";

    static final String OUTPUT = "Own fields by key, as in `/api/fields`; fields with nothing in them are left out.";

    private final FieldValues values;

    OwnFieldsOfRows(FieldValues values) {
        this.values = values;
    }

    /** A record with its own fields. */
    record With<T>(
            @JsonUnwrapped T record,
            @Schema(description = OUTPUT) Map<String, Object> fields) {}

    <T> With<T> with(FieldSubject subject, T record, Function<T, UUID> id) {
        return new With<>(record, values.of(subject, id.apply(record)));
    }

    <T> List<With<T>> with(FieldSubject subject, Collection<T> records, Function<T, UUID> id) {
        Map<UUID, Map<String, Object>> all =
                values.of(subject, records.stream().map(id).toList());
        return records.stream()
                .map(one -> new With<>(one, all.getOrDefault(id.apply(one), Map.of())))
                .toList();
    }

    /** What was sent, as it would be kept; null when nothing was. @param id null for a new one: what is required must be there then */
    Map<String, Object> read(FieldSubject subject, UUID id, Map<String, Object> sent) {
        return sent == null && id != null
                ? null
                : values.ofProgram(
                        subject, id == null ? Map.of() : values.of(subject, id), sent == null ? Map.of() : sent);
    }

    /** @param read by {@link #read}; nothing happens for null */
    void write(FieldSubject subject, UUID id, Map<String, Object> read) {
        if (read != null) {
            values.write(subject, id, read);
        }
    }

    /** @return null when nothing is asked for */
    FieldFilter filter(FieldSubject subject, List<String> asked) {
        return asked == null
                ? null
                : values.filter(subject, asked.stream().map(Asked::of).toList());
    }
}
