package org.ringbook.fields;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can stand in a field. */
public enum FieldKind {
    /** One line, at most {@link FieldReading#LONGEST_TEXT} characters. */
    TEXT,
    /** Up to 12 digits before the point and 3 behind it. */
    NUMBER,
    /** Roubles, with kopecks. */
    MONEY,
    /** A day, without a zone. */
    DATE,
    /** Yes or no. */
    FLAG,
    /** One of the field's own list. */
    CHOICE,
    /** Several of it. */
    CHOICES,
    /** A company or person. */
    PARTY,
    /** One of our people. */
    STAFF,
    /** An address of the web. */
    LINK;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FieldKind> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    public boolean hasChoices() {
        return this == CHOICE || this == CHOICES;
    }

    public boolean isNumber() {
        return this == NUMBER || this == MONEY;
    }

    /** Whether one asks for it from one value to another. */
    public boolean isRange() {
        return isNumber() || this == DATE;
    }

    public boolean isWords() {
        return this == TEXT || this == LINK;
    }
}
