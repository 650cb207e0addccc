package org.ringbook.agent.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateCheckTest {

    @ParameterizedTest
    @CsvSource({
        "0.2.0, 0.1.9, true",
        "0.10.0, 0.9.0, true",
        "1.0, 0.9.9, true",
        "0.1.0, 0.1.0-SNAPSHOT, true",
        "0.1.0, 0.1.0, false",
        "0.1.0-SNAPSHOT, 0.1.0-SNAPSHOT, false",
        "0.1, 0.1.0, false",
        "0.1.0, 0.2.0, false",
        "development, 0.1.0, false",
        "0.2.0, development, false",
        "<b>9, 0.1.0, false"
    })
    void onlyWhatIsReallyNewerIsSaid(String offered, String own, boolean newer) {
        assertThat(UpdateCheck.isNewer(offered, own)).isEqualTo(newer);
    }
}
