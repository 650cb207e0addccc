package org.ringbook.numbers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A telephone number of the public network, kept as E.164 digits in a long: small enough that ten million of them fit
 * in memory, and equal when they reach the same telephone. Read text with {@link NumberPlan}.
 *
 * @param e164 country code and national number without the plus, 3 to 15 digits, first digit not zero
 */
public record PhoneNumber(long e164) implements Comparable<PhoneNumber> {

    public PhoneNumber {
        if (e164 < 100 || e164 > 999_999_999_999_999L) {
            throw new IllegalArgumentException("Not an E.164 number: " + e164);
        }
    }

    /**
     * Reads the stored form, and nothing else.
     *
     * @param text plus and digits, as {@link #toString()} prints them
     * @throws IllegalArgumentException if the text is anything else
     */
    @JsonCreator
    public static PhoneNumber of(String text) {
        if (text == null || !text.matches("\\+[1-9]\\d{2,14}")) {
            throw new IllegalArgumentException("Not an E.164 number: " + text);
        }
        return new PhoneNumber(Long.parseLong(text.substring(1)));
    }

    @Override
    public int compareTo(PhoneNumber other) {
        return Long.compare(e164, other.e164);
    }

    /** The stored form: {@code +79161112233}. */
    @Override
    @JsonValue
    public String toString() {
        return "+" + e164;
    }
}
