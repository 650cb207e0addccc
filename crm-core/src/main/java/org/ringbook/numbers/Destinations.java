package org.ringbook.numbers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.Set;
import org.ringbook.numbers.Destination.Kind;

/** What the library knows of where numbers lead. */
final class Destinations {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final ShortNumberInfo SHORT_NUMBERS = ShortNumberInfo.getInstance();

    private static final String NO_COUNTRY = "001";
    /** Inmarsat; Globalstar, Iridium and their like; networks of no country. */
    private static final Set<Integer> SATELLITES = Set.of(870, 881, 882, 883);
    /** The premium numbers of no country. */
    private static final int INTERNATIONAL_PREMIUM = 979;

    private Destinations() {}

    static Destination of(PhoneNumber number) {
        try {
            Phonenumber.PhoneNumber parsed = LIBRARY.parse(number.toString(), null);
            String region = LIBRARY.getRegionCodeForNumber(parsed);
            // Of a code that several countries share, a number that nobody has belongs to the first of them.
            String country = region != null ? region : LIBRARY.getRegionCodeForCountryCode(parsed.getCountryCode());
            return new Destination(country, kind(parsed));
        } catch (NumberParseException ofNoCountry) {
            return new Destination(NO_COUNTRY, Kind.SATELLITE);
        }
    }

    private static Kind kind(Phonenumber.PhoneNumber parsed) {
        if (SATELLITES.contains(parsed.getCountryCode())) {
            return Kind.SATELLITE;
        }
        boolean premium = parsed.getCountryCode() == INTERNATIONAL_PREMIUM
                || LIBRARY.getNumberType(parsed) == PhoneNumberType.PREMIUM_RATE;
        return premium ? Kind.PREMIUM : Kind.ORDINARY;
    }

    static boolean isEmergency(String digits, String region) {
        return digits.length() <= 6 && SHORT_NUMBERS.isEmergencyNumber(digits, region);
    }
}
