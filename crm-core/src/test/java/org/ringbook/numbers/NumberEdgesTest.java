package org.ringbook.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.Cast;

/** The last that is still a number, a name, an extension, and the first that is not. */
class NumberEdgesTest {

    private static final NumberPlan RUSSIA = Cast.PLAN;
    private static final NumberPlan MOSCOW = new NumberPlan("RU", "495");
    private static final NumberPlan GERMANY = new NumberPlan("DE", "30");

    private static String number(NumberPlan plan, String text) {
        return plan.parse(text).map(PhoneNumber::toString).orElse(null);
    }

    @ParameterizedTest
    @CsvSource({
        // Ten and eleven digits, and one less or more.
        "9161112233, +79161112233",
        "916111223,",
        "89161112233, +79161112233",
        "891611122330,",
        "789161112233, +79161112233",
        "+789161112233, +79161112233",
        "7891611122334,",
        // The first digits that Russia's and Kazakhstan's codes begin with, and their neighbours.
        "3012223344, +73012223344",
        "4951234567, +74951234567",
        "7012345678, +77012345678",
        // A code that nobody has, in ten digits and dialled with an eight.
        "6001234567,",
        "86001234567, +76001234567",
        // The international prefix with the shortest number that can be meant, and with one less.
        "81037067712345, +37067712345",
        "0037067712345, +37067712345",
        "8103706771,",
        // Fifteen digits at most.
        "+8835100123456789,",
        // An eight before a country where an eight is none of it.
        "+89161112233, +79161112233"
    })
    void atHomeInRussia(String text, String number) {
        assertThat(number(RUSSIA, text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        // Seven digits of the own city; six and eight are none.
        "1234567, +74951234567",
        "123456,",
        "12345678,",
        "123-45-67, +74951234567",
        "101,"
    })
    void inTheOwnCity(String text, String number) {
        assertThat(number(MOSCOW, text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "901820,",
        "90182000, +493090182000",
        "030 901820, +4930901820",
        "030901820, +4930901820",
        "0049 30 901820, +4930901820",
        "4930901820, +4930901820",
        "00491511234567, +491511234567"
    })
    void inACountryWithPrefixes(String text, String number) {
        assertThat(number(GERMANY, text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        // A sign that is written as a percent, at the end, cut off, and no sign at all.
        "tel:%2B79161112233, +79161112233",
        "tel:+7916111223%33, +79161112233",
        "tel:+7916111223%3,",
        "tel:+79161112233%,",
        "tel:%2b7%20916%20111-22-33, +79161112233",
        // The number of an address: the last angle, its parameters, its host.
        "Maria <tel:+79161112233>, +79161112233",
        "<89161112233>, +79161112233",
        "sip:89161112233;phone-context=national@host, +79161112233",
        "sip:89161112233?subject=1, +79161112233",
        "sip:;ext=1@host,",
        "@host,"
    })
    void inALink(String text, String number) {
        assertThat(number(RUSSIA, text)).isEqualTo(number);
    }

    @Test
    void aTextOfHundredsOfCharactersIsNoNumberHoweverItEnds() {
        assertThat(RUSSIA.parse(" ".repeat(3000) + "+79161112233")).isEmpty();
        assertThat(RUSSIA.read("1".repeat(16))).isInstanceOf(NumberReading.NotANumber.class);
    }

    @Test
    void anExtensionStandsBehindAWholeNumberAndBehindNothingLess() {
        assertThat(RUSSIA.read("84951234567*12")).isEqualTo(new NumberReading.Outside(Cast.SHARED, "12"));
        assertThat(RUSSIA.read("*21*101#")).isNotInstanceOf(NumberReading.Outside.class);
        assertThat(RUSSIA.read("1234*5")).isNotInstanceOf(NumberReading.Outside.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "000",
                "000-000",
                "+0",
                "(00) 00",
                "0\t0",
                "Аноним",
                "номер не определён",
                "UNKNOWN",
                "Anonymous!"
            })
    void whoHidesIsWithheldInEveryWriting(String text) {
        assertThat(RUSSIA.read(text)).isInstanceOf(NumberReading.Withheld.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001", "unknown 5", "0/0", "0a0", "anonymousanonymousanonymousanonymousanonymous"})
    void whatOnlyLooksHiddenIsNot(String text) {
        assertThat(RUSSIA.read(text)).isNotInstanceOf(NumberReading.Withheld.class);
    }

    /** Of a prefix alone nothing is left that a number could begin with. */
    @Test
    void theFirstDigitsThatSomebodyTypesAreLookedForAsDialledAndAsStored() {
        assertThat(RUSSIA.beginnings("8")).containsExactly("8", "78");
        assertThat(RUSSIA.beginnings("89")).containsExactly("89", "789", "79");
        assertThat(RUSSIA.beginnings("+89")).containsExactly("89");
    }
}
