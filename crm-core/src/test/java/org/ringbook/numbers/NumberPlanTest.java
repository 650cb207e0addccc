package org.ringbook.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.Cast;

class NumberPlanTest {

    private static final NumberPlan RUSSIA = Cast.PLAN;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+79161112233",
                "89161112233",
                "79161112233",
                "9161112233",
                "8 (916) 111-22-33",
                "+7 916 111 22 33",
                "8\u00a0916\u00a0111\u201122\u201333",
                "8(916)1112233",
                "+7(916)111.22.33",
                "(+7) 916 111-22-33",
                "+8 916 111 22 33",
                "+7 8 916 111-22-33",
                "\u202a+79161112233\u202c",
                "８９１６１１１２２３３",
                "моб. 8-916-111-22-33",
                "Тел.: +7 916 1112233",
                "m: 89161112233",
                "sip:+79161112233@10.0.0.1:5060;user=phone",
                "\"Maria\" <sip:89161112233@host>",
                "tel:+7-916-111-22-33",
                "callto:%2B7%20916%20111%2022%2033",
                "tel:8%28916%291112233",
                "*31#89161112233",
                "#31#+79161112233",
                "89161112233@pbx.example.org",
                "007 916 111 22 33",
                "8107 916 1112233",
                "  89161112233\t"
            })
    void mariasMobileIsOneNumberHoweverItIsWritten(String text) {
        assertThat(RUSSIA.parse(text)).contains(Cast.MARIAS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 (495) 123-45-67 доб. 12 | 12",
                "84951234567 доб12 | 12",
                "8 495 123-45-67 (доб. 12) | 12",
                "8(495)1234567 ДОБАВОЧНЫЙ 12 | 12",
                "+7 495 123 45 67 вн. 12 | 12",
                "+74951234567 ext. 12 | 12",
                "84951234567#12 | 12",
                "84951234567,,12 | 12",
                "84951234567*12 | 12",
                "+74951234567x12 | 12",
                "tel:+74951234567;ext=12 | 12",
                "8 495 123-45-67, доб. №12 | 12",
                "4951234567 |"
            })
    void digitsToDialAfterTheAnswerStandBesideTheNumber(String text, String extension) {
        assertThat(RUSSIA.read(text)).isEqualTo(new NumberReading.Outside(Cast.SHARED, extension));
        assertThat(RUSSIA.parse(text)).contains(Cast.SHARED);
    }

    @ParameterizedTest
    @CsvSource({
        "87012345678, +77012345678", "+7 701 234 56 78, +77012345678", "7012345678, +77012345678",
        "8 727 250-00-00, +77272500000", "+76001234567, +76001234567", "89161112233, +79161112233",
        "88005553535, +78005553535", "810380441234567, +380441234567", "8~10 380 44 123 45 67, +380441234567",
        "8-10-49-30-123456, +4930123456", "00380441234567, +380441234567", "380441234567, +380441234567",
        "+14155552671, +14155552671", "14155552671, +14155552671", "+84 951 234 567, +84951234567",
        "+390612345678, +390612345678"
    })
    void kazakhstanAndTheWorldAreReachedFromRussiaAndFromKazakhstanAlike(String text, String number) {
        assertThat(RUSSIA.parse(text)).contains(PhoneNumber.of(number));
        assertThat(new NumberPlan("KZ").parse(text)).contains(PhoneNumber.of(number));
    }

    @ParameterizedTest
    @CsvSource({
        "US, (415) 555-2671, +14155552671", "US, 1-415-555-2671, +14155552671", "US, 011 7 916 1112233, +79161112233",
        "US, 415-555-2671 x12, +14155552671", "DE, 030 123456, +4930123456", "DE, 0049 30 123456, +4930123456",
        "DE, 007 916 1112233, +79161112233", "DE, 0171 1234567, +491711234567", "GB, 020 7946 0018, +442079460018",
        "GB, 00 7 916 111 2233, +79161112233", "GB, 442079460018, +442079460018", "UA, 0441234567, +380441234567",
        "IT, 06 1234 5678, +390612345678", "BY, 80 29 1234567, +375291234567"
    })
    void otherCountriesDialAtHomeInTheirOwnWay(String region, String text, String number) {
        assertThat(new NumberPlan(region).parse(text)).contains(PhoneNumber.of(number));
    }

    @ParameterizedTest
    @CsvSource({
        "RU, 495, 777-00-01, +74957770001",
        "RU, 8412, 12-34-56, +78412123456",
        "US, 415, 555-2671, +14155552671"
    })
    void aNumberOfTheOwnCityNeedsNoCode(String region, String code, String text, String number) {
        NumberPlan plan = new NumberPlan(region, code);
        assertThat(plan.parse(text)).contains(PhoneNumber.of(number));
        assertThat(plan.parse(number)).contains(PhoneNumber.of(number));
        assertThat(plan.read("101")).isEqualTo(new NumberReading.Short("101"));
        assertThat(new NumberPlan(region).parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"101", "1234", "112", "0911", "911", "02", "*100#", "*8", "#21#", "123456", "sip:101@pbx", "9"})
    void extensionsAndServiceNumbersAreNoOutsideNumbers(String text) {
        assertThat(RUSSIA.read(text)).isInstanceOf(NumberReading.Short.class);
        assertThat(RUSSIA.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anonymous",
                "Anonymous",
                "ANONYMOUS",
                "unknown",
                "<unknown>",
                "private",
                "Private Number",
                "withheld",
                "restricted",
                "unavailable",
                "asterisk",
                "s",
                "",
                " ",
                "Скрытый номер",
                "Номер скрыт",
                "+anonymous",
                "00000",
                "0",
                "+0",
                "не определён",
                "Номер не определен",
                "sip:anonymous@anonymous.invalid",
                "\"Anonymous\" <sip:anonymous@anonymous.invalid>",
                "CLIR",
                "N/A",
                "No Caller ID",
                "Out of Area",
                "-",
                "prohib_passed_screen",
                "Неизвестный номер",
                "(null)",
                "НЕИЗВЕСТНО"
            })
    void aHiddenCallerIsHiddenUnderEachName(String text) {
        assertThat(RUSSIA.read(text)).isEqualTo(new NumberReading.Withheld());
        assertThat(RUSSIA.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ROMASHKA | numbers.letters",
                "8916111223A | numbers.letters",
                "<b>89161112233</b> | numbers.letters",
                "'; drop table call; -- | numbers.letters",
                "8916111=2233 | numbers.characters",
                "8916$1112233 | numbers.characters",
                "1234567 | numbers.digits.few",
                "+999123456789 | numbers.country",
                "+7916111 | numbers.country",
                "891611122334 | numbers.unknown",
                "0000123000 | numbers.unknown",
                "1234567890123456 | numbers.digits.many",
                "89161112233 84951234567 | numbers.digits.many"
            })
    void whatIsNoNumberSaysWhy(String text, String key) {
        assertThat(RUSSIA.parse(text)).isEmpty();
        assertThat(RUSSIA.read(text)).isInstanceOfSatisfying(NumberReading.NotANumber.class, not -> {
            assertThat(not.why().key()).isEqualTo(key);
            assertThat(not.why().words(Locale.ENGLISH)).doesNotContain("numbers.");
            assertThat(not.why().words(Locale.forLanguageTag("ru"))).containsPattern("[а-я]{4}");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "3725123456, +3725123456",
        "37251234567, +37251234567",
        "3706771234,",
        "4930901820, +74930901820",
        "8103725123456, +3725123456",
        "84912345678, +74912345678",
        "85221234567, +85221234567"
    })
    void tenDigitsAreThoseOfTheHomeCountryOnlyWhenSomebodyMayHaveThem(String text, String number) {
        assertThat(RUSSIA.parse(text).map(PhoneNumber::toString).orElse(null)).isEqualTo(number);
        assertThat(new NumberPlan("KZ").parse(text).map(PhoneNumber::toString).orElse(null))
                .isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+79161112233;phone-context=national",
                "9161112233;phone-context=+7",
                "89161112233;npdi;rn=+74951234567",
                "+79161112233;user=phone",
                "sip:+79161112233;user=phone@sip.example.org;transport=udp",
                "tel:+7-916-111-22-33;isub=1411;phone-context=example.com",
                "'+79161112233'",
                "=\"+79161112233\"",
                "«+7 916 111-22-33»",
                "+7.916.111.22.33"
            })
    void whatStandsAroundANumberIsNotPartOfIt(String text) {
        assertThat(RUSSIA.parse(text)).contains(Cast.MARIAS);
    }

    @Test
    void anExtensionHasItsWordOrItsSignAndAtMostSixDigits() {
        assertThat(RUSSIA.read("+74951234567,123456")).isEqualTo(new NumberReading.Outside(Cast.SHARED, "123456"));
        assertThat(RUSSIA.read("+74951234567 доб. 123456")).isEqualTo(new NumberReading.Outside(Cast.SHARED, "123456"));
        for (String two : List.of("84951234567, 7770001", "84951234567 доб. 7770001", "84951234567;84951234568")) {
            assertThat(RUSSIA.read(two)).isInstanceOf(NumberReading.NotANumber.class);
        }
    }

    @Test
    void aBlankAtTheBeginningOfAQueryIsThePlusThatWasNotEncoded() {
        assertThat(NumberPlan.ofQuery(" 4930901820")).isEqualTo("+4930901820");
        assertThat(NumberPlan.ofQuery(" (495) 1")).isEqualTo("+(495) 1");
        assertThat(NumberPlan.ofQuery("4930901820")).isEqualTo("4930901820");
        assertThat(NumberPlan.ofQuery(" 0911")).isEqualTo(" 0911");
        assertThat(NumberPlan.ofQuery(null)).isNull();
    }

    @Test
    void garbageOfAnyLengthIsReadWithoutAnError() {
        for (String piece :
                List.of("9", "x", "+", "<", "%", "(доб.", ",", "#", "\0", "\uD83D\uDE00", "ext=1;", " ", "٩")) {
            for (int length : new int[] {1, 2, 7, 100, 4_096, 1_000_000}) {
                String text = piece.repeat(length);
                assertThat(RUSSIA.parse(text)).isEmpty();
                assertThat(RUSSIA.read(text)).isNotNull();
            }
        }
        assertThat(RUSSIA.parse(null)).isEmpty();
    }

    @Test
    void numbersArePrintedForTheEyeAndReadBack() {
        assertThat(RUSSIA.print(Cast.MARIAS)).isEqualTo("+7 916 111-22-33");
        assertThat(RUSSIA.print(PhoneNumber.of("+14155552671"))).isEqualTo("+1 415-555-2671");
        assertThat(RUSSIA.print(PhoneNumber.of("+999123"))).isEqualTo("+999123");
        assertThat(RUSSIA.parse(RUSSIA.print(Cast.SHARED))).contains(Cast.SHARED);
    }

    @Test
    void theFirstDigitsOfANumberAreUnderstoodAsTheyAreTyped() {
        assertThat(RUSSIA.beginnings("8916")).contains("7916");
        assertThat(RUSSIA.beginnings("916")).contains("7916");
        assertThat(RUSSIA.beginnings("+7 (916")).containsExactly("7916");
    }

    @Test
    void aPlanOfNoCountryIsRefusedAtTheStart() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NumberPlan("Russia"));
        assertThatIllegalArgumentException().isThrownBy(() -> new NumberPlan("RU", "4-9-5"));
    }
}
