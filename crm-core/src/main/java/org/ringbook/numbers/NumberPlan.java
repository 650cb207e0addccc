package org.ringbook.numbers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.refusals.Refusal;

/**
 * Reads and prints telephone numbers as they are written and dialled in one home region. Any text may be read: the work is
 * bounded, and nothing is thrown. Thread-safe.
 */
public final class NumberPlan {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private static final int LONGEST_TEXT = 512;
    private static final int LONGEST_SHORT = 6;
    private static final Pattern CODE = Pattern.compile("[*#][0-9*#]{0,15}");
    private static final Pattern HIDE_OR_SHOW_MY_NUMBER = Pattern.compile("^[*#]31#(?=[+0-9])");
    private static final Pattern BLANK_OF_A_PLUS = Pattern.compile(" [(]?[1-9]");
    private static final Pattern WRITTEN = Pattern.compile("[0-9 ().~/\\-]*");

    private final String region;
    private final String areaCode;
    private final HomeNumbers home;

    /** @param region ISO 3166 code of the country whose national numbers are written without a country code, "RU" */
    public NumberPlan(String region) {
        this(region, null);
    }

    /**
     * @param areaCode code of the city whose numbers are written without it, "495"; null when none are
     * @throws IllegalArgumentException if there is no such country, or the code is not digits
     */
    public NumberPlan(String region, String areaCode) {
        if (region == null || !LIBRARY.getSupportedRegions().contains(region)) {
            throw new IllegalArgumentException("Not a country (ISO 3166, two capital letters): " + region);
        }
        this.region = region;
        this.areaCode = areaCode;
        this.home = new HomeNumbers(LIBRARY, region, areaCode);
    }

    /** Whether there is such a country. @param region ISO 3166 code */
    public static boolean knows(String region) {
        return LIBRARY.getSupportedRegions().contains(region);
    }

    public String region() {
        return region;
    }

    /** Null when there is none. */
    public String areaCode() {
        return areaCode;
    }

