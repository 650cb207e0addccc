package org.ringbook.fields;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a field is a field of. */
public enum FieldSubject {
    COMPANY("party"),
    PERSON("party"),
    LEAD("lead"),
    TASK("task"),
    DEAL("deal");

    private final String table;

    FieldSubject(String table) {
        this.table = table;
    }

    /** The table whose rows hold the values. */
    String table() {
        return table;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FieldSubject> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
