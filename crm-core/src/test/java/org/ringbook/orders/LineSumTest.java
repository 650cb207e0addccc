package org.ringbook.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineSumTest {

    private static BigDecimal number(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static LineSum line(String quantity, String price, String discount, String vat, boolean included) {
        return LineSum.of(number(quantity), number(price), number(discount), number(vat), included);
    }

    @ParameterizedTest(name = "{0} × {1} − {2} %, {3} % included {4}: {5} + {6} = {7}")
    @CsvSource(
            nullValues = "–",
            value = {
                "1, 120.00, –, 20, true, 100.00, 20.00, 120.00",
                "1, 100.00, –, 20, false, 100.00, 20.00, 120.00",
                "1, 122.00, 0, 22, true, 100.00, 22.00, 122.00",
                // 100 × 20 / 120 = 16.6666…
                "1, 100.00, –, 20, true, 83.33, 16.67, 100.00",
                // 0.005 goes up: 0.05 × 10 % = 0.005.
                "1, 0.05, –, 10, false, 0.05, 0.01, 0.06",
                // 1.5 × 0.33 = 0.495.
                "1.5, 0.33, –, –, true, 0.50, 0.00, 0.50",
                "3, 33.33, 5, 0, false, 94.99, 0.00, 94.99",
                "0.001, 0.01, –, 20, true, 0.00, 0.00, 0.00",
                "2, 50.00, 100, 20, true, 0.00, 0.00, 0.00"
            })
    void aLineIsRoundedToKopecksHalfUp(
            String quantity,
            String price,
            String discount,
            String vat,
            boolean included,
            String net,
            String ofVat,
            String gross) {
        assertThat(line(quantity, price, discount, vat, included))
                .isEqualTo(new LineSum(number(net), number(ofVat), number(gross)));
    }

    @Test
    void eachLineIsRoundedForItselfAndNotTheirSum() {
        LineSum three = Stream.generate(() -> line("1", "0.33", null, "20", true))
                .limit(3)
                .reduce(LineSum.nothing(), LineSum::plus);
        // 0.33 × 20 / 120 = 0.055, so 0.06 each; of the sum it would be 0.165, so 0.17.
        assertThat(three).isEqualTo(new LineSum(number("0.81"), number("0.18"), number("0.99")));
    }

    @Test
    void aRateIsOneOnItsDays() {
        LocalDate before = LocalDate.of(2025, 12, 31);
        LocalDate after = LocalDate.of(2026, 1, 1);
        assertThat(VatRates.isOne(number("20"), before)).isTrue();
        assertThat(VatRates.isOne(number("20.00"), after)).isFalse();
        assertThat(VatRates.isOne(number("22.00"), after)).isTrue();
        assertThat(VatRates.isOne(number("22"), before)).isFalse();
        assertThat(VatRates.isOne(null, after)).isTrue();
        assertThat(VatRates.isOne(number("13"), after)).isFalse();
    }
}
