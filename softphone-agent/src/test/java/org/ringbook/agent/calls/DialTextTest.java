package org.ringbook.agent.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +79161112233                               | +79161112233
            8 (916) 111-22-33                          | 89161112233
            101                                        | 101
            tel:+79161112233                           | +79161112233
            tel:+7-916-111-22-33                       | +79161112233
            TEL:+7(916)1112233                         | +79161112233
            tel:%2B7%20916%20111-22-33                 | +79161112233
            tel://+79161112233                         | +79161112233
            tel:+7.916.111.22.33;isub=1                | +79161112233
            tel:1112233;phone-context=+7916            | +79161112233
            tel:101;phone-context=example.org          | 101
            callto:+79161112233                        | +79161112233
            callto://+79161112233                      | +79161112233
            callto:+7%28916%29111-22-33                | +79161112233
            callto:+79161112233?x=1                    | +79161112233
            +7 916 111–22–33                           | +79161112233
            sip:101@example.org                        | 101
            sips:+79161112233@pbx.example.org;user=phone?Subject=x | +79161112233
            sip:%2B79161112233@example.org             | +79161112233
            """)
    void whatPeopleWriteAndLinksAreDialled(String text, String number) {
        assertThat(DialText.of(text).number()).isEqualTo(number);
    }

    @Test
    void theExtensionBehindTheNumberIsForThePersonToPress() {
        assertThat(DialText.of("tel:+74951234567;ext=12")).isEqualTo(new DialText("+74951234567", "12"));
        assertThat(DialText.of("tel:+74951234567;ext=1*2").extension()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "tel:",
                "callto:pavel",
                "tel:*72",
                "tel:%23%2331%23",
                "*98",
                "#31#+79161112233",
                "tel:%zz",
                "tel:%",
                "5",
                "tel:+7916%0d%0aAction",
                "sip:anna@example.org",
                "sips:*72@example.org",
                "sip:@example.org",
                "123456789012345678901",
                ";",
                "tel:;"
            })
    void whatIsNoNumberIsNot(String text) {
        assertThatThrownBy(() -> DialText.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aVeryLongTextIsNot() {
        assertThatThrownBy(() -> DialText.of("1 ".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
    }
}
