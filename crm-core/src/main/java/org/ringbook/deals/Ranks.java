package org.ringbook.deals;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Texts that stand in the order of a column, compared sign by sign: between any two that differ there is another one. At either end they
 * grow as a number does, not with each card: the first letter says how many digits of a whole number follow, and what comes behind those is
 * a fraction. A fraction never ends in the smallest digit, so that there is room before it. Pure.
 */
final class Ranks {

    /** As they sort, byte by byte. */
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final char SMALLEST = '0';
    private static final char LARGEST = 'z';
    private static final String FIRST = "a0";
    private static final int RANDOM_DIGITS = 4;

    private Ranks() {}

    /**
     * @param above null for the top
     * @param below null for the bottom
     * @throws IllegalArgumentException when they do not stand in that order
     */
    static String between(String above, String below) {
        if (above != null && below != null && above.compareTo(below) >= 0) {
            throw new IllegalArgumentException("There is nothing between " + above + " and " + below + ".");
        }
        if (above == null) {
            return below == null ? FIRST : before(below);
        }
        String whole = whole(above);
        String fraction = above.substring(whole.length());
        if (below != null && whole.equals(whole(below))) {
            return whole + middle(fraction, below.substring(whole.length()));
        }
        String next = next(whole);
        return below == null || next.compareTo(below) < 0 ? next : whole + middle(fraction, null);
    }

    /** Before all others, and hardly ever twice the same for two who ask at once. @param below null where there is none */
    static String onTop(String below, RandomGenerator chance) {
        var rank = new StringBuilder(below == null ? FIRST : previous(whole(below)));
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            rank.append(DIGITS.charAt(chance.nextInt(1, DIGITS.length())));
        }
        return rank.toString();
    }

    /** So many in order behind one. @param below null for the bottom */
    static List<String> after(String above, String below, int count) {
        var all = new ArrayList<String>(count);
        String last = above;
        for (int i = 0; i < count; i++) {
            last = between(last, below);
            all.add(last);
        }
        return all;
    }

    private static String before(String below) {
        String whole = whole(below);
        return whole.compareTo(below) < 0 ? whole : previous(whole);
    }

    /** So many in order, with room before, between and behind. */
    static List<String> anew(int count) {
        var all = new ArrayList<String>(count);
        String rank = FIRST;
        for (int i = 0; i < count; i++) {
            all.add(rank);
            rank = next(rank);
        }
        return all;
    }

    private static String whole(String rank) {
        char head = rank.charAt(0);
        int length = head >= 'a' ? head - 'a' + 2 : 'Z' - head + 2;
        return rank.substring(0, Math.min(length, rank.length()));
    }

    private static String next(String whole) {
        char[] signs = whole.toCharArray();
        for (int i = signs.length - 1; i > 0; i--) {
            if (signs[i] != LARGEST) {
                signs[i] = DIGITS.charAt(DIGITS.indexOf(signs[i]) + 1);
                return new String(signs);
            }
            signs[i] = SMALLEST;
        }
        if (signs[0] == 'Z') {
            return FIRST;
        }
        char head = (char) (signs[0] + 1);
        String digits = new String(signs, 1, signs.length - 1);
        return head > 'a' ? head + digits + SMALLEST : head + digits.substring(1);
    }

    private static String previous(String whole) {
        char[] signs = whole.toCharArray();
        for (int i = signs.length - 1; i > 0; i--) {
            if (signs[i] != SMALLEST) {
                signs[i] = DIGITS.charAt(DIGITS.indexOf(signs[i]) - 1);
                return new String(signs);
            }
            signs[i] = LARGEST;
        }
        if (signs[0] == 'a') {
            return "Z" + LARGEST;
        }
        char head = (char) (signs[0] - 1);
        String digits = new String(signs, 1, signs.length - 1);
        return head < 'Z' ? head + digits + LARGEST : head + digits.substring(1);
    }

    /** Of two fractions. @param below null for the whole number that comes next */
    private static String middle(String above, String below) {
        if (below != null) {
            int same = 0;
            while (same < below.length()
                    && (same < above.length() ? above.charAt(same) : SMALLEST) == below.charAt(same)) {
                same++;
            }
            if (same > 0) {
                return below.substring(0, same)
                        + middle(above.substring(Math.min(same, above.length())), below.substring(same));
            }
        }
        int low = above.isEmpty() ? 0 : DIGITS.indexOf(above.charAt(0));
        int high = below == null ? DIGITS.length() : DIGITS.indexOf(below.charAt(0));
        if (high - low > 1) {
            return String.valueOf(DIGITS.charAt((low + high + 1) / 2));
        }
        if (below != null && below.length() > 1) {
            return below.substring(0, 1);
        }
        return DIGITS.charAt(low) + middle(above.isEmpty() ? "" : above.substring(1), null);
    }
}
