package org.ringbook.numbers;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Digits that somebody remembers of a number: its end, its middle, or its beginning as it is dialled at home. Pure.
 *
 * @param digits as typed, without what stands between them; 3 to 15
 * @param beginnings what a stored number (without the plus) may begin with; it may also have the digits anywhere
 */
public record NumberPart(String digits, List<String> beginnings) {

    private static final int FEWEST = 3;
    private static final int MOST = 15;
    private static final int LONGEST_TEXT = 64;
    private static final Pattern TYPED = Pattern.compile("[0-9\\s\\p{Z}+().\\-–—/*]+");

    public NumberPart {
        beginnings = List.copyOf(beginnings);
    }

    /** Empty when the text is anything else than three or more digits and what people write between them. */
    public static Optional<NumberPart> of(String typed, NumberPlan plan) {
        if (typed == null
                || typed.length() > LONGEST_TEXT
                || !TYPED.matcher(typed).matches()) {
            return Optional.empty();
        }
        String digits = typed.replaceAll("[^0-9]", "");
        if (digits.length() < FEWEST || digits.length() > MOST) {
            return Optional.empty();
        }
        Set<String> beginnings = new LinkedHashSet<>(plan.beginnings(typed));
        beginnings.removeIf(beginning -> beginning.contains(digits));
        return Optional.of(new NumberPart(digits, List.copyOf(beginnings)));
    }

    /** Patterns of {@code like} for a column in which a number stands without its plus, or after it. */
    public List<String> patterns(String before) {
        Set<String> patterns = new LinkedHashSet<>();
        patterns.add("%" + digits + "%");
        beginnings.forEach(beginning -> patterns.add(before + beginning + "%"));
        return List.copyOf(patterns);
    }

    public boolean fits(PhoneNumber number) {
        String stored = Long.toString(number.e164());
        return stored.contains(digits) || beginnings.stream().anyMatch(stored::startsWith);
    }
}
