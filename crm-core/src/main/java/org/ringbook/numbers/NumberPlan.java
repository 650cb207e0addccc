package org.ringbook.numbers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Optional;

/**
 * Reads and prints telephone numbers as they are dialled in one home region. Thread-safe.
 */
public final class NumberPlan {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private final String region;

    /** @param region ISO 3166 code of the country whose national numbers are written without a country code, "RU" */
    public NumberPlan(String region) {
        this.region = region;
    }

    /**
     * The outside number that a text means, or nothing when it is an extension, a service number, a withheld caller or
     * no number at all.
     */
    public Optional<PhoneNumber> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            var parsed = LIBRARY.parse(text, region);
            if (!LIBRARY.isPossibleNumber(parsed)) {
                return Optional.empty();
            }
            return Optional.of(
                    new PhoneNumber(Long.parseLong(LIBRARY.format(parsed, PhoneNumberUtil.PhoneNumberFormat.E164)
                            .substring(1))));
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    /** The beginnings that stored numbers may have whose digits a user began to type. */
    public java.util.List<String> beginnings(String typed) {
        return java.util.List.of(typed.replaceAll("[^0-9]", ""));
    }
}
