package org.ringbook.times;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A minute and twelve seconds, as the systems of this trade write them. */
class DurationReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "72",
                "72.0",
                "72,0",
                "7.2E1",
                "1:12",
                "01:12",
                "0:01:12",
                "00:01:12",
                "00:01:12.000",
                "0.00:01:12",
                "0 days, 0:01:12",
                "PT72S",
                "PT1M12S",
                "pt1m12.0s",
                "P0DT0H1M12S",
                "72s",
                "72 sec.",
                "1m12s",
                "1 min 12 s",
                "1 мин. 12 сек.",
                "72000 ms",
                "1'12\""
            })
    void itIsAMinuteAndTwelveSeconds(String text) {
        assertThat(DurationReader.read(text)).isEqualTo(Duration.ofSeconds(72));
    }

    @Test
    void fractionsAndLongCallsAreRead() {
        assertThat(DurationReader.read("72.4")).isEqualTo(Duration.ofMillis(72_400));
        assertThat(DurationReader.read("1.02:03:04"))
                .isEqualTo(Duration.ofHours(26).plusSeconds(184));
        assertThat(DurationReader.read("1 ч 2 мин")).isEqualTo(Duration.ofMinutes(62));
        assertThat(DurationReader.read("0")).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "PT-5S",
                "long",
                "1:72",
                "1:60:00",
                "12 parsecs",
                "9e99",
                "604801",
                "1:2:3:4",
                "PT",
                "12 s x"
            })
    void whatIsNoDurationIsNone(String text) {
        assertThat(DurationReader.read(text)).isNull();
    }

    @Test
    void nothingIsNone() {
        assertThat(DurationReader.read(null)).isNull();
    }
}