    /**
     * The outside number that a text means, or nothing when it is an extension, a service number, a withheld caller or
     * no number at all. Takes well under a microsecond for the forms in which calls of the home region come.
     */
    public Optional<PhoneNumber> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        long quick = home.quick(text);
        if (quick != HomeNumbers.NOT_QUICK) {
            return quick == HomeNumbers.NONE ? Optional.empty() : Optional.of(new PhoneNumber(quick));
        }
        return read(text) instanceof NumberReading.Outside outside ? Optional.of(outside.number()) : Optional.empty();
    }

    /** What a text means, an extension after the number included; for people's input, files and dialling. */
    public NumberReading read(String text) {
        if (text == null || text.isBlank()) {
            return new NumberReading.Withheld();
        }
        if (text.length() > LONGEST_TEXT) {
            return not("numbers.long", LONGEST_TEXT);
        }
        NumberText parts = NumberText.of(text);
        String body = HIDE_OR_SHOW_MY_NUMBER.matcher(parts.body()).replaceFirst("");
        if (WithheldNames.has(body)) {
            return new NumberReading.Withheld();
        }
        if (CODE.matcher(body).matches()) {
            return new NumberReading.Short(body);
        }
        return written(body, parts.extension());
    }

    private NumberReading written(String body, String extension) {
        boolean plus = body.startsWith("+") || body.startsWith("(+");
        String rest = plus ? body.replaceFirst("\\+", "") : body;
        if (!WRITTEN.matcher(rest).matches()) {
            boolean letters = rest.chars().anyMatch(Character::isLetter);
            return not(letters ? "numbers.letters" : "numbers.characters");
        }
        String digits = rest.replaceAll("[^0-9]", "");
        long number = plus ? home.international(digits) : home.national(digits);
        if (number != HomeNumbers.NONE) {
            return new NumberReading.Outside(new PhoneNumber(number), extension);
        }
        if (!plus && extension == null && !digits.isEmpty() && digits.length() <= LONGEST_SHORT) {
            return new NumberReading.Short(digits);
        }
        return why(digits, plus);
    }

    private NumberReading why(String digits, boolean plus) {
        if (digits.length() > 15) {
            return not("numbers.digits.many", digits.length());
        }
        if (plus) {
            return not("numbers.country");
        }
        return not(digits.length() < 10 ? "numbers.digits.few" : "numbers.unknown");
    }

    /**
     * What a stored number would be if what it was made of were read today: earlier versions put the home country before digits that
     * are a whole number of another one. Who holds numbers that somebody may have keeps them.
     *
     * @return nothing when it stays as it is: it is one that somebody may have, or it has no other reading, or more than one
     */
    public Optional<PhoneNumber> readAgain(PhoneNumber stored) {
        if (canBe(stored)) {
            return Optional.empty();
        }
        String digits = Long.toString(stored.e164());
        String code = Integer.toString(LIBRARY.getCountryCodeForRegion(region));
        Stream<String> written =
                digits.startsWith(code) ? Stream.of(digits, digits.substring(code.length())) : Stream.of(digits);
        Set<PhoneNumber> readings = written.map(this::parse)
                .flatMap(Optional::stream)
                .filter(number -> canBe(number))
                .collect(Collectors.toSet());
        return readings.size() == 1 ? Optional.of(readings.iterator().next()) : Optional.empty();
    }

    /** Whether somebody may have this number, as far as the numbering of its country is known. */
    public boolean canBe(PhoneNumber number) {
        return home.isValid(number.toString());
    }

    /**
     * A number out of the query of an address, or a form: a plus that was not encoded arrives as a blank.
     *
     * @param value decoded, and not stripped; may be null
     */
    public static String ofQuery(String value) {
        boolean plus = value != null && BLANK_OF_A_PLUS.matcher(value).lookingAt();
        return plus ? "+" + value.strip() : value;
    }

    /** For the eye: {@code +7 916 111-22-33}. */
    public String print(PhoneNumber number) {
        try {
            Phonenumber.PhoneNumber parsed = LIBRARY.parse(number.toString(), null);
            return LIBRARY.format(parsed, PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException ofNoCountry) {
            return number.toString();
        }
    }

    /** Where a number leads. */
    public Destination destination(PhoneNumber number) {
        return Destinations.of(number);
    }

    /** Whether digits as dialled reach the emergency services of the home country: 112, 103. */
    public boolean isEmergency(String digits) {
        return Destinations.isEmergency(digits, region);
    }

    /**
     * The number as a telephone system is told to dial it.
     *
     * @return a plus or not, and digits: 89161112233, +79161112233 or 79161112233
     */
    public String dialled(PhoneNumber number, DialFormat format) {
        return switch (format) {
            case PLUS -> number.toString();
            case DIGITS -> Long.toString(number.e164());
            case NATIONAL -> home.dialled(number.e164());
        };
    }

    /**
     * The beginnings that stored numbers (without the plus) may have, when somebody typed the first digits of one.
     *
     * @param typed digits, and what stands between them
     */
    public List<String> beginnings(String typed) {
        String digits = typed.replaceAll("[^0-9]", "");
        Set<String> beginnings = new LinkedHashSet<>();
        beginnings.add(digits);
        if (typed.indexOf('+') < 0) {
            String code = Integer.toString(LIBRARY.getCountryCodeForRegion(region));
            String prefix = LIBRARY.getNddPrefixForRegion(region, true);
            beginnings.add(code + digits);
            if (prefix != null && digits.length() > prefix.length() && digits.startsWith(prefix)) {
                beginnings.add(code + digits.substring(prefix.length()));
            }
        }
        return new ArrayList<>(beginnings);
    }

    private static NumberReading not(String key, Object... args) {
        return new NumberReading.NotANumber(Refusal.of(key, args));
    }
}
