package org.ringbook.numbers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The short number of a telephone inside the company.
 *
 * @param digits 2 to 6 digits
 */
public record Extension(@JsonValue String digits) implements Comparable<Extension> {

    @JsonCreator
    public Extension {
        if (!isExtension(digits)) {
            throw new IllegalArgumentException("Not an extension (2 to 6 digits): " + digits);
        }
    }

    public static boolean isExtension(String text) {
        if (text == null || text.length() < 2 || text.length() > 6) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Extension other) {
        return digits.compareTo(other.digits);
    }

    @Override
    public String toString() {
        return digits;
    }
}
