package org.ringbook.agent.calls;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The number outside the company that a dialled text calls, whatever codes stand around it: {@code *67} hides who calls, {@code #} ends
 * dialling, and whom nobody may call may not be called so either. Extensions, services and emergency numbers have four digits at most.
 */
public final class CalledNumber {

    /** National numbers with what leads out of the city, and without. */
    private static final int[] LENGTHS = {11, 10};

    private CalledNumber() {}

    /** @return all that it may be, to be asked for each; empty when it is within the company, or only a code */
    public static List<String> outside(String dialled) {
        String[] parts = dialled.split("[*#]+|(?=\\+)");
        Set<String> numbers = new LinkedHashSet<>();
        for (int i = 0; i < parts.length; i++) {
            boolean afterMark = i == 1 && parts[0].isEmpty();
            if (afterMark && parts[i].matches("[0-9]{5,}")) {
                behindCode(parts[i], numbers);
            } else if (parts[i].matches("\\+[0-9]+|[0-9]{5,}")) {
                numbers.add(parts[i]);
            }
        }
        return List.copyOf(numbers);
    }

    /** {@code *6779161112233}: codes have two digits, or three or four; nothing says where they end. */
    private static void behindCode(String digits, Set<String> numbers) {
        if (digits.length() >= 7) {
            numbers.add(digits.substring(2));
        }
        for (int length : LENGTHS) {
            int code = digits.length() - length;
            if (code == 3 || code == 4) {
                String number = digits.substring(code);
                boolean known = numbers.contains("7" + number) || numbers.contains("8" + number);
                numbers.addAll(known ? Set.of() : Set.of(number));
            }
        }
    }
}
