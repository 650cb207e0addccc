package org.ringbook.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.Cast;

class NumberPartTest {

    @ParameterizedTest
    @ValueSource(strings = {"111", "916", "2233", "8916", "8 (916) 11", "+7916", "7916111", "89161112233"})
    void mariasNumberHasThem(String typed) {
        assertThat(NumberPart.of(typed, Cast.PLAN)).get().matches(part -> part.fits(Cast.MARIAS), typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "1-1", "11a", "мария", "1234567890123456", "111%", "1_1_1"})
    void theseAreNoDigitsOfANumber(String typed) {
        assertThat(NumberPart.of(typed, Cast.PLAN)).isEmpty();
    }

    @Test
    void aPrefixOfHomeIsNoPartOfTheMiddle() {
        NumberPart part = NumberPart.of("8111", Cast.PLAN).orElseThrow();
        assertThat(part.fits(Cast.MARIAS)).isFalse();
        assertThat(part.patterns("+")).containsExactly("%8111%", "+7111%");
    }
}
