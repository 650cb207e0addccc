package org.ringbook.spreadsheets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+cmd|' /C calc'!A0",
                "-2+3",
                "@SUM(A1)",
                "|calc",
                "\t=1+1",
                "\r\n=1+1",
                " =1+1",
                "\u00a0=1+1",
                "＝1+1"
            })
    void whatASpreadsheetWouldCalculateStaysText(String name) {
        assertThat(Cell.harmless(name)).isEqualTo("'" + name);
        assertThat(Cell.asWritten("'" + name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Мария Иванова", "«Ромашка»", "O'Neill; \"quoted\"", "'s-Hertogenbosch", "79161112233"})
    void anOrdinaryNameIsLeftAlone(String name) {
        assertThat(Cell.harmless(name)).isEqualTo(name);
        assertThat(Cell.asWritten(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+79161112233", "+79161112233 102", "-3", "12.5"})
    void telephoneNumbersAndFiguresStayReadable(String numbers) {
        assertThat(Cell.harmless(numbers)).isEqualTo(numbers);
    }

    @Test
    void nothingStaysNothing() {
        assertThat(Cell.harmless(null)).isNull();
    }
}
