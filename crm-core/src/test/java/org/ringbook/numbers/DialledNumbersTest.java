package org.ringbook.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as a telephone system dials them, and as they are kept. */
class DialledNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "RU, +79161112233, 89161112233", "KZ, +77012345678, 87012345678", "RU, +14155552671, 81014155552671",
        "RU, +380441234567, 810380441234567", "US, +14155552671, 14155552671", "US, +79161112233, 01179161112233",
        "DE, +4930123456, 030123456", "DE, +79161112233, 0079161112233", "US, +999123456, 999123456"
    })
    void atHomeEachCountryDialsInItsOwnWay(String region, String number, String dialled) {
        assertThat(new NumberPlan(region).dialled(PhoneNumber.of(number), DialFormat.NATIONAL))
                .isEqualTo(dialled);
    }

    @Test
    void orAsItIsKeptWithOrWithoutThePlus() {
        NumberPlan plan = new NumberPlan("RU", "495");
        assertThat(plan.dialled(PhoneNumber.of("+79161112233"), DialFormat.PLUS))
                .isEqualTo("+79161112233");
        assertThat(plan.dialled(PhoneNumber.of("+79161112233"), DialFormat.DIGITS))
                .isEqualTo("79161112233");
        assertThat(plan.region()).isEqualTo("RU");
        assertThat(plan.areaCode()).isEqualTo("495");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "101", "999999"})
    void anExtensionHasTwoToSixDigits(String digits) {
        assertThat(Extension.isExtension(digits)).isTrue();
        assertThat(new Extension(digits)).hasToString(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1234567", "10a", "1/1", "1:1", "", "٣٤"})
    void whatIsNoExtension(String text) {
        assertThat(Extension.isExtension(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Extension(text));
    }

    @Test
    void extensionsAndNumbersStandInOrder() {
        assertThat(new Extension("101")).isLessThan(new Extension("102")).isGreaterThan(new Extension("100"));
        assertThat(Extension.isExtension(null)).isFalse();
        assertThat(PhoneNumber.of("+74951234567"))
                .isLessThan(PhoneNumber.of("+79161112233"))
                .isGreaterThan(PhoneNumber.of("+14155552671"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"79161112233", "+09161112233", "+12", "+1234567890123456", "+7916111223a", ""})
    void whatIsNoStoredNumber(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PhoneNumber.of(text));
    }

    @Test
    void aStoredNumberHasThreeToFifteenDigits() {
        assertThat(PhoneNumber.of("+100").e164()).isEqualTo(100);
        assertThat(PhoneNumber.of("+999999999999999").e164()).isEqualTo(999_999_999_999_999L);
        assertThatIllegalArgumentException().isThrownBy(() -> new PhoneNumber(99));
        assertThatIllegalArgumentException().isThrownBy(() -> new PhoneNumber(1_000_000_000_000_000L));
        assertThatIllegalArgumentException().isThrownBy(() -> PhoneNumber.of(null));
    }

    @Test
    void ofTheOwnCityTheCodeAndTheNumberMakeTenDigits() {
        assertThat(new NumberPlan("RU", "49512").parse("12345")).contains(PhoneNumber.of("+74951212345"));
        assertThat(new NumberPlan("RU", "4951").parse("12345")).isEmpty();
        assertThat(new NumberPlan("RU", "49512").parse("123456")).isEmpty();
    }
}
