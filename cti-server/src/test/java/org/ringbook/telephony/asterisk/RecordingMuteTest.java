package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Asterisks pause every recording of a channel; of the others one would go on hearing the card number. */
class RecordingMuteTest {

    @ParameterizedTest
    @ValueSource(strings = {"22.10.1", "23.0.0", "21.1.0", "20.6.0", "20.19.0", "18.21.0", "certified/20.7-cert2"})
    void newOnesPauseAll(String version) {
        assertThat(RecordingMute.mutesAll(version)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"16.28.0", "18.20.2", "20.5.2", "21.0.2", "19.8.1", "certified/18.9-cert5", "13.38.3", "", "GIT"
            })
    void oldOnesAndThoseThatDoNotTellPauseOne(String version) {
        assertThat(RecordingMute.mutesAll(version)).isFalse();
    }
}
