package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;

/** The company's own fields that a column of a file may hold: {@code field:segment} of people, {@code company-field:size}. */
final class ImportFields {

    private final Map<String, Field> byColumn = new LinkedHashMap<>();
    private final FieldValues values;

    ImportFields(Fields fields, FieldValues values) {
        this.values = values;
        for (FieldSubject subject : List.of(FieldSubject.PERSON, FieldSubject.COMPANY)) {
            fields.active(subject).forEach(field -> byColumn.put(column(field), field));
        }
    }

    static String column(Field field) {
        return (field.subject() == FieldSubject.COMPANY ? "company-field:" : "field:") + field.key();
    }

    /** Names of all columns that there are, with the field of each. */
    Map<String, Field> all() {
        return byColumn;
    }

    Optional<Field> ofColumn(String column) {
        return Optional.ofNullable(byColumn.get(column));
    }

    /** The field that a column is called as; people's before companies'. */
    Optional<Field> ofHeader(String header) {
        String name = SearchText.key(header);
        return byColumn.values().stream()
                .filter(field -> Stream.of(field.name(), field.nameEn())
                        .anyMatch(one -> one != null && SearchText.key(one).equals(name)))
                .findFirst();
    }

    /** @throws org.ringbook.refusals.Refused when it cannot be one */
    Object read(Field field, String cell) {
        return values.read(field, cell);
    }

    /** What a row adds: fields that are empty are filled, and nothing that stands is replaced. */
    static Map<String, Object> filled(Map<String, Object> known, Map<String, Object> row) {
        var filled = new LinkedHashMap<>(known);
        row.forEach(filled::putIfAbsent);
        return filled;
    }

    /** Columns of a file by what they hold. */
    static final class Places {

        private final Map<Integer, Field> fields = new LinkedHashMap<>();

        void add(int at, Field field) {
            fields.put(at, field);
        }

        boolean isEmpty() {
            return fields.isEmpty();
        }

        List<Map.Entry<Integer, Field>> of(FieldSubject subject) {
            var places = new ArrayList<Map.Entry<Integer, Field>>();
            fields.entrySet().stream()
                    .filter(one -> one.getValue().subject() == subject)
                    .forEach(places::add);
            return places;
        }
    }
}
