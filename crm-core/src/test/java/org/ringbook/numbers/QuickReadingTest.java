package org.ringbook.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quick way of reading, held against the library on generated numbers. */
class QuickReadingTest {

    private static final int MANY = 2_000;
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private final Random random = new Random(2026);

    @Test
    void numbersOfRussiaAndKazakhstanAreReadAsTheLibraryReadsThem() {
        for (String region : new String[] {"RU", "KZ"}) {
            NumberPlan plan = new NumberPlan(region);
            for (int i = 0; i < MANY; i++) {
                String text = pick("8", "7", "+7", "") + pick("3", "4", "6", "7", "8", "9") + digits(9);
                Optional<PhoneNumber> library = validByLibrary(text, region);
                library.ifPresent(
                        number -> assertThat(plan.parse(text)).as(text).contains(number));
            }
        }
    }

    @Test
    void theQuickWayNeverDiffersFromTheLongOne() {
        for (String region : new String[] {"RU", "KZ", "US", "DE", "GB", "CN"}) {
            NumberPlan plan = new NumberPlan(region);
            for (int i = 0; i < MANY; i++) {
                String text = pick("+", "") + digits(1 + random.nextInt(14));
                // A space at the end is no digit: the closer look is taken.
                assertThat(plan.parse(text)).as(region + " " + text).isEqualTo(plan.parse(text + " "));
            }
        }
    }

    @Test
    void whatWasReadIsReadAgainFromItsStoredForm() {
        for (String region : new String[] {"RU", "KZ", "US", "DE", "IT"}) {
            NumberPlan plan = new NumberPlan(region);
            for (int i = 0; i < MANY; i++) {
                Optional<PhoneNumber> number =
                        plan.parse(pick("+", "", "8", "00", "0") + digits(7 + random.nextInt(7)));
                number.ifPresent(read -> assertThat(plan.parse(read.toString())).contains(read));
            }
        }
    }

    /** What nobody has is not the library's to judge: it may take the 8 of a bare ten for a prefix, 810 for the world. */
    private static Optional<PhoneNumber> validByLibrary(String text, String region) {
        try {
            var number = LIBRARY.parse(text, region);
            return number.getCountryCode() == 7 && LIBRARY.isValidNumber(number)
                    ? Optional.of(PhoneNumber.of(LIBRARY.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException noCountry) {
            return Optional.empty();
        }
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
