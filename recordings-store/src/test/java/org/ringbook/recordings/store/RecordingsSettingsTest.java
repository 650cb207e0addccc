package org.ringbook.recordings.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The settings of recordings, as they come from the environment. */
class RecordingsSettingsTest {

    private static RecordingsSettings of(Map<String, Object> environment) {
        var all = new StandardEnvironment();
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        all.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, environment));
        return Binder.get(all)
                .bind("ringbook.recordings", RecordingsSettings.class)
                .get();
    }

    @Test
    void withAFolderAloneNothingElseIsOn() {
        RecordingsSettings settings = of(Map.of("RINGBOOK_RECORDINGS_FOLDER", "sound"));
        assertThat(settings.s3().isSet()).isFalse();
        assertThat(settings.compact()).isFalse();
        assertThat(settings.keep()).isEmpty();
        assertThat(settings.space().beforeTime()).isFalse();
    }

    @Test
    void theKeysOfTheBucketComeFromTheEnvironmentAndAreNeverPrinted() {
        RecordingsSettings settings = of(Map.of(
                "RINGBOOK_RECORDINGS_FOLDER", "sound",
                "RINGBOOK_RECORDINGS_S3_BUCKET", "recordings",
                "RINGBOOK_RECORDINGS_S3_ACCESSKEY", "ringbook-key",
                "RINGBOOK_RECORDINGS_S3_SECRETKEY", "ringbook-secret",
                "RINGBOOK_RECORDINGS_S3_PATHSTYLE", "false"));
        assertThat(settings.s3().isSet()).isTrue();
        assertThat(settings.s3().accessKey()).isEqualTo("ringbook-key");
        assertThat(settings.s3().secretKey()).isEqualTo("ringbook-secret");
        assertThat(settings.s3().pathStyle()).isFalse();
        assertThat(settings.s3().region()).isEqualTo("us-east-1");
        assertThat(settings + " " + settings.s3()).doesNotContain("ringbook-key", "ringbook-secret");
    }
}
