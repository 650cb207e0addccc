package org.ringbook.contacts.legal;

/** The sums by which Russian registration and account numbers are checked. Pure; any text may be asked. */
final class Checksums {

    private static final int[] INN_10 = {2, 4, 10, 3, 5, 9, 4, 6, 8};
    private static final int[] INN_11 = {7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    private static final int[] INN_12 = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    private static final int[] ACCOUNT = {7, 1, 3};
    /** In the account of a clearing currency a letter stands at the sixth place. */
    private static final String CLEARING_LETTERS = "АВСЕНКМРТХ";

    private Checksums() {}

    /** Ten digits of a company, twelve of a person. */
    static boolean inn(String inn) {
        if (!inn.matches("[0-9]{10}|[0-9]{12}") || inn.matches("0+")) {
            return false;
        }
        return inn.length() == 10
                ? innDigit(inn, INN_10) == digit(inn, 9)
                : innDigit(inn, INN_11) == digit(inn, 10) && innDigit(inn, INN_12) == digit(inn, 11);
    }

    private static int innDigit(String inn, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * digit(inn, i);
        }
        return sum % 11 % 10;
    }

    /** Thirteen digits of a company. */
    static boolean ogrn(String ogrn) {
        return ogrn.matches("[0-9]{13}") && Long.parseLong(ogrn.substring(0, 12)) % 11 % 10 == digit(ogrn, 12);
    }

    /** Fifteen digits of an entrepreneur. The remainder by 13 may have two digits: its last one counts. */
    static boolean ogrnip(String ogrnip) {
        return ogrnip.matches("[0-9]{15}") && Long.parseLong(ogrnip.substring(0, 14)) % 13 % 10 == digit(ogrnip, 14);
    }

    /**
     * An account in the bank of this BIK.
     *
     * @param bic nine digits
     * @param account twenty signs
     */
    static boolean account(String bic, String account) {
        String digits = account.replaceFirst("^(.{5})([" + CLEARING_LETTERS + "])", "$1#");
        if (digits.contains("#")) {
            digits = digits.replace('#', (char) ('0' + CLEARING_LETTERS.indexOf(account.charAt(5))));
        }
        if (!bic.matches("[0-9]{9}") || !digits.matches("[0-9]{20}")) {
            return false;
        }
        String checked = (isInCentralBank(bic, account) ? "0" + bic.substring(4, 6) : bic.substring(6)) + digits;
        int sum = 0;
        for (int i = 0; i < checked.length(); i++) {
            sum += ACCOUNT[i % 3] * digit(checked, i);
        }
        return sum % 10 == 0;
    }

    private static boolean isInCentralBank(String bic, String account) {
        return account.startsWith("301") || bic.matches("[0-9]{6}00[0-2]");
    }

    private static int digit(String text, int at) {
        return text.charAt(at) - '0';
    }
}
