package org.ringbook.numbers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;

/**
 * From dialled digits to E.164. The numbering of Russia and Kazakhstan (one country code, ten digits, 8 before them) is
 * read here, because it stands on the way of every event of a PBX and has habits that no standard knows; every other
 * country's numbering is the library's to know.
 */
final class HomeNumbers {

    static final long NONE = 0;
    /** The text needs a closer look. */
    static final long NOT_QUICK = -1;

    private static final int NATIONAL_DIGITS = 10;
    private static final int FEWEST_LOCAL_DIGITS = 5;
    private static final int FEWEST_INTERNATIONAL_DIGITS = 8;
    private static final int MOST_DIGITS = 20;
    private static final int BEGINNINGS = 100_000;

    private final PhoneNumberUtil library;
    private final String region;
    private final String areaCode;
    private final boolean sevenths;
    /** By the first five of ten digits: 1 where the library knows numbers, -1 where it knows none, 0 where it was not asked. */
    private final byte[] assigned;

    HomeNumbers(PhoneNumberUtil library, String region, String areaCode) {
        if (areaCode != null && !areaCode.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException("Not an area code (1 to 6 digits): " + areaCode);
        }
        this.library = library;
        this.region = region;
        this.areaCode = areaCode;
        this.sevenths = region.equals("RU") || region.equals("KZ");
        this.assigned = new byte[sevenths ? BEGINNINGS : 0];
    }

