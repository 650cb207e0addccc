package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.NumberReading;
import org.ringbook.refusals.Refused;

/** The numbers in one cell of a spreadsheet: one, several, or none. */
final class NumberCell {

    private static final Pattern SCIENTIFIC = Pattern.compile("[0-9][.,]?[0-9]*[eEеЕ]\\+?[0-9]{1,3}");
    private static final Pattern FRACTION = Pattern.compile("(\\+?[0-9]{5,})[.,]0+");
    private static final Pattern[] BETWEEN = {
        Pattern.compile("[;|\\n]+"),
        Pattern.compile("[;|\\n,/\\\\]+| и | or | или |\\s{2,}"),
        Pattern.compile("[\\s;|,/]+")
    };

    private final NumberPlan plan;

    NumberCell(NumberPlan plan) {
        this.plan = plan;
    }

    /** @throws Refused when something in the cell is no outside number */
    List<ContactNumber> read(String cell, String label) {
        String text = FRACTION.matcher(cell.strip()).replaceFirst("$1");
        if (SCIENTIFIC.matcher(text).matches()) {
            throw Refused.because("numbers", "contacts.import.scientific");
        }
        NumberReading whole = plan.read(text);
        if (whole instanceof NumberReading.NotANumber) {
            for (Pattern between : BETWEEN) {
                List<ContactNumber> numbers = pieces(between.split(text), label);
                if (!numbers.isEmpty()) {
                    return numbers;
                }
            }
        }
        ContactNumber number = number(whole, label);
        return number == null ? List.of() : List.of(number);
    }

    /** All of them, or none when one of them is no number. */
    private List<ContactNumber> pieces(String[] pieces, String label) {
        List<ContactNumber> numbers = new ArrayList<>();
        for (String piece : pieces) {
            if (piece.isBlank()) {
                continue;
            }
            if (!(plan.read(piece) instanceof NumberReading.Outside outside)) {
                return List.of();
            }
            numbers.add(number(outside, label));
        }
        return numbers;
    }

    private static ContactNumber number(NumberReading reading, String label) {
        if (reading instanceof NumberReading.Outside outside) {
            return new ContactNumber(outside.number(), outside.extension(), label);
        }
        if (reading instanceof NumberReading.Short) {
            throw Refused.because("numbers", "contacts.import.short");
        }
        if (reading instanceof NumberReading.NotANumber not) {
            throw Refused.because("numbers", not.why());
        }
        return null;
    }
}
