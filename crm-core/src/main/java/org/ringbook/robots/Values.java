package org.ringbook.robots;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.ringbook.fields.FieldValues;

/** The values of a record while it is read: what is empty is left out. For one thread. */
final class Values {

    private final Map<String, Object> all = new HashMap<>();

    /** With the company's own fields of it. */
    static Values own(FieldValues fields, RecordKind kind, UUID id) {
        var values = new Values();
        fields.of(kind.own(), id).forEach((key, value) -> values.put(KnownFields.OWN + key, value));
        return values;
    }

    Values put(String name, Object value) {
        if (value != null) {
            all.put(name, value instanceof UUID || value instanceof Enum<?> ? word(value) : value);
        }
        return this;
    }

    private static String word(Object value) {
        return value instanceof Enum<?> constant ? RecordFacts.word(constant) : value.toString();
    }

    Map<String, Object> all() {
        return all;
    }
}
