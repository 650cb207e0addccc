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
        if (!isStoredForm(text)) {
            throw new IllegalArgumentException("Not an E.164 number: " + text);
        }
        return new PhoneNumber(Long.parseLong(text, 1, text.length(), 10));
    }

    /** Asked of each call that is read, twice: without a pattern. */
    private static boolean isStoredForm(String text) {
        if (text == null || text.length() < 4 || text.length() > 16 || text.charAt(0) != '+' || text.charAt(1) == '0') {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
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
