package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.NumberReading;
import org.ringbook.refusals.Refusal;

/** The numbers in one cell of a spreadsheet: one, several, or none; and what stands beside them and is none. */
public final class NumberCell {

    private static final Pattern SCIENTIFIC = Pattern.compile("[0-9][.,]?[0-9]*[eEеЕ]\\+?[0-9]{1,3}");
    private static final Pattern FRACTION = Pattern.compile("(\\+?[0-9]{5,})[.,]0+");
    /** What stands between two numbers, surest first. Blanks stand inside of numbers too: they divide only what is whole without them. */
    private static final Pattern[] BETWEEN = {
        Pattern.compile("\\s*:::\\s*|[;|\\n]+"),
        Pattern.compile("\\s*:::\\s*|[;|\\n,/\\\\]+| и | or | или |\\s{2,}"),
        Pattern.compile("[\\s;|,/]+")
    };

    private final NumberPlan plan;

    public NumberCell(NumberPlan plan) {
        this.plan = plan;
    }

    /** A part of a cell that is no outside number. */
    public record Odd(String text, Refusal why) {}

    /** @param odd what stands in the cell and is no outside number */
    public record Numbers(List<ContactNumber> good, List<Odd> odd) {}

    /** @param label of the numbers that are found; null for none */
    public Numbers read(String cell, String label) {
        String text = FRACTION.matcher(cell.strip()).replaceFirst("$1");
        if (SCIENTIFIC.matcher(text).matches()) {
            return odd(text, Refusal.of("contacts.import.scientific"));
        }
        NumberReading whole = plan.read(text);
        Numbers some = null;
        for (int i = 0; whole instanceof NumberReading.NotANumber && i < BETWEEN.length; i++) {
            Numbers pieces = pieces(BETWEEN[i].split(text), label);
            if (!pieces.good.isEmpty() && pieces.odd.isEmpty()) {
                return pieces;
            }
            boolean sure = i < BETWEEN.length - 1 && !pieces.good.isEmpty();
            some = sure && (some == null || pieces.good.size() > some.good.size()) ? pieces : some;
        }
        return some != null ? some : pieces(new String[] {text}, label);
    }

    private Numbers pieces(String[] pieces, String label) {
        List<ContactNumber> good = new ArrayList<>();
        List<Odd> odd = new ArrayList<>();
        for (String piece : pieces) {
            NumberReading reading = plan.read(piece);
            if (reading instanceof NumberReading.Outside outside) {
                good.add(new ContactNumber(outside.number(), outside.extension(), label));
            } else if (reading instanceof NumberReading.Short) {
                odd.add(new Odd(piece.strip(), Refusal.of("contacts.import.short")));
            } else if (reading instanceof NumberReading.NotANumber not) {
                odd.add(new Odd(piece.strip(), not.why()));
            }
        }
        return new Numbers(good, odd);
    }

    private static Numbers odd(String text, Refusal why) {
        return new Numbers(List.of(), List.of(new Odd(text, why)));
    }
}
