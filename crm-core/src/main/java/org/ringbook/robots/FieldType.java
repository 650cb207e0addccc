package org.ringbook.robots;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.ringbook.fields.FieldKind;

/** How what stands in a field is compared and typed. */
enum FieldType {
    TEXT,
    NUMBER,
    DATE;

    static FieldType of(FieldKind kind) {
        return kind.isNumber() ? NUMBER : kind == FieldKind.DATE ? DATE : TEXT;
    }

    /** Empty where it is nothing of the kind. */
    Optional<Comparable<?>> read(String typed) {
        String text = typed.strip();
        try {
            return Optional.of(
                    switch (this) {
                        case TEXT -> text;
                        case NUMBER -> new BigDecimal(text.replace(" ", "").replace(',', '.'));
                        case DATE -> LocalDate.parse(text);
                    });
        } catch (NumberFormatException | DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
