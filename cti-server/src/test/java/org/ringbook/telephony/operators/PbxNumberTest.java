package org.ringbook.telephony.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PbxNumberTest {

    @ParameterizedTest
    @CsvSource({
        "79161112233, +79161112233",
        "+7 (916) 111-22-33, +79161112233",
        "tel:+79161112233;phone-context=national, +79161112233",
        "sip:79161112233@pbx.example.org, +79161112233",
        "372512345678, +372512345678",
        // What only the numbering of the country tells is left to it.
        "3725123456, 3725123456",
        "9161112233, 9161112233",
        "89161112233, 89161112233",
        "8103725123456, 8103725123456",
        "00493090182000, 00493090182000",
        "101, 101",
        "anna,",
        "'',",
        "1234567890123456,"
    })
    void aWholeNumberHasItsPlus(String text, String number) {
        assertThat(PbxNumber.international(text)).isEqualTo(number);
    }
}
