package org.ringbook.telephony.asterisk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {

    private static Row cel(Columns columns, String time) {
        return columns.row(new HashMap<>(
                Map.of("eventtype", "ANSWER", "eventtime", time, "uniqueid", "1.1", "channame", "PJSIP/101-1")));
    }

    @ParameterizedTest
    @CsvSource({
        "1795391003.372161, 2026-11-22T23:43:23.372161Z",
        "1795391003, 2026-11-22T23:43:23Z",
        "2026-11-23 02:43:23, 2026-11-22T23:43:23Z",
        "2026-11-23T02:43:23.372161, 2026-11-22T23:43:23.372161Z",
        "2026-11-22 23:43:23+00, 2026-11-22T23:43:23Z",
        "2026-11-23T02:43:23+0300, 2026-11-22T23:43:23Z",
        "2026-11-22T23:43:23Z, 2026-11-22T23:43:23Z"
    })
    void aTimeIsReadInWhateverFormThePbxWritesIt(String written, Instant meant) {
        assertThat(cel(new Columns(ZoneId.of("Europe/Moscow")), written).at()).isEqualTo(meant);
    }

    @Test
    void aCallWhoseAnswerIsUnsetWasNotAnsweredAndOneThatEndsBeforeItBeganEndsThere() {
        var row = new Columns(ZoneId.of("Europe/Moscow"))
                .row(new HashMap<>(Map.of(
                        "start", "2026-11-23 02:43:23",
                        "answer", "1970-01-01 03:00:00",
                        "end", "0000-00-00 00:00:00",
                        "billsec", "0",
                        "duration", "00:00:20",
                        "uniqueid", "1.1")));
        assertThat(row.get("answer")).isEmpty();
        assertThat(row.at()).isEqualTo(Instant.parse("2026-11-22T23:43:43Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.000000", "1970-01-01 03:00:00", "2001-01-01 00:00:00", "9999-12-31 23:59:59"})
    void aTimeThatCannotBeIsNoRowSoThatTheReadingGoesOn(String written) {
        assertThat(cel(new Columns(ZoneId.of("Europe/Moscow")), written)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "99999999999999999999", "2026-13-45 00:00:00", "'; drop table cel; --"})
    void aLineWithoutATimeIsNoRow(String written) {
        assertThat(cel(new Columns(ZoneId.of("Europe/Moscow")), written)).isNull();
    }

    @Test
    void theHourThatComesTwiceInAutumnIsToldApartByTheOrderOfTheRows() {
        var columns = new Columns(ZoneId.of("Europe/Berlin"));
        List<Instant> read =
                List.of("2026-10-25 02:10:00", "2026-10-25 02:50:00", "2026-10-25 02:10:00", "2026-10-25 03:00:00")
                        .stream()
                        .map(time -> cel(columns, time).at())
                        .toList();
        assertThat(read)
                .containsExactly(
                        Instant.parse("2026-10-25T00:10:00Z"),
                        Instant.parse("2026-10-25T00:50:00Z"),
                        Instant.parse("2026-10-25T01:10:00Z"),
                        Instant.parse("2026-10-25T02:00:00Z"));
    }

    @Test
    void soItIsWhenAFileIsReadFromItsEnd() {
        var columns = Columns.lastFirst(ZoneId.of("Europe/Berlin"), Instant.parse("2026-10-25T12:00:00Z"));
        List<Instant> read = List.of(
                        "2026-10-25 03:00:00",
                        "2026-10-25 02:30:00",
                        "2026-10-25 02:10:00",
                        "2026-10-25 02:50:00",
                        "2026-10-25 02:20:00",
                        "2026-10-25 01:59:00")
                .stream()
                .map(time -> cel(columns, time).at())
                .toList();
        assertThat(read)
                .containsExactly(
                        Instant.parse("2026-10-25T02:00:00Z"),
                        Instant.parse("2026-10-25T01:30:00Z"),
                        Instant.parse("2026-10-25T01:10:00Z"),
                        Instant.parse("2026-10-25T00:50:00Z"),
                        Instant.parse("2026-10-25T00:20:00Z"),
                        Instant.parse("2026-10-24T23:59:00Z"));
    }

    @Test
    void aCallOverTheHourThatComesTwiceBeganAsLongBeforeItsEndAsItTook() {
        var columns = new Columns(ZoneId.of("Europe/Berlin"));
        // One that ended in the second of the two hours stands above it.
        columns.row(cdr("2026-10-25 02:35:00", "2026-10-25 02:36:00", 60));
        columns.row(cdr("2026-10-25 02:50:00", "2026-10-25 02:36:00", 46 * 60));
        Row row = columns.row(cdr("2026-10-25 02:20:00", "2026-10-25 02:40:00", 80 * 60));
        assertThat(row.at()).isEqualTo(Instant.parse("2026-10-25T01:40:00Z"));
        assertThat(row.columns().get("start")).isEqualTo("2026-10-25T00:20:00Z");
    }

    private static Map<String, String> cdr(String start, String end, int seconds) {
        var columns = new HashMap<String, String>();
        columns.put("start", start);
        columns.put("answer", start);
        columns.put("end", end);
        columns.put("duration", String.valueOf(seconds));
        columns.put("billsec", String.valueOf(seconds));
        columns.put("uniqueid", "1795382589.1");
        return columns;
    }
}
