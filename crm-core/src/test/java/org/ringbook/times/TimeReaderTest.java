package org.ringbook.times;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One moment, ten to six in the morning of Moscow, as the systems of this trade write it; and what is no moment at all. */
class TimeReaderTest {

    private static final Instant TEN_TO_SIX = Instant.parse("2026-11-30T02:50:00Z");
    private static final Instant RECEIVED = TEN_TO_SIX.plusSeconds(20);
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final TimeReader READER = new TimeReader(MOSCOW);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-30T02:50:00Z",
                "2026-11-30t02:50:00z",
                "2026-11-30T02:50:00+0000",
                "2026-11-30T02:50:00+00",
                "2026-11-30T05:50:00+0300",
                "2026-11-30T05:50:00+03",
                "2026-11-30T05:50:00+03:00",
                "2026-11-30T05:50:00 +03:00",
                "2026-11-30T05:50:00 03:00",
                "2026-11-29T23:50:00-0300",
                "2026-11-30 05:50:00",
                "2026-11-30T05:50",
                "2026-11-30 02:50:00 UTC",
                "2026-11-30 05:50:00 MSK",
                "2026-11-30 05:50:00 Europe/Moscow",
                "2026-11-30T05:50:00+03:00[Europe/Moscow]",
                "2026-11-30T02:50:00.0000000Z",
                "2026-11-30T05:50:00,000",
                "2026/11/30 05:50:00",
                "2026.11.30 05:50:00",
                "20261130T025000Z",
                "20261130T055000+0300",
                "20261130T055000",
                "20261130055000",
                "202611300550",
                "30.11.2026 05:50:00",
                "30.11.2026 5:50",
                "30.11.2026, 05:50:00",
                "30.11.26 05:50:00",
                "Mon, 30 Nov 2026 02:50:00 GMT",
                "Mon, 30 Nov 2026 05:50:00 +0300",
                "Mon Nov 30 05:50:00 MSK 2026",
                "Mon Nov 30 2026 05:50:00 GMT+0300 (Moscow Standard Time)",
                "Nov 30, 2026 5:50 AM",
                "30-Nov-2026 05:50:00",
                "1796007000",
                "1796007000.000",
                "1796007000000",
                "1.796007E9",
                "1796007000000000",
                "/Date(1796007000000+0300)/",
                "  2026-11-30T02:50:00Z  "
            })
    void itIsTenToSix(String text) {
        assertThat(READER.read(text, RECEIVED)).isEqualTo(new TimeReading.At(TEN_TO_SIX, true));
    }

    @Test
    void fractionsOfASecondAreKeptAsFarAsTheyAreTold() {
        assertThat(READER.read("2026-11-30T02:50:00.1234567Z", RECEIVED).orNull())
                .isEqualTo(TEN_TO_SIX.plusNanos(123_456_700));
        assertThat(READER.read("1796007000.25", RECEIVED).orNull()).isEqualTo(TEN_TO_SIX.plusMillis(250));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "0",
                "-1",
                "0001-01-01T00:00:00Z",
                "0000-00-00 00:00:00",
                "-0001-11-30T00:00:00+03:00",
                "1970-01-01T00:00:00Z",
                "1970-01-01 03:00:00",
                "1601-01-01T00:00:00Z",
                "1899-12-30T00:00:00",
                "1900-01-01 00:00:00",
                "9999-12-31T23:59:59Z",
                "99991231T235959Z",
                "00.00.0000 00:00:00",
                "-62135596800"
            })
    void theDatesOfProgramsThatHaveNoneAreUnset(String text) {
        assertThat(READER.read(text, RECEIVED)).isEqualTo(new TimeReading.Unset());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-12-02T02:50:00Z",
                "2125-01-01T00:00:00Z",
                "2001-01-01 00:00:00",
                "1980-01-06T00:00:00Z",
                "100000-01-01T00:00:00Z"
            })
    void whatCannotBeIsImpossible(String text) {
        assertThat(READER.read(text, RECEIVED)).isInstanceOf(TimeReading.Impossible.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "yesterday 05:50",
                "11/30/2026 05:50:00",
                "2026-11-30",
                "2026-13-30T05:50:00Z",
                "2026-11-31T05:50:00Z",
                "2026-11-30T25:50:00Z",
                "2026-11-30T05:50:99Z",
                "2026-11-30T05:50:00 somewhere",
                "2026-11-30T05:50:00+99:00",
                "30 Foo 2026 05:50:00",
                "1e99",
                "ﬃ2026-11-30T02:50:00Z"
            })
    void whatIsNoTimeIsUnreadable(String text) {
        assertThat(READER.read(text, RECEIVED).orNull()).isNull();
        assertThat(READER.read(text, RECEIVED)).isNotInstanceOf(TimeReading.Impossible.class);
    }

    @ParameterizedTest
    @CsvSource({
        "epoch, 1796007000000",
        "epoch-ms, 1796007000",
        "epoch, 1796007000000000",
    })
    void aCountWhoseUnitIsNotTheOneOfTheSettingsCanMeanOneThingOnly(String form, String text) {
        assertThat(new TimeReader(form, MOSCOW).read(text, RECEIVED)).isEqualTo(new TimeReading.At(TEN_TO_SIX, false));
    }

    @ParameterizedTest
    @CsvSource({
        "MM/dd/yyyy HH:mm:ss, 11/30/2026 05:50:00",
        "dd/MM/yyyy HH:mm:ss, 30/11/2026 05:50:00",
        "dd.MM.yyyy HH:mm:ss, 2026-11-30T02:50:00Z",
        "yyyy-MM-dd'T'HH:mm:ssXXX, 2026-11-30T05:50:00+03:00",
        "epoch, 2026-11-30T02:50:00Z",
    })
    void aPatternOfTheSettingsIsTriedFirst(String form, String text) {
        assertThat(new TimeReader(form, MOSCOW).read(text, RECEIVED).orNull()).isEqualTo(TEN_TO_SIX);
    }

    @Test
    void aLeapSecondAndTheTwentyFourthHourAreRead() {
        assertThat(READER.read("2026-11-29 24:00:00", RECEIVED).orNull())
                .isEqualTo(Instant.parse("2026-11-29T21:00:00Z"));
        assertThat(READER.read("2026-11-30T02:49:60Z", RECEIVED).orNull()).isEqualTo(TEN_TO_SIX);
    }
}
