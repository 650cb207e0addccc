package org.ringbook.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.Cast;

/** Where a number leads, and what dialling it is likely to cost. */
class DestinationsTest {

    private static final NumberPlan RUSSIA = Cast.PLAN;

    @ParameterizedTest
    @CsvSource({
        // At home and in the country that shares the code, by its first digits.
        "+79161112233, RU, ORDINARY",
        "+78001234567, RU, ORDINARY",
        "+77012345678, KZ, ORDINARY",
        "+4930901820, DE, ORDINARY",
        "+12125550123, US, ORDINARY",
        "+14165550123, CA, ORDINARY",
        // Who owns it earns by the call: at home, abroad, in no country.
        "+78091234567, RU, PREMIUM",
        "+499001234567, DE, PREMIUM",
        "+979123456789, 001, PREMIUM",
        // Inmarsat, Iridium, networks of no country.
        "+870773111632, 001, SATELLITE",
        "+881612345678, 001, SATELLITE",
        "+882161234567, 001, SATELLITE",
        "+883510012345, 001, SATELLITE",
        // A number that nobody has belongs to the country whose code it has.
        "+71111111111, RU, ORDINARY"
    })
    void aNumberLeadsToACountryAndCostsWhatItsKindCosts(String number, String country, Destination.Kind kind) {
        assertThat(RUSSIA.destination(new PhoneNumber(Long.parseLong(number.substring(1)))))
                .isEqualTo(new Destination(country, kind));
    }

    /** Nobody can say what it costs: it is dialled only where the dearest is. */
    @Test
    void aNumberWhoseCountryNobodyKnowsCountsAsTheDearest() {
        assertThat(RUSSIA.destination(new PhoneNumber(999_123_456_789L)))
                .isEqualTo(new Destination("001", Destination.Kind.SATELLITE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"112", "101", "102", "103"})
    void helpIsAlwaysReached(String dialled) {
        assertThat(RUSSIA.isEmergency(dialled)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "100", "911234", "1120000", "89161112233", "112112112"})
    void noOtherNumberCountsAsACallForHelp(String dialled) {
        assertThat(RUSSIA.isEmergency(dialled)).isFalse();
    }

    /** A beginning that reaches help in some countries is a number of its own when it is longer. */
    @Test
    void theCountryDecidesWhatReachesHelp() {
        assertThat(new NumberPlan("US").isEmergency("911")).isTrue();
        assertThat(new NumberPlan("DE").isEmergency("110")).isTrue();
        assertThat(new NumberPlan("DE").isEmergency("110110")).isFalse();
    }
}