    /** A plain eleven- or ten-digit number of +7, or an extension; {@link #NOT_QUICK} for all else. Makes no object. */
    long quick(String text) {
        int length = text.length();
        int from = length > 0 && text.charAt(0) == '+' ? 1 : 0;
        int digits = length - from;
        if (digits < 2 || digits > NATIONAL_DIGITS + 1) {
            return NOT_QUICK;
        }
        long value = 0;
        for (int i = from; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NOT_QUICK;
            }
            value = value * 10 + digit;
        }
        if (digits < FEWEST_LOCAL_DIGITS && from == 0) {
            return NONE;
        }
        return quickSevenths(value, digits, from == 1);
    }

    private long quickSevenths(long value, int digits, boolean plus) {
        if (digits == NATIONAL_DIGITS + 1) {
            long first = value / 10_000_000_000L;
            long national = value % 10_000_000_000L;
            boolean seven = first == 7 && (plus || sevenths) && isSeventh(national);
            boolean dialled = first == 8 && !plus && sevenths && isAssigned(national);
            return seven || dialled ? 70_000_000_000L + national : NOT_QUICK;
        }
        boolean bare = digits == NATIONAL_DIGITS && !plus && sevenths;
        return bare && isAssigned(value) ? 70_000_000_000L + value : NOT_QUICK;
    }

    /** Whether the first of ten digits begins codes of Russia (3, 4, 8, 9) or Kazakhstan (6, 7). */
    private static boolean isSeventh(long national) {
        long first = national / 1_000_000_000L;
        return first == 3 || first == 4 || first >= 6;
    }

    /**
     * Whether somebody may have this number of ten digits in Russia or Kazakhstan: digits alone may as well be those of another
     * country. The library is asked once for each beginning of five digits.
     */
    private boolean isAssigned(long national) {
        int beginning = (int) (national / 100_000);
        byte known = assigned[beginning];
        if (known == 0) {
            boolean valid = isSeventh(national)
                    && (isValid("+7" + (beginning * 100_000L + 12_345))
                            || isValid("+7" + (beginning * 100_000L + 55_555)));
            known = (byte) (valid ? 1 : -1);
            // Whoever writes at the same time writes the same.
            assigned[beginning] = known;
        }
        return known == 1;
    }

    /** @param digits as they stand after a plus */
    long international(String digits) {
        if (digits.length() > MOST_DIGITS) {
            return NONE;
        }
        long mended = sevenths ? mended(digits) : NONE;
        if (mended != NONE) {
            return mended;
        }
        Phonenumber.PhoneNumber number = parsed("+" + digits);
        return number != null && isPossible(number) ? e164(number) : NONE;
    }

    /** Writings with a plus that only people make: +8 916 …, +7 8 916 …; {@link #NONE} for others. */
    private long mended(String digits) {
        if (digits.length() == NATIONAL_DIGITS + 2 && digits.startsWith("78")) {
            long national = Long.parseLong(digits.substring(2));
            return isSeventh(national) ? 70_000_000_000L + national : NONE;
        }
        if (digits.length() == NATIONAL_DIGITS + 1 && digits.startsWith("8") && !isValid("+" + digits)) {
            String meant = "+7" + digits.substring(1);
            return isValid(meant) ? Long.parseLong(meant.substring(1)) : NONE;
        }
        return NONE;
    }

    /** @param digits as dialled at home: with a trunk prefix, an international prefix, or bare */
    long national(String digits) {
        if (digits.length() > MOST_DIGITS || digits.length() < FEWEST_LOCAL_DIGITS) {
            return NONE;
        }
        long local = local(digits);
        if (local != NONE) {
            return local;
        }
        if (digits.length() <= FEWEST_LOCAL_DIGITS + 1) {
            return NONE;
        }
        if (digits.startsWith("00") && digits.length() >= 2 + FEWEST_INTERNATIONAL_DIGITS) {
            return international(digits.substring(2));
        }
        return sevenths ? seventh(digits) : foreign(digits);
    }

    /** A number of the own city. */
    private long local(String digits) {
        if (areaCode == null) {
            return NONE;
        }
        String whole = areaCode + digits;
        if (sevenths) {
            return whole.length() == NATIONAL_DIGITS ? seventh(whole) : NONE;
        }
        Phonenumber.PhoneNumber number = parsed(whole);
        boolean longEnough = digits.length() > FEWEST_LOCAL_DIGITS + 1;
        return longEnough
                        && number != null
                        && library.isValidNumberForRegion(number, region)
                        && !startsAsDialled(digits)
                ? e164(number)
                : NONE;
    }

    /** As a telephone of the home country dials it: digits alone. */
    String dialled(long e164) {
        if (sevenths && e164 / 10_000_000_000L == 7) {
            return "8" + e164 % 10_000_000_000L;
        }
        if (sevenths) {
            return "810" + e164;
        }
        Phonenumber.PhoneNumber number = parsed("+" + e164);
        return number == null ? Long.toString(e164) : digits(library.formatOutOfCountryCallingNumber(number, region));
    }

    private static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }

    private boolean startsAsDialled(String digits) {
        Phonenumber.PhoneNumber asDialled = parsed(digits);
        return asDialled != null && library.isValidNumberForRegion(asDialled, region);
    }

    private long seventh(String digits) {
        if (digits.startsWith("810") && digits.length() >= 3 + FEWEST_INTERNATIONAL_DIGITS) {
            return international(digits.substring(3));
        }
        long value = digits.length() <= NATIONAL_DIGITS + 1
                ? quickSevenths(Long.parseLong(digits), digits.length(), false)
                : NOT_QUICK;
        if (value > 0) {
            return value;
        }
        if (digits.length() == NATIONAL_DIGITS + 2 && digits.startsWith("78")) {
            return mended(digits);
        }
        // Some carriers give numbers of other countries with neither plus nor prefix.
        if (digits.length() >= NATIONAL_DIGITS && isValid("+" + digits)) {
            return international(digits);
        }
        boolean dialled = digits.length() == NATIONAL_DIGITS + 1 && digits.startsWith("8");
        long national = dialled ? Long.parseLong(digits.substring(1)) : NONE;
        return dialled && isSeventh(national) ? 70_000_000_000L + national : NONE;
    }

    private long foreign(String digits) {
        Phonenumber.PhoneNumber number = parsed(digits);
        if (number != null && library.isValidNumber(number)) {
            return e164(number);
        }
        if (digits.length() >= NATIONAL_DIGITS && isValid("+" + digits)) {
            return international(digits);
        }
        return number != null && isPossible(number) ? e164(number) : NONE;
    }

    boolean isValid(String withPlus) {
        Phonenumber.PhoneNumber number = parsed(withPlus);
        return number != null && library.isValidNumber(number);
    }

    private boolean isPossible(Phonenumber.PhoneNumber number) {
        return library.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
    }

    private Phonenumber.PhoneNumber parsed(String text) {
        try {
            return library.parse(text, region);
        } catch (NumberParseException notANumber) {
            return null;
        }
    }

    private long e164(Phonenumber.PhoneNumber number) {
        String text = library.format(number, PhoneNumberFormat.E164);
        return text.length() <= 16 && isStable(number, text) ? Long.parseLong(text.substring(1)) : NONE;
    }

    /** Out of digits that nobody has, the library may take a trunk prefix away at each reading. */
    private boolean isStable(Phonenumber.PhoneNumber number, String text) {
        if (library.isValidNumber(number)) {
            return true;
        }
        Phonenumber.PhoneNumber again = parsed(text);
        return again != null && text.equals(library.format(again, PhoneNumberFormat.E164));
    }
}
