package org.ringbook.dialrules;

import java.time.LocalDate;
import org.ringbook.numbers.PhoneNumber;

/**
 * A number of ours that may be shown to who is called.
 *
 * @param label what their telephone shows beside it, at most 32 characters; null when the operator labels nothing
 * @param category of the call as told to the operator; null for none
 * @param contract with the operator in which the number is listed; null for none
 * @param from valid from that day on
 * @param to valid until that day, included; null for good
 */
public record OwnLine(
        PhoneNumber number, String label, String category, String contract, LocalDate from, LocalDate to) {

    boolean isLabelled() {
        return label != null && contract != null;
    }

    boolean isValid(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
