package org.ringbook.agent.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalledNumberTest {

    @ParameterizedTest
    @CsvSource({
        "+79161112233, +79161112233",
        "89161112233, 89161112233",
        "65432, 65432",
        "*6779161112233, 79161112233",
        "*67+79161112233, +79161112233",
        "*31#79161112233, 79161112233",
        "#31#+79161112233, +79161112233",
        "*21*79161112233#, 79161112233",
        "##002*79161112233#, 79161112233",
        "89161112233#, 89161112233",
        "89161112233##, 89161112233",
        "89161112233*, 89161112233",
        "+79161112233#, +79161112233",
        "*6779161112233*, 79161112233",
        "*6779161112233##, 79161112233",
        "*6779161112233*5, 79161112233",
        "*679161112233#, 9161112233",
        "*67810442079460000#, 810442079460000"
    })
    void aFeatureCodeHidesNoNumber(String dialled, String called) {
        assertThat(CalledNumber.outside(dialled)).containsExactly(called);
    }

    @ParameterizedTest
    @CsvSource({"*14179161112233, 79161112233", "*1419161112233#, 9161112233", "#003189161112233*, 89161112233"})
    void aCodeOfThreeOrFourDigitsHidesItNoMore(String dialled, String called) {
        assertThat(CalledNumber.outside(dialled)).contains(called);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"101", "112", "02", "1001", "*72", "*97", "#31#", "*8101", "*21*101#", "101#", "112#", "*65432"})
    void withinTheCompanyAndInNeedNobodyIsAsked(String dialled) {
        assertThat(CalledNumber.outside(dialled)).isEmpty();
    }
}
