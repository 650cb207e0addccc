package org.ringbook.workspace.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallsCsvTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "\r\n=1+1", " =1+1", "\u00a0=1+1"})
    void whatASpreadsheetWouldCalculateStaysText(String name) {
        assertThat(CallsCsv.harmless(name)).startsWith("'").doesNotContain("\n", "\r", "\t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Мария Иванова", "«Ромашка»", "O'Neill; \"quoted\"", "79161112233"})
    void anOrdinaryNameIsLeftAlone(String name) {
        assertThat(CallsCsv.harmless(name)).isEqualTo(name);
    }
}
