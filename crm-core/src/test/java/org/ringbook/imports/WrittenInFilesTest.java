package org.ringbook.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.imports.FileImport.Slashes;
import org.ringbook.refusals.Refused;

/** Money and days as people and programs write them, in Russian and in English. */
class WrittenInFilesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "150000|150000|",
                "1 234 567,89|1234567.89|",
                "1,234,567.89|1234567.89|",
                "1.234.567,89|1234567.89|",
                "1,234|1234|",
                "1.234|1234|",
                "1234,5|1234.5|",
                "150 000 ₽|150000|RUB",
                "150 000,50 руб.|150000.50|RUB",
                "$1,200.50|1200.50|USD",
                "1200 EUR|1200|EUR",
            })
    void anAmountIsReadAsItIsWritten(String text, String amount, String currency) {
        WrittenAmount read = WrittenAmount.read(text, false);
        assertThat(read.amount()).isEqualByComparingTo(amount);
        assertThat(read.currency()).isEqualTo(currency);
    }

    @Test
    void theNumberOfAWorkbookHasAPointBeforeItsDecimals() {
        assertThat(WrittenAmount.read("1234.5", true).amount()).isEqualByComparingTo("1234.5");
        assertThat(WrittenAmount.read("1234.5599999999999", true).amount()).isEqualByComparingTo("1234.56");
        refused("imports.amount", () -> WrittenAmount.read("1234.567", true));
        refused("imports.amount", () -> WrittenAmount.read("1.234", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"много", "12,34,5", "1234.567", "-5", "1e5", "12 345 678 901 234", "10-20"})
    void whatIsNoAmountIsRefused(String text) {
        refused("imports.amount", () -> WrittenAmount.read(text, false));
    }

    private static void refused(String key, Runnable what) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(what::run)
                .satisfies(why -> assertThat(why.refusal().key()).isEqualTo(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31.12.2026",
                "31.12.26",
                "2026-12-31",
                "2026/12/31",
                "31/12/2026",
                "12/31/2026",
                "31 декабря 2026",
                "31 декабря 2026 г.",
                "31 дек 2026",
                "Dec 31, 2026",
                "31-Dec-2026",
                "December 31 2026",
            })
    void aDayIsReadAsItIsWritten(String text) {
        assertThat(WrittenTime.read(text, null, false)).isEqualTo(new WrittenTime(LocalDate.of(2026, 12, 31), null));
    }

    @Test
    void aDayMayHaveATime() {
        LocalDate day = LocalDate.of(2026, 5, 1);
        assertThat(WrittenTime.read("01.05.2026 14:05", null, false))
                .isEqualTo(new WrittenTime(day, LocalTime.of(14, 5)));
        assertThat(WrittenTime.read("1 мая 2026, 9:30", null, false))
                .isEqualTo(new WrittenTime(day, LocalTime.of(9, 30)));
        assertThat(WrittenTime.read("2026-05-01T14:05:10", null, false))
                .isEqualTo(new WrittenTime(day, LocalTime.of(14, 5, 10)));
        assertThat(WrittenTime.read("May 1, 2026 2:05 PM", null, false))
                .isEqualTo(new WrittenTime(day, LocalTime.of(14, 5)));
        assertThat(WrittenTime.read("46143.5", null, true)).isEqualTo(new WrittenTime(day, LocalTime.NOON));
    }

    @Test
    void whatCouldBeEitherOfTwoDaysIsNotGuessed() {
        refused("imports.day.either", () -> WrittenTime.read("01/02/2026", null, false));
        assertThat(WrittenTime.read("01/02/2026", Slashes.DAY_FIRST, false).day())
                .isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(WrittenTime.read("01/02/2026", Slashes.MONTH_FIRST, false).day())
                .isEqualTo(LocalDate.of(2026, 1, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"32.12.2026", "31.02.2026", "46143", "вчера", "31.12", "31.12.3026"})
    void whatIsNoDayIsRefused(String text) {
        refused("imports.day", () -> WrittenTime.read(text, null, false));
    }
}
